import Foundation
public import Frames
public import SimMath

/// How the haptic devices of this station stand to the hands that use them: kept in `station.json` of the data folder.
///
/// ```json
/// {"hand": "left", "devices": {"hd": {"scale": 1, "offset_mm": [0, -20, 0], "clutch": false, "axes_checked": true}}}
/// ```
/// A device is named by its kind as on the command line. What is not said is as usual: a right-handed station, one to one.
public struct Station: Equatable, Sendable {
  /// What the station says of one kind of device.
  public struct Setup: Equatable, Sendable {
    public var scale: Float
    /// Station axes, m.
    public var offset: Vector3
    public var allowsClutch: Bool
    public var axesChecked: Bool
    /// What the station's spring was when the device was known to be sound, and in the last check.
    public var baseline: GainReading?
    public var check: GainReading?

    public init(
      scale: Float = 1, offset: Vector3 = .zero, allowsClutch: Bool = false, axesChecked: Bool = false,
      baseline: GainReading? = nil, check: GainReading? = nil
    ) {
      self.baseline = baseline
      self.check = check
      self.scale = scale
      self.offset = offset
      self.allowsClutch = allowsClutch
      self.axesChecked = axesChecked
    }
  }

  public var hand: StationRecord.Hand
  /// By kind of device, "hd", "dhd", "haply".
  public var devices: [String: Setup]

  public init(hand: StationRecord.Hand = .right, devices: [String: Setup] = [:]) {
    self.hand = hand
    self.devices = devices
  }

  /// Largest offset along an axis, m. More would put the tool out of the field.
  static let largestOffset = 0.3

  /// The station of a folder; the usual one where the file is not there.
  ///
  /// - Throws: `DeviceError` with file, key and mend for a file that is there and not right.
  public init(folder: String, kinds: [String] = DeviceFactory.hapticKinds.map(\.id)) throws(DeviceError) {
    let file = Self.file(in: folder)
    guard FileManager.default.fileExists(atPath: file) else {
      self.init()
      return
    }
    guard let data = try? Data(contentsOf: URL(fileURLWithPath: file)) else {
      throw .unreadable(file: file, why: "it is a folder, or may not be read by you")
    }
    guard let json = try? JSONDecoder().decode(JSONNode.self, from: data) else {
      throw .badMapping(
        file: file, key: "(whole file)", mend: "write one JSON object, or remove the file and calibrate again")
    }
    try self.init(json: json, file: file, kinds: kinds)
  }

  init(json: JSONNode, file: String, kinds: [String]) throws(DeviceError) {
    let reader = try JSONReader(json, file: file, path: "", keys: ["hand", "devices"])
    hand = try reader.unit("hand", StationRecord.Hand.self) ?? .right
    devices = [:]
    guard let list = try reader.object("devices", keys: kinds) else { return }
    for kind in kinds {
      guard let d = try list.object(
        kind, keys: ["scale", "offset_mm", "clutch", "axes_checked", "baseline", "check"])
      else { continue }
      var setup = Setup()
      if let scale = try d.number("scale") {
        guard (0.1...10).contains(scale) else { throw d.bad("scale", "give a number from 0.1 to 10") }
        setup.scale = Float(scale)
      }
      if let offset = try d.numbers("offset_mm", count: 3) {
        guard offset.allSatisfy({ abs($0) <= 1000 * Self.largestOffset }) else {
          throw d.bad("offset_mm", "give at most \(Int(1000 * Self.largestOffset)) mm along each axis")
        }
        setup.offset = Vector3(Vector3D(offset[0] / 1000, offset[1] / 1000, offset[2] / 1000))
      }
      setup.allowsClutch = try d.bool("clutch") ?? false
      setup.axesChecked = try d.bool("axes_checked") ?? false
      setup.baseline = try Self.reading(d, "baseline")
      setup.check = try Self.reading(d, "check")
      devices[kind] = setup
    }
  }

  private static func reading(_ d: JSONReader, _ key: String) throws(DeviceError) -> GainReading? {
    guard let r = try d.object(key, keys: ["date", "model", "serial", "stiffness_n_m", "spread", "read_back"]) else {
      return nil
    }
    guard let text = try r.string("date"), let date = try? Date(text, strategy: .iso8601) else {
      throw r.bad("date", "give an ISO 8601 date, or remove the check and make it again")
    }
    guard let stiffness = try r.number("stiffness_n_m"), stiffness > 0 else {
      throw r.bad("stiffness_n_m", "give a number above 0, or remove the check and make it again")
    }
    return GainReading(
      date: date, model: try r.string("model") ?? "", serial: try r.string("serial") ?? "", stiffness: stiffness,
      spread: try r.number("spread") ?? 0, readBack: try r.number("read_back"))
  }

  public static func file(in folder: String) -> String { "\(folder)/station.json" }

  /// Writes the station to a folder, which is made if it is not there.
  public func write(to folder: String) throws {
    let list = devices.sorted { $0.key < $1.key }.map { kind, s in
      let mm = [s.offset.x, s.offset.y, s.offset.z].map { "\((Double($0) * 1e6).rounded() / 1e3)" }
      return "    \"\(kind)\": {\"scale\": \(s.scale), \"offset_mm\": [\(mm.joined(separator: ", "))], "
        + "\"clutch\": \(s.allowsClutch), \"axes_checked\": \(s.axesChecked)"
        + Self.text("baseline", s.baseline) + Self.text("check", s.check) + "}"
    }
    let text = "{\n  \"hand\": \"\(hand.rawValue)\",\n  \"devices\": {\n\(list.joined(separator: ",\n"))\n  }\n}\n"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try Data(text.utf8).write(to: URL(fileURLWithPath: Self.file(in: folder)), options: .atomic)
  }

  /// A reading as it stands in the file, with the comma before it; nothing without one.
  private static func text(_ key: String, _ reading: GainReading?) -> String {
    guard let reading else { return "" }
    let back = reading.readBack.map { ", \"read_back\": \($0)" } ?? ""
    return ",\n      \"\(key)\": {\"date\": \(quoted(reading.date.formatted(.iso8601))), \"model\": \(quoted(reading.model)), "
      + "\"serial\": \(quoted(reading.serial)), \"stiffness_n_m\": \(reading.stiffness), \"spread\": \(reading.spread)\(back)}"
  }

  private static func quoted(_ text: String) -> String {
    (try? JSONEncoder().encode(text)).map { String(decoding: $0, as: UTF8.self) } ?? "\"\""
  }
}
