import Frames
import SimMath

extension HeldTool {
  /// How far up a tool blood can stand or cling, m: not into the hand.
  private static let most: Float = 0.06
  /// Blood on the surface within this of a tool's axis touches it, m: a tool's half width, and half a mesh's edge.
  private static let near: Float = 0.0045
  /// How far a film climbs above what it comes from, m. By eye.
  private static let climb: Float = 0.0025

  /// How far up from its tip a tool is red in a snapshot, m: by what clings to it, stands about it, lies or runs where it
  /// touches.
  func bloodied(in snapshot: Snapshot) -> Float {
    let up = pose.orientation.rotate(Vector3(0, 1, 0))
    var reach: Float = 0
    if let pool = snapshot.pool, pose.position.y < pool.level {
      reach = up.y > 0 ? (pool.level - pose.position.y) / up.y + Self.climb : Self.most
    }
    func touch(_ x: Float, _ y: Float, _ z: Float) {
      let d = Vector3(x, y, z) - pose.position
      let height = d.dot(up)
      guard height > -Self.near, height < Self.most, (d - height * up).lengthSquared < Self.near * Self.near else { return }
      reach = max(reach, max(0, height) + Self.climb)
    }
    let vertices = snapshot.vertices
    if snapshot.harm.count == vertices.count / 2 {
      for i in 0..<vertices.count / 4 where snapshot.harm[2 * i + 1] > 0.4 {
        touch(vertices[4 * i], vertices[4 * i + 1], vertices[4 * i + 2])
      }
    }
    for stream in snapshot.streams {
      for i in stride(from: 0, to: stream.vertices.count - 2, by: 3) {
        touch(stream.vertices[i], stream.vertices[i + 1], stream.vertices[i + 2])
      }
    }
    return min(Self.most, max(bloodied, reach))
  }
}
