/// Where a tool is: the position of its tip (m, world frame) and its orientation (tool axes to world axes).
@frozen public struct Pose: Equatable, Hashable, Sendable, Codable {
  public var position: Vector3
  public var orientation: Quaternion

  @inlinable public init(position: Vector3, orientation: Quaternion = .identity) {
    self.position = position
    self.orientation = orientation
  }

  @inlinable public static var identity: Pose { Pose(position: .zero) }
  /// Part `t` (0 ... 1) of the way to another pose.
  @inlinable public func blended(with other: Pose, _ t: Float) -> Pose {
    Pose(
      position: position + t * (other.position - position), orientation: orientation.blended(with: other.orientation, t))
  }

  @inlinable public var isFinite: Bool { position.isFinite && orientation.isFinite }
}
