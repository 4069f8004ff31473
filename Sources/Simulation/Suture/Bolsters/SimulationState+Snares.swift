import SimMath

extension SimulationState {
  /// Clamps the snares of a suture, or takes their clamp off.
  /// - Returns: whether they are clamped now and where the first one's upper mouth is; nil if there are none.
  func clampSnares(ofSuture s: Int) -> (isClamped: Bool, mouth: Vector3)? {
    guard s < sutures.count, let first = sutures.base[s].bolsters.firstSnare else { return nil }
    let isClamped = !sutures.base[s].bolsters.isClamped(first)
    sutures.base[s].clampSnares(isClamped)
    return (isClamped, Vector3(sutures.base[s].bolsters.mouth(1, of: first)))
  }
}
