public import Anatomy
import Frames
public import SessionLog
import Simulation

/// How well what was sewn in a session is closed at its end.
public enum SeamReading {
  /// Builds the scene and takes the latest state that the log has kept; takes a second or so.
  ///
  /// - Returns: nil for a session with nothing to sew, without a state that this version can read, or whose simulation was lost.
  /// - Throws: `SessionError`, or what the scene could not do.
  public static func closure(of reader: SessionLogReader, log path: String) throws -> SeamClosure? {
    guard let truth = reader.header.truth.anastomosis else { return nil }
    return try Scene.atEnd(of: reader, log: path) { scene, state in
      let closure = AnastomosisSeam(scene.model.mesh, vessel: scene.truth.vessel, truth: truth).closure(state)
      return closure.gapArea.isFinite && closure.lumen.isFinite ? closure : nil
    }
  }
}
