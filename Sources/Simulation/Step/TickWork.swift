import SimMath

/// What worker 0 alone carries from phase to phase of a tick; no other worker reads or writes it.
struct TickWork {
  /// Of one hand: the coupling of what it holds, and the force left over on it.
  struct Hand {
    var coupling: VirtualCoupling
    var residual = BodyVector.zero
    /// How far the line of its sucker is closed, 0 to 1.
    var suction: Float = 0
  }

  var patch: ContactPatchSolver
  var coupled: CoupledSolver
  var hands: InlineArray<2, Hand>
  /// How the tools answer by themselves, and their motion in the last correction.
  var compliance = InlineArray<2, ToolCompliance>(repeating: ToolCompliance())
  var corrections = InlineArray<2, BodyVector>(repeating: .zero)
  /// What suckers pull with in this tick, stored at the tick's start, J.
  var suctionEnergy = 0.0
  /// False if more samples were near a tool than there is storage for.
  var contactFits = true
}
