import Frames
import SimMath

/// One tick as the workers see it: pointers into model and state, the same for all of them and constant through the tick.
struct TickContext {
  let tissue: TissueSolver
  let coarse: CoarseSolver
  /// This tick's slice of the coarse operator to come; nil where the operator stays as loaded.
  let refresh: CoarseRefreshSolver?
  let contact: ContactSolver
  let cavity: CavitySolver
  let phaseStart: UnsafeMutablePointer<Int32>
  let phaseCount: Int
  /// Passes of the two-level solver in this tick.
  let passes: Int
  let chunkCount: Int
  let gravity: Vector3
  let pressure: Float
  /// Contact pressure per depth, Pa/m; 0 in a scene without suckers.
  let areaStiffness: Float
  /// Share of the velocities in the start of the tick: 0 while the ledger is open, else 1.
  let carry: Float
  let externalLoad: UnsafeMutablePointer<Float>
  let ledgerChunks: UnsafeMutablePointer<Double>
  let scratch: UnsafeMutablePointer<Float>
  /// The coarse right-hand side in parts, the first of which takes the correction, and scratch.
  let coarseVectors: UnsafeMutablePointer<Float>
  let work: UnsafeMutablePointer<TickWork>
  /// The hands' tools, [2], and what other blocks put on them, [2][InstrumentLoads.stride].
  let tools: UnsafeMutablePointer<ToolState>
  let loads: UnsafeMutablePointer<Float>
  let contactState: UnsafeMutablePointer<ContactState>
  let sutures: UnsafeMutablePointer<SutureState>
  let sutureCount: Int
  /// Nil where nothing can be cut.
  let edges: EdgeSolver?
}
