import SimMath

/// The surface on which blood presses: quadratic faces and, for each vertex, the faces it belongs to.
final class CavityModel: Sendable {
  let faceCount: Int
  /// Six vertices of each face, normal out of the cavity; [F][6].
  let faces: FixedBuffer<Int32>
  /// Vertices that take part, and where their entries begin; [V], [V + 1].
  let vertices: FixedBuffer<Int32>
  let entryStart: FixedBuffer<Int32>
  /// Entries as 6 face + local node.
  let entries: FixedBuffer<Int32>
  /// For the six points of the rule in six lanes (two empty): shape functions times the weight, derivatives by u and v;
  /// [6 nodes][3][8].
  let rule: FixedBuffer<Float>

  init(mesh: TissueMesh) {
    faceCount = mesh.cavityFaces.count
    faces = FixedBuffer(mesh.cavityFaces.flatMap { $0.map { Int32($0) } }, padding: 0)
    var incident: [[Int32]] = Array(repeating: [], count: mesh.nodes.count)
    for (f, face) in mesh.cavityFaces.enumerated() {
      for (a, v) in face.enumerated() { incident[v].append(Int32(6 * f + a)) }
    }
    let used = incident.indices.filter { !incident[$0].isEmpty && !mesh.fixed[$0] }
    vertices = FixedBuffer(used.map { Int32($0) }, padding: 0)
    var starts: [Int32] = [0]
    for v in used { starts.append(starts.last! + Int32(incident[v].count)) }
    entryStart = FixedBuffer(starts, padding: 0)
    entries = FixedBuffer(used.flatMap { incident[$0] }, padding: 0)
    rule = FixedBuffer(count: 6 * 3 * 8, repeating: 0)
    for (q, point) in QuadraticTriangle.rule.enumerated() {
      let n = QuadraticTriangle.shape(point.l)
      let d = QuadraticTriangle.derivatives(point.l)
      for a in 0..<6 {
        rule[(a * 3 + 0) * 8 + q] = Float(n[a] * point.weight)
        rule[(a * 3 + 1) * 8 + q] = Float(d.u[a])
        rule[(a * 3 + 2) * 8 + q] = Float(d.v[a])
      }
    }
  }
}
