import SessionLog
import Simulation

extension Scene {
  /// Builds the scene of a log and reads the latest state that the log has kept; takes a second or so.
  ///
  /// - Returns: what was read; nil without a state that this version can read.
  /// - Throws: `SessionError`, or what the scene could not do.
  static func atEnd<Reading>(
    of reader: SessionLogReader, log path: String, read: (Scene, borrowing SimulationState) -> Reading?
  ) throws -> Reading? {
    guard let last = reader.tickRange?.upperBound, let saved = reader.state(atOrBefore: last) else { return nil }
    let scene = try Scene(of: reader.header, log: path)
    guard let state = try? SimulationState(model: scene.model, restoring: saved.bytes) else { return nil }
    return read(scene, state)
  }
}
