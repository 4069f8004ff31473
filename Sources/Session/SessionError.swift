/// Why a session or replay cannot begin. The description is one sentence: what, where, mend.
public enum SessionError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The scene built here is not the one that the log was recorded with.
  case otherScene(path: String, expected: UInt64, found: UInt64)
  /// The log was recorded with a version of the scenario that is not here.
  case otherScenario(path: String, scenario: String, version: String, here: String)
  /// The log names no tick that could be replayed.
  case emptyLog(path: String)
  /// A state to restore is wanted at a tick that the log does not have.
  case noSuchTick(path: String, tick: UInt64, ticks: UInt64)
  /// The log has a hole, and nothing after it can be stepped.
  case missingTick(path: String, tick: UInt64)

  /// A step is to be tried again with a device that the scene was not built for.
  case otherDevice(path: String, device: String, recorded: String)

  public var description: String {
    switch self {
    case .otherScene(let path, let expected, let found):
      "\(path): the log was recorded with another scene (hash \(Self.hex(expected)), built here: \(Self.hex(found))): "
        + "replay it with the version of Systole that wrote it."
    case .otherScenario(let path, let scenario, let version, let here):
      "\(path): the log was recorded with \(scenario) \(version), and this Systole has \(here): "
        + "replay it with the version of Systole that wrote it."
    case .emptyLog(let path):
      "\(path): the log has no tick with an input, so there is nothing to replay: record the session again."
    case .noSuchTick(let path, let tick, let ticks):
      "\(path): there is no tick \(tick) (the log has \(ticks), from 0): choose an earlier one."
    case .missingTick(let path, let tick):
      "\(path): tick \(tick) has no input, so nothing after it can be replayed: choose an earlier one."
    case .otherDevice(let path, let device, let recorded):
      "\(path): it was recorded with \(recorded), and \(device) has other limits: use the same device or the mouse."
    }
  }

  private static func hex(_ x: UInt64) -> String {
    let digits = String(x, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
