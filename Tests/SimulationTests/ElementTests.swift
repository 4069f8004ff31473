import Foundation
import SimMath
import Simulation
import Testing

@testable import Validation

/// The oracle's elements on problems with a known answer.
@Suite struct ElementTests {
  /// The product's element bends with a single one through the thickness; linear tetrahedra lock.
  @Test(arguments: ElementSeries.poissonRatios) func tenNodesBendWhereFourLock(nu: Double) {
    let own = ElementSeries.solve(.cantilever, poissonRatio: nu, kind: .quadratic, cells: 1)
    let linear = ElementSeries.solve(.cantilever, poissonRatio: nu, kind: .linear, cells: 4)
    #expect(abs(own.error) < 0.01, "\(own)")
    #expect(linear.error < -0.05, "\(linear)")
    #expect(linear.pairPoints > 5 * own.pairPoints)
    #expect(own.residual < 1e-8 && linear.residual < 1e-8)
  }

  /// Every element tends to Lame's answer with about the second power of the mesh size.
  @Test(arguments: ElementKind.allCases) func tubeConverges(kind: ElementKind) {
    let coarse = ElementSeries.solve(.tube, poissonRatio: 0.45, kind: kind, cells: 1)
    let fine = ElementSeries.solve(.tube, poissonRatio: 0.45, kind: kind, cells: 2)
    #expect(abs(fine.error) < 0.5 * abs(coarse.error) && abs(fine.error) < 0.004, "\(coarse) \(fine)")
  }

  /// A uniform strain is an equilibrium of every element on a mesh without symmetry, to rounding (patch test).
  @Test(arguments: ElementKind.allCases) func patchTest(kind: ElementKind) {
    var random = Random(seed: 11)
    var mesh = SolidMesh(cells: (2, 2, 2), kind: .linear) { u, v, w in
      func inside(_ x: Double) -> Bool { x > 0.01 && x < 0.99 }
      let shake = inside(u) && inside(v) && inside(w) ? 0.1 : 0
      return Vector3D(
        u + shake * random.uniform(-1, 1), v + shake * random.uniform(-1, 1), w + shake * random.uniform(-1, 1))
    }
    if kind.isQuadratic { mesh = mesh.quadratic { a, b in 0.5 * (mesh.nodes[a] + mesh.nodes[b]) } }
    mesh.hold(.all) { p in [p.x, p.y, p.z].contains { $0 < 1e-9 || $0 > 1 - 1e-9 } }
    let solver = ElementSeries.solver(mesh, kind, 0.45)
    let f = Matrix3D(columns: Vector3D(1.1, 0.05, 0), Vector3D(0.02, 0.95, 0.1), Vector3D(0, -0.03, 1.02))
    var start = mesh.nodes.map { f * $0 }
    for v in start.indices where mesh.held[v].isEmpty { start[v] = start[v] + Vector3D(0.01, -0.01, 0.005) }
    let solved = solver.solve(.init(loads: start.map { _ in .zero }), from: start)
    for v in start.indices { #expect((solved.positions[v] - f * mesh.nodes[v]).length < 1e-8) }
  }

  /// The factor solves: a matrix with a ragged envelope against its product with a known vector.
  @Test func envelopeMatrixSolves() {
    let first = [0, 0, 2, 1, 0]
    let matrix = EnvelopeMatrix(first: first)
    var dense = [[Double]](repeating: [Double](repeating: 0, count: 15), count: 15)
    var random = Random(seed: 5)
    for i in 0..<5 {
      for j in first[i]...i {
        var b = Matrix3D(
          columns: Vector3D(random.uniform(-1, 1), random.uniform(-1, 1), random.uniform(-1, 1)),
          Vector3D(random.uniform(-1, 1), random.uniform(-1, 1), random.uniform(-1, 1)),
          Vector3D(random.uniform(-1, 1), random.uniform(-1, 1), random.uniform(-1, 1)))
        if i == j { b = b + b.transpose + 20 * .identity }
        matrix.add(b, i, j)
        for r in 0..<3 {
          for s in 0..<3 {
            dense[3 * i + r][3 * j + s] = b[r, s]
            dense[3 * j + s][3 * i + r] = b[r, s]
          }
        }
      }
    }
    let x = (0..<15).map { Double($0) - 6.5 }
    var y = dense.map { row in zip(row, x).reduce(0) { $0 + $1.0 * $1.1 } }
    #expect(matrix.factor())
    matrix.solve(&y)
    for (a, b) in zip(x, y) { #expect(abs(a - b) < 1e-12) }
  }

  /// The picture is well formed and shows every curve.
  @Test func figureShowsEveryCurve() {
    let curves = (0..<3).map { k in
      SeriesFigure.Curve(name: "a < \(k)", points: [(x: 10, y: 0.1), (x: 300, y: 0.004 / Double(k + 1))], style: k)
    }
    let svg = SeriesFigure(
      panels: [.init(title: "t", xLabel: "x", yLabel: "y", curves: curves)], columns: 1, note: "n"
    ).svg
    #expect(svg.components(separatedBy: "<polyline").count == 4)
    #expect(svg.contains("a &lt; 2") && !svg.contains("a < 2") && !svg.contains("nan"))
    #expect(svg.hasSuffix("</svg>\n"))
  }

  /// Linear axes have round numbers around the values, below zero too, and no marks on long curves.
  @Test func linearAxesAreRound() {
    let points = (0...100).map { (x: Double($0) * 3, y: 0.5 - Double($0) / 40) }
    let svg = SeriesFigure(
      panels: [.init(title: "t", xLabel: "x", yLabel: "y", curves: [.init(name: "a", points: points, style: 0)], isLinear: true)],
      columns: 1, note: "n"
    ).svg
    for label in [">0<", ">100<", ">300<", ">-2<", ">0.5<"] { #expect(svg.contains(label), "\(label)") }
    // One in the legend.
    #expect(svg.components(separatedBy: "<circle").count == 2)
  }
}
