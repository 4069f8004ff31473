public import SimMath

/// A thread in its pledgets and snares.
extension SutureState {
  /// Force of the thread on a bolster at a mouth after its last solve, N; zero where it is out.
  public func force(onMouth k: Int, of bolster: Int) -> Vector3D {
    let g = thread[guide: model.guide(ofMouth: k, of: bolster)]
    return g.isActive ? g.force : .zero
  }
  /// Which piece of the thread is in a mouth: length from the thread's first end at rest, m.
  public func arc(ofMouth k: Int, of bolster: Int) -> Double { thread[guide: model.guide(ofMouth: k, of: bolster)].arc }

  /// Puts clamps on all snares, or takes them off.
  mutating func clampSnares(_ isClamped: Bool) {
    for b in 0..<bolsters.count where bolsters.model(b).kind == .snare {
      bolsters.bodies.base[b].isClamped = isClamped
      for k in 0..<BolsterModel.mouthCount where bolsters.model(b).isClamped(k) {
        let i = model.guide(ofMouth: k, of: b)
        thread.guides.base[i].grip = isClamped ? .infinity : bolsters.model(b).mouthGrip
      }
    }
  }
}
