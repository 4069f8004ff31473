import SimMath

/// The surface that tools can touch: quadratic faces with sixteen samples each, and the law of contact.
///
/// A sample that a tool has entered to depth d is pushed out with k_n d a unit of area and held by Coulomb
/// friction through a spring k_t that slips at mu times the normal force. The stiffness stands for the soft pad of the
/// finger that the probe replaces.
public final class ContactModel: Sendable {
  public static let samplesPerFace = 16
  /// Most samples that can be near the tool of one hand at once; more are left out and said so.
  public static let capacity = 320

  public let faceCount: Int
  /// Six vertices of each face; [F][6].
  let faces: FixedBuffer<Int32>
  /// Radius of the circle about a face's middle that holds it, with a margin for stretch, m; [F].
  let faceRadius: FixedBuffer<Float>
  /// Normal and tangential stiffness of each sample of a face (pressure stiffness times area), N/m; [F][2].
  let sampleStiffness: FixedBuffer<Float>
  /// Shape functions of the sixteen samples; [16][8], six used.
  let sampleWeights: FixedBuffer<Float>
  /// Coefficient of friction, at least 0.
  public let friction: Float
  /// Contact pressure per depth, Pa/m.
  let pressureStiffness: Float

  /// - Parameters:
  ///   - pressureStiffness: contact pressure per depth, Pa/m.
  ///   - tangentialRatio: tangential over normal stiffness, in (0, 1].
  public init(mesh: TissueMesh, pressureStiffness: Double, tangentialRatio: Double, friction: Double) {
    faceCount = mesh.contactFaces.count
    faces = FixedBuffer(mesh.contactFaces.flatMap { $0.map { Int32($0) } }, padding: 0)
    self.friction = Float(friction)
    self.pressureStiffness = Float(pressureStiffness)
    faceRadius = FixedBuffer(count: faceCount, repeating: 0)
    sampleStiffness = FixedBuffer(count: 2 * faceCount, repeating: 0)
    for (f, face) in mesh.contactFaces.enumerated() {
      let x = face.map { mesh.nodes[$0] }
      let middle = (1.0 / 3) * (x[0] + x[1] + x[2])
      faceRadius[f] = Float(1.2 * x.map { ($0 - middle).length }.max()!)
      var area = 0.0
      for point in QuadraticTriangle.rule {
        let d = QuadraticTriangle.derivatives(point.l)
        var u = Vector3D.zero
        var v = Vector3D.zero
        for a in 0..<6 {
          u += d.u[a] * x[a]
          v += d.v[a] * x[a]
        }
        area += point.weight * u.cross(v).length
      }
      let k = pressureStiffness * area / Double(Self.samplesPerFace)
      sampleStiffness[2 * f] = Float(k)
      sampleStiffness[2 * f + 1] = Float(k * tangentialRatio)
    }
    sampleWeights = FixedBuffer(count: 8 * Self.samplesPerFace, repeating: 0)
    for (s, l) in QuadraticTriangle.samples.enumerated() {
      for (a, w) in QuadraticTriangle.shape(l).enumerated() { sampleWeights[8 * s + a] = Float(w) }
    }
  }
}
