import Anatomy
import Frames
import SimMath
import Testing

@testable import Simulation
@testable import Validation

/// Shells: energy against its differences, the tick's kernel against the energy, motion and contact.
@Suite struct ShellTests {
  static let silk = ShellMaterial(
    .stVenantKirchhoff(youngsModulus: 2e6, poissonRatio: 0.4), thickness: 0.001, density: 1060)
  static let rubber = ShellMaterial(.neoHookean(shearModulus: 4e5), thickness: 0.001, density: 1060)
  static let leaflet = ShellMaterial(
    .neoHookean(shearModulus: 2e5), thickness: 0.0008, density: 1060,
    fibre: .init(stiffness: 3e5, exponent: 6, direction: Vector3D(0.7, 0.6, 0.2)))
  static let materials = [silk, rubber, leaflet]

  /// A curved sheet of 40 x 30 mm, shaken within itself.
  static func sheet(_ material: ShellMaterial, blocks: (Int, Int) = (3, 2), radius: Double = 0.05) -> TissueMesh {
    var random = Random(seed: 7)
    var built = ShellGrid(blocks: blocks).build(material) { u, v in
      let inside = u > 0.01 && u < 0.99 && v > 0.01 && v < 0.99
      let shake = inside ? 0.12 / Double(2 * blocks.0) : 0
      let (a, b) = (u + shake * random.uniform(-1, 1), v + shake * random.uniform(-1, 1))
      let t = Trigonometry.sincos(0.04 * a / radius)
      return Vector3D(radius * t.sin, 0.03 * b, radius * t.cos)
    }
    built.mesh.contactFaces = built.faces
    return built.mesh
  }

  static func model(_ mesh: TissueMesh, aggregates: Int = 6, passes: Int = 1) throws -> SimulationModel {
    try SimulationModel(
      bodyOf: mesh, points: [], coarse: CoarseParameters(aggregates: aggregates), passes: passes)
  }

  /// Bent, stretched and rough.
  static func deformed(_ mesh: TissueMesh, rough: Double, seed: UInt64) -> [Vector3D] {
    var random = Random(seed: seed)
    return mesh.nodes.map { p in
      let shake = Vector3D(random.uniform(-1, 1), random.uniform(-1, 1), random.uniform(-1, 1))
      return Vector3D(1.15 * p.x + 0.1 * p.y, 0.95 * p.y, p.z + 8 * p.x * p.x - 5 * p.x * p.y) + rough * shake
    }
  }

  static func energy(_ patches: [ShellPatch], _ x: [Vector3D]) -> Double { patches.reduce(0) { $0 + $1.energy(x) } }

  static func gradient(_ patches: [ShellPatch], _ x: [Vector3D]) -> [Vector3D] {
    var g = [Vector3D](repeating: .zero, count: x.count)
    for p in patches { for (v, f) in zip(p.vertices, p.gradient(x)) where v >= 0 { g[v] += f } }
    return g
  }

  @Test(arguments: ShellTests.materials.indices)
  func gradientsAreDifferencesOfTheEnergy(kind: Int) throws {
    let mesh = Self.sheet(Self.materials[kind])
    let patches = try ShellPatch.patches(of: mesh)
    let x = Self.deformed(mesh, rough: 0.0004, seed: 3)
    let g = Self.gradient(patches, x)
    let scale = g.map(\.length).max()!
    let step = 1e-7
    for v in x.indices {
      for (axis, unit) in [Vector3D(1, 0, 0), Vector3D(0, 1, 0), Vector3D(0, 0, 1)].enumerated() {
        var (high, low) = (x, x)
        high[v] += step * unit
        low[v] -= step * unit
        let slope = (Self.energy(patches, high) - Self.energy(patches, low)) / (2 * step)
        #expect(abs(slope - g[v].dot(unit)) < 2e-6 * scale, "vertex \(v), axis \(axis)")
      }
    }
    // Nothing pulls at the mesh as given, wherever it is turned to.
    let turn = Quaternion(axis: Vector3(1, 2, 3).normalized, angle: 0.8)
    let turned = mesh.nodes.map { Vector3D(turn.rotate(Vector3($0))) }
    #expect(Self.gradient(patches, mesh.nodes).map(\.length).max()! < 1e-9 * scale)
    #expect(Self.gradient(patches, turned).map(\.length).max()! < 1e-3 * scale)
  }

  /// The kernel's energy, forces and blocks are those of the double-precision energy; a block is never under the true one.
  @Test(arguments: ShellTests.materials.indices)
  func kernelIsTheEnergy(kind: Int) throws {
    let mesh = Self.sheet(Self.materials[kind])
    let patches = try ShellPatch.patches(of: mesh)
    let model = try Self.model(mesh)
    for (rough, seed) in [(0.0, UInt64(1)), (0.0002, 2), (0.0008, 3), (0.0015, 4)] {
      let x = Self.deformed(mesh, rough: rough, seed: seed).map { Vector3D(Vector3($0)) }
      var state = SimulationState(model: model)
      LawKernelTests.set(x, &state)
      let solver = TissueSolver(model.tissue, state.tissue)
      let shells = solver.shells
      shells.refresh(triangles: 0..<shells.triangleCount, hinges: 0..<shells.hingeCount)
      shells.updateEnergy(0..<shells.triangleCount)
      let stored = (0..<shells.triangleCount).reduce(0.0) { $0 + Double(shells.energy[$1]) }
      #expect(abs(stored - Self.energy(patches, x)) < 1e-4 * stored)
      let g = Self.gradient(patches, x)
      let scale = g.map(\.length).max()!
      for v in x.indices {
        #expect((Vector3D(shells.gradient(v)) - g[v]).length < 1e-4 * scale, "vertex \(v)")
        var block = SymmetricBlock.zero
        var unused = Vector3.zero
        shells.add(vertex: v, gradient: &unused, hessian: &block)
        #expect(unused == shells.gradient(v))
        var exact = Matrix3D.zero
        for p in patches { for (a, u) in p.vertices.enumerated() where u == v { exact = exact + p.hessian(x)[a][a] } }
        let own = Matrix3D(
          columns: Vector3D(Double(block.xx), Double(block.xy), Double(block.xz)),
          Vector3D(Double(block.xy), Double(block.yy), Double(block.yz)),
          Vector3D(Double(block.xz), Double(block.yz), Double(block.zz)))
        let size = own.c0.x + own.c1.y + own.c2.z
        let least = Self.leastEigenvalue(own)
        #expect(least > -1e-5 * size)
        #expect(Self.leastEigenvalue(own - 0.5 * (exact + exact.transpose)) > -1e-4 * size, "vertex \(v), \(rough)")
      }
      // The solver points into state and model.
      #expect(state.nextTick == Tick(0) && model.tissue.vertexCount == mesh.nodes.count)
    }
  }

  /// Smallest eigenvalue of a symmetric matrix, by bisection on the signs of its leading minors.
  static func leastEigenvalue(_ a: Matrix3D) -> Double {
    func isPositive(_ m: Matrix3D) -> Bool {
      m.c0.x > 0 && m.c0.x * m.c1.y - m.c1.x * m.c0.y > 0 && m.determinant > 0
    }
    let size = a.normSquared.squareRoot() + 1e-300
    var (low, high) = (-size, size)
    for _ in 0..<60 {
      let middle = 0.5 * (low + high)
      if isPositive(a - middle * .identity) { low = middle } else { high = middle }
    }
    return low
  }

  /// A free sheet keeps its momentum and falls at g, and stands still without a load.
  @Test func freeSheetFallsAndRests() throws {
    let mesh = Self.sheet(Self.rubber)
    let still = try Self.model(mesh)
    var state = SimulationState(model: still)
    run(still, &state, ticks: 50)
    for v in mesh.nodes.indices { #expect((Vector3D(state.position(ofVertex: v)) - mesh.nodes[v]).length < 3e-7) }
    let falling = try SimulationModel(
      bodyOf: mesh, points: [], coarse: CoarseParameters(aggregates: 6), gravity: Vector3(0, 0, -9.81))
    state = SimulationState(model: falling)
    run(falling, &state, ticks: 100)
    let masses = ReferenceSolver(mesh: mesh, points: []).mass
    let speed = -mesh.nodes.indices.reduce(0) { $0 + masses[$1] * Double(state.velocities[4 * $1 + 2]) } / masses.reduce(0, +)
    #expect(abs(speed - 0.981) < 0.001)
  }

  /// A sheet held along one edge swings under its weight: the bits do not depend on workers, and where it turns
  /// fastest a tick makes less than half a hundredth of its energy.
  @Test func flappingSheetMakesLittleEnergy() throws {
    var mesh = Self.sheet(Self.leaflet, blocks: (6, 4))
    for v in mesh.nodes.indices where mesh.nodes[v].x < 0.005 { mesh.fixed[v] = true }
    let model = try SimulationModel(
      bodyOf: mesh, points: [], coarse: CoarseParameters(aggregates: 10, turning: true), gravity: Vector3(0, 0, -9.81))
    var digests: [[UInt32]] = []
    var worst = 0.0
    for workers in [1, 2] {
      let team = WorkerTeam(workers: workers)
      defer { team.stop() }
      var state = SimulationState(model: model)
      var list: [UInt32] = []
      run(model, &state, ticks: 600, team: team) {
        list.append($0.digest)
        worst = max(worst, -Double($0.ledger.dissipated))
        #expect(!$0.status.contains(.quarantined))
      }
      digests.append(list)
    }
    #expect(digests[0] == digests[1])
    // Of some 90 microjoules that its weight gives it.
    #expect(worst < 4.5e-7)
  }

  /// A tool pressed on a sheet that is held around is carried by it, as Newton's method says.
  @Test func pressedSheetCarriesATool() throws {
    var built = ShellGrid(blocks: (6, 6)).build(Self.rubber) { u, v in Vector3D(0.04 * u - 0.02, 0, 0.03 - 0.04 * (v - 0.5)) }
    for (v, p) in built.places.enumerated() where p.0 == 0 || p.0 == 12 || p.1 == 0 || p.1 == 12 { built.mesh.fixed[v] = true }
    built.mesh.contactFaces = built.faces
    let model = try Self.model(built.mesh, aggregates: 20)
    var state = SimulationState(model: model)
    var last = StepOutput(tick: Tick(0))
    var worst = 0.0
    run(
      model, &state, ticks: 2500,
      pose: { k in Pose(position: Vector3(0, Float(0.006 - 0.004 * min(1, Double(k) / 1000)), 0.03)) }
    ) {
      last = $0
      worst = max(worst, -Double($0.ledger.dissipated))
    }
    #expect(last.contactCount > 0 && last.normalForce > 0.05)
    #expect(worst < 2e-6)
    let hand = Vector3D(0, 0.002, 0.03)
    let reference = ReferenceSolver(mesh: built.mesh, points: [])
    let solved = reference.solve(
      .init(
        loads: built.mesh.nodes.map { _ in .zero },
        sphere: .init(
          radius: 0.006, spring: Double(model.coupling.stiffness), pressureStiffness: 4e8, hand: hand)),
      from: built.mesh.nodes.indices.map { Vector3D(state.position(ofVertex: $0)) },
      sphere: Vector3D(last.toolPose.position))
    #expect(solved.residual < 1e-7)
    #expect(abs(solved.sphere.y - Double(last.toolPose.position.y)) < 0.005 * (0.006 - solved.sphere.y))
  }

  /// A leaflet on a wall of tetrahedra, sharing its nodes: the tick rests where Newton's method does.
  @Test func leafletOnAWallRestsWhereNewtonSays() throws {
    let result = try ShellCases.leafletOnWall()
    #expect(abs(result.ours - result.reference) < 0.005 * result.reference)
    #expect(result.reference > 0.0005)
  }

  @Test func badShellsAreRefused() throws {
    let good = Self.sheet(Self.silk)
    func expect(_ part: String, _ change: (inout TissueMesh) -> Void) {
      var mesh = good
      change(&mesh)
      do {
        _ = try Self.model(mesh)
        Issue.record("accepted: \(part)")
      } catch {
        #expect("\(error)".contains(part), "\(error)")
      }
    }
    expect("shell triangle 3") { $0.nodes[$0.shells[3].vertices[0]] = 0.5 * ($0.nodes[$0.shells[3].vertices[1]] + $0.nodes[$0.shells[3].vertices[2]]) }
    expect("shell triangle 5: it must name three nodes") { $0.shells[5].vertices[1] = 9999 }
    expect("turns the other way round") { $0.shells[4].vertices.swapAt(0, 1) }
    expect("3 triangles of its sheet") { mesh in
      mesh.nodes.append(mesh.nodes[mesh.shells[0].vertices[1]] + Vector3D(0, 0, 0.01))
      mesh.fixed.append(false)
      let v = mesh.shells[3].vertices
      mesh.shells.append(ShellTriangle(vertices: [v[0], v[1], mesh.nodes.count - 1], material: Self.silk))
    }
    expect("shell triangle 2: Poisson's ratio") {
      $0.shells[2].material.membrane = .stVenantKirchhoff(youngsModulus: 1e6, poissonRatio: 0.5)
    }
    expect("shell triangle 1: the thickness") { $0.shells[1].material.thickness = 0 }
    expect("shell triangle 0: the density") { $0.shells[0].material.density = -1 }
    expect("node \(good.nodes.count) belongs to no") {
      $0.nodes.append(.zero)
      $0.fixed.append(true)
    }
    expect("contact face 2") { $0.contactFaces[2][5] = -1 }
    expect("is not a number") { $0.nodes[4].y = .nan }
    expect("flags that say") { $0.fixed.removeLast() }
    expect("no mass") { mesh in
      for t in mesh.shells.indices { mesh.shells[t].material.density = 1e-24 }
    }
    // A hundred vertices that must all differ.
    let crowd = SweepOrder(
      positions: [Vector3D](repeating: .zero, count: 100), groups: [Array(0..<100)],
      fixed: [Bool](repeating: false, count: 100), incidence: [Int](repeating: 1, count: 100))
    #expect(throws: TissueError.tooManyColours(node: 99, limit: MeshCheck.colourLimit)) {
      try MeshCheck.order(crowd)
    }
  }
}
