import Frames
import SimMath

/// Triangles and their vertices as a view gets them.
extension CutSurfaceBuilder {
  /// A polygon as triangles of its points.
  func triangles(_ polygon: [Int32]) -> [SIMD3<Int32>] {
    guard polygon.count > 2 else { return [] }
    return PolygonTriangles.divide(polygon.map { points[Int($0)].rest }).map { SIMD3(polygon[$0.x], polygon[$0.y], polygon[$0.z]) }
  }

  /// A triangle of a touchable face of which a slot has a part.
  func addPart(_ t: SIMD3<Int32>, _ contact: Int, _ slot: Int) {
    let key = SIMD2(Int32(contact), Int32(slot))
    let number = partNumber[key] ?? Int32(partNumber.count)
    if partNumber[key] == nil {
      partNumber[key] = number
      for a in 0..<6 { partFaces.append(copy.tetrahedra[10 * slot + Int(cut.faceNode[6 * contact + a])]) }
    }
    let nodes = tetrahedra[Int(cut.faceElement[contact])]
    for k in 0..<3 {
      let p = t[k]
      let vertex = partVertex[SIMD2(number, p)] ?? UInt32(partPlaces.count / 3)
      if partVertex[SIMD2(number, p)] == nil {
        partVertex[SIMD2(number, p)] = vertex
        // The whole faces come before it, but their number is not known yet.
        partPlaces.append(Float(number))
        for c in 1...2 { partPlaces.append(Float(share(p, nodes[Int(cut.faceNode[6 * contact + c])]))) }
      }
      partTriangles.append(vertex)
    }
  }

  /// A triangle of a slot that is on no touchable face.
  func addWall(_ t: SIMD3<Int32>, _ slot: Int) {
    wallTriangles.append(SIMD3(vertex(t.x, slot), vertex(t.y, slot), vertex(t.z, slot)))
  }

  /// The vertex that a point has in a slot: the same in all slots that hang together there.
  private func vertex(_ p: Int32, _ slot: Int) -> Int32 {
    let nodes = tetrahedra[Int(copy.whole[slot])]
    func of(_ node: Int32) -> Int32 { copy.tetrahedra[10 * slot + nodes.firstIndex(of: node)!] }
    let code: SIMD3<Int32> =
      switch points[Int(p)].carrier {
      case .corner(let v): SIMD3(of(v), -1, -1)
      case .edge(let middle): SIMD3(of(middle), -1, -1)
      case .face(let f): copyCode(Int(f), slot)
      case .element: SIMD3(Int32(slot), -1, -1)
      }
    let key = SIMD4(p, code.x, code.y, code.z)
    if let known = wallVertex[key] { return known }
    let made = Int32(wallPoint.count)
    wallVertex[key] = made
    wallPoint.append(p)
    wallSlot.append(Int32(slot))
    return made
  }

  var surface: CutSurface {
    var result = CutSurface(revision: copy.revision)
    let meshCount = cut.vertexCount
    result.origins = [Int32](repeating: 0, count: copy.vertexCount - meshCount)
    for slot in 0..<copy.elementCount {
      for a in 0..<10 where Int(copy.tetrahedra[10 * slot + a]) >= meshCount {
        result.origins[Int(copy.tetrahedra[10 * slot + a]) - meshCount] = tetrahedra[Int(copy.whole[slot])][a]
      }
    }
    result.wholeCount = wholeFaces.count / 6
    result.faces = wholeFaces + partFaces
    result.partPlaces = partPlaces
    for i in stride(from: 0, to: partPlaces.count, by: 3) { result.partPlaces[i] += Float(result.wholeCount) }
    result.partTriangles = partTriangles
    addWalls(to: &result)
    return result
  }

  /// The walls, with a point for each smooth sheet that ends in it.
  private func addWalls(to result: inout CutSurface) {
    var sheets = [[(normal: Vector3D, number: UInt32)]](repeating: [], count: wallPoint.count)
    var element: [Int32: Int32] = [:]
    for t in wallTriangles {
      let x = (0..<3).map { points[Int(wallPoint[Int(t[$0])])].rest }
      let normal = (x[1] - x[0]).cross(x[2] - x[0]).normalized
      for k in 0..<3 {
        let v = Int(t[k])
        if let sheet = sheets[v].first(where: { $0.normal.dot(normal) > Self.crease }) {
          result.wallTriangles.append(sheet.number)
          continue
        }
        let number = UInt32(result.wallElements.count)
        sheets[v].append((normal, number))
        result.wallTriangles.append(number)
        let slot = wallSlot[v]
        if element[slot] == nil {
          element[slot] = Int32(element.count)
          for a in 0..<10 { result.tetrahedra.append(copy.tetrahedra[10 * Int(slot) + a]) }
        }
        result.wallElements.append(element[slot]!)
        let nodes = tetrahedra[Int(copy.whole[Int(slot)])]
        for c in 0..<4 { result.wallShares.append(Float(share(wallPoint[v], nodes[c]))) }
      }
    }
  }
}
