import Devices
import Foundation
import Localisation

extension GainState {
  /// What the check of a device says, and what follows.
  func text(_ capabilities: HapticCapabilities) -> String {
    var arguments = ["device": capabilities.model]
    switch self {
    case .passed(let drift): arguments["drift"] = NumberText.fixed(100 * drift, decimals: 1)
    case .missing: break
    case .expired(let date): arguments["date"] = date.formatted(.iso8601)
    case .drifted(let drift):
      arguments["drift"] = NumberText.fixed(100 * drift, decimals: 1)
      arguments["bound"] = NumberText.fixed(100 * Self.largestDrift, decimals: 0)
    }
    return Text.get("gain.state.\(key)", arguments)
  }

  /// The state's name, for machines and for the catalogue.
  var key: String {
    switch self {
    case .passed: "passed"
    case .missing: "missing"
    case .expired: "expired"
    case .drifted: "drifted"
    }
  }
}

extension GainCheck.Fault {
  var text: String {
    var arguments: [String: String] = [:]
    switch self {
    case .lost, .stopped: break
    case .held(let way), .loose(let way): arguments["way"] = NumberText.fixed(1000 * way, decimals: 1)
    case .uneven(let spread): arguments["spread"] = NumberText.fixed(100 * spread, decimals: 1)
    case .unfaithful(let share): arguments["share"] = NumberText.fixed(100 * share, decimals: 1)
    }
    return Text.get("gain.fault.\(key)", arguments)
  }
}
