public import SimMath

/// Whether a hand's movement comes out of a device along the axis that it was asked to go along.
public enum AxisCheck: String, Sendable, CaseIterable {
  case right, up, towards

  /// The movement in station axes, unit length.
  public var direction: Vector3 {
    switch self {
    case .right: Vector3(1, 0, 0)
    case .up: Vector3(0, 1, 0)
    case .towards: Vector3(0, 0, 1)
    }
  }

  public enum Finding: Equatable, Sendable {
    case good
    /// Less than `AxisCheck.least`: nothing can be said.
    case tooShort
    /// The other way round.
    case reversed
    /// Along another axis.
    case crossed
  }

  /// Shortest movement that tells axes apart, m.
  public static let least: Float = 0.02
  /// Share of the movement along its axis from which it counts as that axis: within 40 degrees of it.
  static let share: Float = 0.77

  public func judge(from a: Vector3, to b: Vector3) -> Finding {
    let move = b - a
    let length = move.length
    guard length.isFinite, length >= Self.least else { return .tooShort }
    let along = move.dot(direction) / length
    return along >= Self.share ? .good : along <= -Self.share ? .reversed : .crossed
  }
}
