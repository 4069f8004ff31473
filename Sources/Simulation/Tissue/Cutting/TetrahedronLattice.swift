/// The even division of a tetrahedron into n3 small ones (Freudenthal 1942): the small ones of the lattice of cubes that lie in the
/// corner n >= x >= y >= z >= 0. On each face of the tetrahedron it is the even division into n2 triangles.
struct TetrahedronLattice {
  /// Rows along an edge.
  let n: Int
  /// Numbers of all nodes in use; a number is (x (n + 1) + y) (n + 1) + z.
  let nodes: [Int]
  /// The small tetrahedra, oriented as the large one.
  let cells: [InlineArray<4, Int>]

  init(_ n: Int) {
    self.n = n
    func number(_ p: SIMD3<Int>) -> Int { (p.x * (n + 1) + p.y) * (n + 1) + p.z }
    func isInside(_ p: SIMD3<Int>) -> Bool { n >= p.x && p.x >= p.y && p.y >= p.z && p.z >= 0 }
    let axes: [SIMD3<Int>] = [SIMD3(1, 0, 0), SIMD3(0, 1, 0), SIMD3(0, 0, 1)]
    let ways = [(0, 1, 2, true), (1, 2, 0, true), (2, 0, 1, true), (0, 2, 1, false), (1, 0, 2, false), (2, 1, 0, false)]
    var nodes: [Int] = []
    var cells: [InlineArray<4, Int>] = []
    for x in 0...n {
      for y in 0...x {
        for z in 0...y {
          let p = SIMD3(x, y, z)
          nodes.append(number(p))
          for (a, b, c, isEven) in ways {
            let q = p &+ axes[a]
            let r = q &+ axes[b]
            let s = r &+ axes[c]
            guard isInside(q), isInside(r), isInside(s) else { continue }
            cells.append([number(p), number(q), number(isEven ? r : s), number(isEven ? s : r)])
          }
        }
      }
    }
    self.nodes = nodes
    self.cells = cells
  }

  var count: Int { (n + 1) * (n + 1) * (n + 1) }

  /// Shares of the four corners in a node, whole numbers of sum n.
  func shares(_ node: Int) -> SIMD4<Int> {
    let z = node % (n + 1)
    let y = node / (n + 1) % (n + 1)
    let x = node / ((n + 1) * (n + 1))
    return SIMD4(n - x, x - y, y - z, z)
  }

  func node(_ shares: SIMD4<Int>) -> Int {
    ((n - shares.x) * (n + 1) + shares.z + shares.w) * (n + 1) + shares.w
  }
}
