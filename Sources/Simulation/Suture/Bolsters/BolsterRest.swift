import SimMath

/// The tissue under a place of a bolster's bed: a plane with Coulomb friction.
///
/// Friction is a spring from where the place took hold, which gives way where it pulls with more than friction x press.
struct BolsterRest: BitwiseCopyable {
  /// There is a surface so near in this tick that the bed can come to it.
  var isActive = false
  var place = TissuePlace(element: 0, share: InlineArray(repeating: 0))
  /// Way out of the tissue, unit length.
  var normal = Vector3D(0, 1, 0)
  /// It touched at the end of the last tick, and how far its friction spring was stretched, m.
  var touches = false
  var held = Vector3D.zero
  /// From the tissue's place to the bed's when the tick began, along the surface, m.
  var origin = Vector3D.zero

  /// What a place does to the bolster.
  struct Hold {
    var press: Double
    /// Along the normal and across it, N/m.
    var along: Double
    var across: Double
    /// Of the friction spring, m.
    var stretch: Vector3D
    var force: Vector3D
  }

  /// Share of a bed's stiffness that its friction spring has.
  static var tangential: Double { ThreadSolver.tangentialShare }

  /// - Parameters:
  ///   - q, p: where the bed's place and the tissue's are, m.
  ///   - stiffness: of the bed's place, N/m.
  /// - Returns: nil where they do not touch.
  @inline(__always) func hold(_ q: Vector3D, on p: Vector3D, stiffness: Double) -> Hold? {
    let off = q - p
    let height = off.dot(normal)
    guard height < 0 else { return nil }
    let press = -stiffness * height
    let stretch = held + (off - height * normal) - origin
    let size = stretch.length
    let limit = BolsterModel.friction * press
    let full = Self.tangential * stiffness
    let across = full * size > limit ? limit / size : full
    return Hold(press: press, along: stiffness, across: across, stretch: stretch, force: press * normal - across * stretch)
  }

  /// Energy of both springs, J.
  func energy(_ q: Vector3D, on p: Vector3D, stiffness: Double) -> Double {
    guard let hold = hold(q, on: p, stiffness: stiffness) else { return 0 }
    let friction = hold.across * hold.stretch.length
    return 0.5 * hold.press * hold.press / stiffness + 0.5 * friction * friction / (Self.tangential * stiffness)
  }

  /// Keeps what passes to the next tick.
  /// - Returns: force on the bolster, N.
  mutating func finish(_ q: Vector3D, on p: Vector3D, stiffness: Double) -> Vector3D {
    guard let hold = hold(q, on: p, stiffness: stiffness) else {
      touches = false
      held = .zero
      return .zero
    }
    touches = true
    held = (hold.across / (Self.tangential * stiffness)) * hold.stretch
    return hold.force
  }
}
