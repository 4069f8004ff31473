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
    let header = reader.header
    guard let truth = header.truth.knot, let last = reader.tickRange?.upperBound,
      let saved = reader.state(atOrBefore: last)
    else { return nil }
    let scene = try Scene(of: header, log: path)
    guard let state = try? SimulationState(model: scene.model, restoring: saved.bytes),
      let strands = state.withSuture(0, { $0.strands })
    else { return nil }
    return TiedKnot(strands: strands, place: truth.place(on: header.truth.vessel), diameter: truth.threadDiameter)
  }
}
