import SimMath

/// What worker 0 alone carries from phase to phase of a tick; no other worker reads or writes it.
struct TickWork {
  var tool: ToolState
  var patch: ContactPatchSolver
  /// False if more samples were near the tool than there is storage for.
  var contactFits = true
  /// Force left over on the tool, N, and its motion in the last correction, m.
  var toolResidual = Vector3.zero
  var toolCorrection = Vector3.zero
}
