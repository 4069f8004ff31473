import Foundation
import SimMath

/// What "hd:NAME,lib:FILE,scale:S,buttons:B,clutch" says.
struct HapticSpecification {
  var options = HapticOptions()
  /// nil for what the station says.
  var scale: Float?
  var allowsClutch = false
  var buttons: ButtonMap?

  /// - Parameter text: the specification without the kind's own word and the sign after it.
  init(_ text: Substring, named: Bool, kind: HapticKind) throws(DeviceError) {
    var parts = text.split(separator: ",", omittingEmptySubsequences: false)
    if named, let name = parts.first {
      options.name = name.isEmpty ? nil : String(name)
      parts.removeFirst()
    }
    for part in parts {
      let pair = part.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      let value = pair.count == 2 ? pair[1] : ""
      func bad(_ mend: String) -> DeviceError { .badOption(device: kind.id, option: String(part), mend: mend) }
      switch pair[0] {
      case "lib" where kind.keys.contains("lib"):
        guard !value.isEmpty else { throw bad("give the path of the maker's library, lib:FILE") }
        options.library = value
      case "url" where kind.keys.contains("url"):
        guard !value.isEmpty else { throw bad("give the address of the maker's service, url:ws://HOST:PORT") }
        options.address = value
      case "key" where kind.keys.contains("key"):
        guard ["vector", "values"].contains(value) else { throw bad("give key:vector or key:values") }
        options.forceKey = value
      case "scale":
        guard let s = Float(value), s.isFinite, (0.1...10).contains(s) else { throw bad("give scale:S from 0.1 to 10") }
        scale = s
      case "clutch":
        guard pair.count == 1 else { throw bad("write clutch without a value") }
        allowsClutch = true
      case "buttons":
        guard let map = ButtonMap(value) else {
          let names = ButtonAction.allCases.map(\.rawValue).joined(separator: ", ")
          throw bad("give for each button an action, or two with a slash for pressing and holding, with + between "
            + "buttons, for example buttons:mark/site+tool/pause, of: \(names)")
        }
        buttons = map
      default:
        throw bad("use one of: \((kind.keys + ["scale", "buttons", "clutch"]).joined(separator: ", "))")
      }
    }
    if buttons?.buttons.contains(where: { $0.press == .clutch }) == true, !allowsClutch {
      throw .badOption(device: kind.id, option: "clutch", mend: "a clutch button needs the option clutch as well")
    }
  }
}
