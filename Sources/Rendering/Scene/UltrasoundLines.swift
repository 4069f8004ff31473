import Frames
import SimMath

/// The probe's picture as the numbers that `ultrasound.frag` draws from.
enum UltrasoundLines {
  /// 64 lines of outer, inner and calcium depth (m) and echo, then 64 of the far wall's depth (m; 0 where none).
  static func table(_ snapshot: Snapshot, _ surface: TissueSurface) -> [Float] {
    let image = snapshot.image
    var table: [Float] = []
    table.reserveCapacity(512)
    for i in 0..<64 {
      let line = image.lines[i]
      table += [line.outerDepth, line.innerDepth, line.calciumDepth, Float(line.echo.rawValue)]
    }
    let far = farDepths(snapshot, surface)
    for depth in far { table += [depth, 0, 0, 0] }
    return table
  }

  /// Where each line leaves the outer surface again, m below the face; 0 where it does not.
  static func farDepths(_ snapshot: Snapshot, _ surface: TissueSurface) -> [Float] {
    let pose = snapshot.toolPose
    let along = pose.orientation.rotate(Vector3(1, 0, 0))
    let into = pose.orientation.rotate(Vector3(0, -1, 0))
    let across = along.cross(into)
    var far = [Float](repeating: 0, count: 64)
    let width = snapshot.image.width
    guard width > 0 else { return far }
    func local(_ v: Int32) -> SIMD3<Float> {
      let i = 4 * Int(v)
      let d = Vector3(snapshot.vertices[i], snapshot.vertices[i + 1], snapshot.vertices[i + 2]) - pose.position
      return SIMD3(d.dot(along), d.dot(into), d.dot(across))
    }
    // Faces cut at their middles into four flat triangles; each crosses the plane of the picture in a line.
    for f in 0..<surface.faceCount {
      let n = (0..<6).map { local(surface.faces[6 * f + $0]) }
      guard n.contains(where: { $0.z <= 0 }), n.contains(where: { $0.z >= 0 }) else { continue }
      for (a, b, c) in [(0, 3, 5), (3, 1, 4), (5, 4, 2), (3, 4, 5)] {
        let corners = [n[a], n[b], n[c]]
        var cuts: [SIMD3<Float>] = []
        for k in 0..<3 {
          let (p, q) = (corners[k], corners[(k + 1) % 3])
          if (p.z < 0) != (q.z < 0) { cuts.append(mix(p, q, p.z / (p.z - q.z))) }
        }
        guard cuts.count == 2 else { continue }
        let (p, q) = cuts[0].x < cuts[1].x ? (cuts[0], cuts[1]) : (cuts[1], cuts[0])
        guard q.x > p.x else { continue }
        for i in 0..<64 {
          let x = width * ((Float(i) + 0.5) / 64 - 0.5)
          if x >= p.x, x <= q.x { far[i] = max(far[i], mix(p.y, q.y, (x - p.x) / (q.x - p.x))) }
        }
      }
    }
    return far
  }
}
