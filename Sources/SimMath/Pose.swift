/// Where a tool is: the position of its tip (m, world frame) and its orientation (tool axes to world axes).
@frozen public struct Pose: Equatable, Hashable, Sendable, Codable {
  public var position: Vector3
  public var orientation: Quaternion

  @inlinable public init(position: Vector3, orientation: Quaternion = .identity) {
    self.position = position
    self.orientation = orientation
  }

  @inlinable public static var identity: Pose { Pose(position: .zero) }
  @inlinable public var isFinite: Bool { position.isFinite && orientation.isFinite }
}
