/// A ceiling lamp: a disc of bulbs, with the map of its shadows.
struct Lamp: Sendable {
  /// m, world frame.
  var position: SIMD3<Float>
  /// m.
  var radius: Float
  /// Irradiance on the field, in units that the exposure turns into the screen's.
  var colour: SIMD3<Float>

  /// Depth that a shadow map covers about the field, and the edge of its square, m. `lighting.glsl` knows them too.
  static let shadowDepth: Float = 1.2
  static let shadowEdge: Float = 0.5

  /// From world to the shadow map.
  func shadowMatrix(about target: SIMD3<Float>) -> Matrix4 {
    let distance = length(position - target)
    let view = Matrix4.look(from: position, at: target, up: SIMD3(0.1, 0, 1))
    return Matrix4.parallel(
      half: Self.shadowEdge / 2, near: distance - Self.shadowDepth / 2, far: distance + Self.shadowDepth / 2) * view
  }

  /// Two lamps at 1.1 m, warm white, one stronger.
  static let theatre = [
    Lamp(position: SIMD3(0.20, 1.08, 0.20), radius: 0.28, colour: SIMD3(2.45, 2.30, 2.08)),
    Lamp(position: SIMD3(-0.52, 0.98, -0.10), radius: 0.26, colour: SIMD3(1.30, 1.24, 1.15)),
  ]
}
