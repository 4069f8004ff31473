import Frames
public import Knots
public import SessionLog
import Simulation

/// What was tied in a session, read from how the thread lies at its end.
public enum KnotInspection {
  /// Builds the scene and takes the latest state that the log has kept; takes a second or so.
  ///
  /// - Returns: nil for a session with nothing to tie, without a state that this version can read, or whose stitch has come out.
  /// - Throws: `SessionError`, or what the scene could not do.
  public static func knot(of reader: SessionLogReader, log path: String) throws -> TiedKnot? {
    guard let truth = reader.header.truth.knot else { return nil }
    return try Scene.atEnd(of: reader, log: path) { scene, state in
      state.withSuture(0) { $0.strands }.map {
        TiedKnot(strands: $0, place: truth.place(on: scene.truth.vessel), diameter: truth.threadDiameter)
      }
    }
  }
}
