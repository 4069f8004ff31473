import Frames
import SimMath

/// One tick's work as the workers see it: pointers into model and state, and what worker 0 passes from phase to phase.
struct TickContext {
  var tissue: TissueSolver
  var coarse: CoarseSolver
  var contact: ContactSolver
  var cavity: CavitySolver
  var colourStart: UnsafeMutablePointer<Int32>
  var colourCount: Int
  var chunkCount: Int
  var gravity: Vector3
  var pressure: Float
  var coupling: VirtualCoupling
  var toolMass: Float
  var tool: ToolState
  var externalLoad: UnsafeMutablePointer<Float>
  var ledgerChunks: UnsafeMutablePointer<Double>
  var scratch: UnsafeMutablePointer<Float>
  var sink: UnsafeMutablePointer<Float>
  /// The coarse correction and scratch, [2][8 C].
  var coarseVectors: UnsafeMutablePointer<Float>
  var patch: ContactPatchSolver
  var contactState: UnsafeMutablePointer<ContactState>
  var contactFits = true
  /// Whether the corrections of this tick are held to their minimum; the same for all workers.
  var guarded: Bool
  /// Force left over on the tool, and its motion in the last correction; worker 0 alone uses them.
  var toolResidual = Vector3.zero
  var toolCorrection = Vector3.zero
}
