/// One body of the field: its shape, what it is made of, and how its surface flows into that of others.
struct Organ: Sendable {
  enum Shape: Sendable {
    case ellipsoid(center: SIMD3<Float>, radii: SIMD3<Float>)
    /// A round tube along a polyline of points and radii.
    case tube(points: [SIMD3<Float>], radii: [Float])
  }

  let shape: Shape
  let material: FieldMaterial
  /// Height of lobes or wrinkles on the surface, m, and how many there are to a metre.
  let lobes: Float
  let lobeDensity: Float
  /// Width of the transition to what came before it, m.
  let blend: Float

  init(
    _ shape: Shape, _ material: FieldMaterial, lobes: Float = 0, lobeDensity: Float = 150, blend: Float = 0.0022
  ) {
    self.shape = shape
    self.material = material
    self.lobes = lobes
    self.lobeDensity = lobeDensity
    self.blend = blend
  }

  /// A tube along a smooth curve.
  static func vessel(
    _ points: [SIMD3<Float>], radii: [Float], _ material: FieldMaterial, blend: Float = 0.0022
  ) -> Organ {
    let steps = 7
    let path = Curve(points).sampled(steps: steps)
    let widths = Curve(radii.map { SIMD3($0, 0, 0) }).sampled(steps: steps).map(\.x)
    return Organ(.tube(points: path, radii: widths), material, blend: blend)
  }
}
