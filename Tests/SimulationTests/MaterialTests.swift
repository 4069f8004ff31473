import SimMath
import Simulation
import Testing

/// Laws from the deformation gradient: stress and Hessian are the derivatives of the energy, and the local block of one
/// vertex never lies under the true one.
@Suite struct MaterialTests {
  static let fibre = Vector3D(0.8, 0.6, 0)
  static let sheet = Vector3D(-0.48, 0.64, 0.6)
  static let laws: [(name: String, law: TissueLaw)] = [
    ("neo-Hookean", TissueLaw(Material(youngsModulus: 30e3, poissonRatio: 0.45, density: 1060))),
    ("Mooney-Rivlin", TissueLaw(.mooneyRivlin(MooneyRivlin(c1: 4e3, c2: 2e3, volumeModulus: 2e5)))),
    ("Guccione", TissueLaw(.guccione(Guccione(c: 880, bf: 8, bt: 6, bfs: 12, fibre: fibre, volumeModulus: 2e5)))),
    (
      "Holzapfel-Ogden",
      TissueLaw(
        .holzapfelOgden(
          HolzapfelOgden(
            ground: .init(59, 8.023), first: .init(18472, 16.026), second: .init(2481, 11.12),
            coupling: .init(216, 11.436), firstDirection: fibre, secondDirection: sheet, volumeModulus: 2e5)))
    ),
    (
      "active Guccione",
      TissueLaw(
        .guccione(Guccione(c: 880, bf: 8, bt: 6, bfs: 12, fibre: fibre, volumeModulus: 2e5)),
        active: ActiveFibre(tension: 60e3, activation: 0.7, fibre: fibre))
    ),
  ]

  static func random(_ r: inout Random, _ size: Double) -> Matrix3D {
    func v() -> Vector3D { size * Vector3D(r.uniform(-1, 1), r.uniform(-1, 1), r.uniform(-1, 1)) }
    return Matrix3D(columns: v(), v(), v())
  }

  static func contraction(_ a: Matrix3D, _ b: Matrix3D) -> Double { a.c0.dot(b.c0) + a.c1.dot(b.c1) + a.c2.dot(b.c2) }

  @Test(arguments: laws.indices) func stressIsTheDerivativeOfTheEnergy(k: Int) {
    let law = Self.laws[k].law
    var r = Random(seed: 7)
    for _ in 0..<20 {
      let f = .identity + Self.random(&r, 0.15)
      let d = Self.random(&r, 1)
      let h = 1e-6
      let quotient = (law.totalEnergy(f + h * d) - law.totalEnergy(f - h * d)) / (2 * h)
      let exact = Self.contraction(law.totalStress(f), d)
      #expect(abs(quotient - exact) < 1e-6 * max(abs(exact), 1e4), "\(Self.laws[k].name)")
    }
  }

  @Test(arguments: laws.indices) func stressChangeIsTheDerivativeOfTheStress(k: Int) {
    let law = Self.laws[k].law
    var r = Random(seed: 8)
    for _ in 0..<20 {
      let f = .identity + Self.random(&r, 0.15)
      let d = Self.random(&r, 1)
      let h = 1e-6
      let quotient = (1 / (2 * h)) * (law.totalStress(f + h * d) - law.totalStress(f - h * d))
      let exact = law.totalStressChange(f, d)
      #expect((quotient - exact).normSquared.squareRoot() < 1e-6 * exact.normSquared.squareRoot() + 1e-2)
      let e = Self.random(&r, 1)
      let there = Self.contraction(law.totalStressChange(f, d), e)
      #expect(abs(there - Self.contraction(law.totalStressChange(f, e), d)) < 1e-9 * max(1e5, abs(there)))
    }
  }

  /// Under strong compression too, where the true block is indefinite.
  @Test(arguments: laws.indices) func localBlockIsPositiveAndNeverUnderTheTrueOne(k: Int) {
    let law = Self.laws[k].law
    var r = Random(seed: 9)
    for n in 0..<200 {
      let squeeze = n % 2 == 0 ? 1 : 0.6
      let f = squeeze * (.identity + Self.random(&r, 0.3))
      let g = Vector3D(r.uniform(-1, 1), r.uniform(-1, 1), r.uniform(-1, 1))
      let block = law.localHessian(f, g)
      let size = block.normSquared.squareRoot()
      #expect((block - block.transpose).normSquared.squareRoot() <= 1e-12 * size)
      for _ in 0..<5 {
        let u = Vector3D(r.uniform(-1, 1), r.uniform(-1, 1), r.uniform(-1, 1))
        let change = Matrix3D.outer(u, g)
        let exact = Self.contraction(law.stressChange(f, change), change)
        let bound = u.dot(block * u)
        #expect(bound >= -1e-12 * size && bound >= exact - 1e-9 * max(size, abs(exact)), "\(Self.laws[k].name)")
      }
    }
  }

  /// Without strain there is no stress, and turning a body changes neither energy nor stress in its own axes.
  @Test(arguments: laws.indices) func restIsFreeOfStressAndTurningChangesNothing(k: Int) {
    let law = Self.laws[k].law
    if law.active == nil { #expect(law.totalStress(.identity).normSquared.squareRoot() < 1e-9) }
    var r = Random(seed: 10)
    let f = .identity + Self.random(&r, 0.2)
    let (c, s) = (0.28, 0.96)
    let turn = Matrix3D(columns: Vector3D(c, s, 0), Vector3D(-s, c, 0), Vector3D(0, 0, 1))
    let stress = law.totalStress(f)
    #expect(abs(law.totalEnergy(turn * f) - law.totalEnergy(f)) < 1e-9 * abs(law.totalEnergy(f)))
    #expect(
      (law.totalStress(turn * f) - turn * stress).normSquared.squareRoot() < 1e-9 * stress.normSquared.squareRoot())
  }

  @Test func viscosityResistsStrainNotRotation() {
    var r = Random(seed: 12)
    let start = .identity + Self.random(&r, 0.2)
    let increment = KelvinVoigt(viscosity: 50).increment(from: start, step: 1e-3)
    let turn = Matrix3D(columns: Vector3D(0.28, 0.96, 0), Vector3D(-0.96, 0.28, 0), Vector3D(0, 0, 1))
    #expect(increment.stress(turn * start).normSquared.squareRoot() < 1e-6)
    for _ in 0..<10 {
      let f = start + Self.random(&r, 0.1)
      let d = Self.random(&r, 1)
      let h = 1e-6
      let slope = (increment.energy(f + h * d) - increment.energy(f - h * d)) / (2 * h)
      #expect(abs(slope - Self.contraction(increment.stress(f), d)) < 1e-4 * max(1, abs(slope)))
      let change = (1 / (2 * h)) * (increment.stress(f + h * d) - increment.stress(f - h * d))
      #expect((change - increment.stressChange(f, d)).normSquared.squareRoot() < 1e-2)
    }
  }

  /// Small strains follow Hooke's law with the constants that the laws state.
  @Test func smallStrainsFollowHooke() {
    let e = Matrix3D(columns: Vector3D(1, 0.4, 0), Vector3D(0.4, -0.3, 0.2), Vector3D(0, 0.2, 0.5))
    func hooke(_ mu: Double, _ lambda: Double) -> Matrix3D { (2 * mu) * e + (lambda * 1.2) * .identity }
    let material = Material(youngsModulus: 30e3, poissonRatio: 0.45, density: 1060)
    let mooney = MooneyRivlin(c1: 4e3, c2: 2e3, volumeModulus: 2e5)
    let ground = HolzapfelOgden(
      ground: .init(2e3, 3), first: .init(0, 1), second: .init(0, 1), volumeModulus: 2e5)
    let got = [
      NeoHookean(material).totalStressChange(.identity, e), mooney.totalStressChange(.identity, e),
      ground.totalStressChange(.identity, e),
    ]
    let want = [hooke(material.mu, material.lambda), hooke(12e3, 2e5 - 8e3), hooke(2e3, 2e5 - 2e3 + 12e3)]
    for (a, b) in zip(got, want) { #expect((a - b).normSquared.squareRoot() < 1e-9 * b.normSquared.squareRoot()) }
  }
}
