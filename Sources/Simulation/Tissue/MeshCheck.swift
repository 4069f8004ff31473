import SimMath

/// What a mesh must fulfil before a body is built of it. Each check throws the first fault with its place.
enum MeshCheck {
  /// Most colours of a sweep. Each costs two barriers a tick; usual bodies have ten to twenty.
  static let colourLimit = 96

  static func nodes(of mesh: TissueMesh) throws(TissueError) {
    let n = mesh.nodes.count
    guard mesh.fixed.count == n else { throw .fixedFlags(expected: n, got: mesh.fixed.count) }
    for (v, p) in mesh.nodes.enumerated() where !p.lengthSquared.isFinite { throw .notFinite(node: v) }
    for (contact, faces) in [(true, mesh.contactFaces), (false, mesh.cavityFaces)] {
      for (f, face) in faces.enumerated() where face.count != 6 || !face.allSatisfy({ 0..<n ~= $0 }) {
        throw .badFace(contact: contact, face: f)
      }
    }
  }

  /// - Parameter masses: by node, kg.
  static func masses(_ masses: [Double], of mesh: TissueMesh) throws(TissueError) {
    var used = [Bool](repeating: false, count: mesh.nodes.count)
    for element in mesh.tetrahedra { for v in element { used[v] = true } }
    for triangle in mesh.shells { for v in triangle.vertices { used[v] = true } }
    if let v = used.firstIndex(of: false) { throw .unreferenced(node: v) }
    // Its inverse times the step squared must be a number too.
    for (v, m) in masses.enumerated() where !(m > 1e-30 && m.isFinite) { throw .massless(node: v) }
  }

  static func order(_ order: SweepOrder) throws(TissueError) {
    guard order.colourCount > colourLimit else { return }
    throw .tooManyColours(node: order.rarestColour, limit: colourLimit)
  }
}
