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
  /// Correction and the three patch solutions, [4][8 C]; the patch modes, [3][8 C].
  var coarseVectors: UnsafeMutablePointer<Float>
  var patchModes: UnsafeMutablePointer<Float>
  var contactState: UnsafeMutablePointer<ContactState>
  /// Whether anything touched when the tick's coarse operator was made, and that operator's patch block.
  var patchActive = false
  var patchStiffness = SymmetricBlock.zero
  var patchCompliance = SymmetricBlock.zero
  var contactFits = true
}
