import SimMath

/// Finds what the tissue is made of at a place of the anatomy frame: the nearest material point, by cells of a regular
/// grid.
struct MaterialGrid: Sendable {
  private let origin: Vector3
  private let cell: Float
  private let size: (Int, Int, Int)
  /// Material points (place and tissue) of each cell.
  private let cells: [[(Vector3, TissueClass)]]

  init(model: SimulationModel) {
    var places: [(Vector3, TissueClass)] = []
    for (e, tet) in model.mesh.tetrahedra.enumerated() {
      for (q, l) in QuadraticTetrahedron.pointCoordinates.enumerated() {
        let n = QuadraticTetrahedron.shape(l)
        var p = Vector3D.zero
        for a in 0..<10 { p += n[a] * model.mesh.nodes[tet[a]] }
        places.append((Vector3(p), model.points[4 * e + q].tissue))
      }
    }
    var low = places[0].0
    var high = low
    for (p, _) in places {
      low = Vector3(min(low.x, p.x), min(low.y, p.y), min(low.z, p.z))
      high = Vector3(max(high.x, p.x), max(high.y, p.y), max(high.z, p.z))
    }
    // Cells as wide as the points are apart, so that the nearest is in the cell or beside it.
    let spacing: Float = 0.003
    origin = low
    cell = spacing
    let span = high - low
    let size = (Int(span.x / spacing) + 1, Int(span.y / spacing) + 1, Int(span.z / spacing) + 1)
    self.size = size
    var cells = [[(Vector3, TissueClass)]](repeating: [], count: size.0 * size.1 * size.2)
    for p in places {
      let i = Int((p.0.x - low.x) / spacing)
      let j = Int((p.0.y - low.y) / spacing)
      let k = Int((p.0.z - low.z) / spacing)
      cells[(i * size.1 + j) * size.2 + k].append(p)
    }
    self.cells = cells
  }

  func tissue(at p: Vector3) -> TissueClass {
    func index(_ x: Float, _ low: Float, _ count: Int) -> Int {
      min(count - 1, max(0, Int(((x - low) / cell).rounded(.down))))
    }
    let i = index(p.x, origin.x, size.0)
    let j = index(p.y, origin.y, size.1)
    let k = index(p.z, origin.z, size.2)
    var best = TissueClass.wall
    var least = Float.infinity
    for a in max(0, i - 1)...min(size.0 - 1, i + 1) {
      for b in max(0, j - 1)...min(size.1 - 1, j + 1) {
        for c in max(0, k - 1)...min(size.2 - 1, k + 1) {
          for (q, tissue) in cells[(a * size.1 + b) * size.2 + c] {
            let d = (q - p).lengthSquared
            if d < least {
              least = d
              best = tissue
            }
          }
        }
      }
    }
    return best
  }
}
