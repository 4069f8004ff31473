import SimMath

extension TissueLaw {
  /// Why its constants cannot be used; nil if they can.
  var fault: String? {
    func positive(_ name: String, _ value: Double, _ unit: String = "") -> String? {
      value > 0 && value.isFinite ? nil : "\(name) must be positive, got \(value)\(unit)"
    }
    func notNegative(_ name: String, _ value: Double, _ unit: String = "") -> String? {
      value >= 0 && value.isFinite ? nil : "\(name) must not be negative, got \(value)\(unit)"
    }
    func unit(_ name: String, _ d: Vector3D) -> String? {
      abs(d.lengthSquared - 1) < 1e-6 ? nil : "\(name) must have a direction, got (\(d.x), \(d.y), \(d.z))"
    }
    let faults: [String?] =
      switch passive {
      case .neoHookean(let l):
        [
          positive("Young's modulus", l.material.youngsModulus, " Pa"),
          l.material.poissonRatio > 0 && l.material.poissonRatio < 0.5
            ? nil : "Poisson's ratio must lie in (0, 0.5), got \(l.material.poissonRatio)",
        ]
      case .mooneyRivlin(let l):
        [
          notNegative("c1", l.c1, " Pa"), notNegative("c2", l.c2, " Pa"), positive("c1 + c2", l.c1 + l.c2, " Pa"),
          l.volumeModulus > 2 * l.c1 ? nil : "the volume modulus must be over 2 c1, got \(l.volumeModulus) Pa",
        ]
      case .guccione(let l):
        [
          positive("C", l.c, " Pa"), positive("bf", l.bf), positive("bt", l.bt), positive("bfs", l.bfs),
          unit("the fibre", l.fibre), positive("the volume modulus", l.volumeModulus, " Pa"),
        ]
      case .holzapfelOgden(let l):
        [
          notNegative("a", l.ground.a, " Pa"), positive("b", l.ground.b), notNegative("a of the first family", l.first.a, " Pa"),
          positive("b of the first family", l.first.b), notNegative("a of the second family", l.second.a, " Pa"),
          positive("b of the second family", l.second.b), notNegative("a of the coupling", l.coupling.a, " Pa"),
          positive("b of the coupling", l.coupling.b), unit("the first family", l.firstDirection),
          unit("the second family", l.secondDirection), positive("the volume modulus", l.volumeModulus, " Pa"),
        ]
      }
    let more: [String?] = [
      active.flatMap { notNegative("the tension", $0.tension, " Pa") },
      active.flatMap { (0...1).contains($0.activation) ? nil : "the activation must lie in 0 ... 1, got \($0.activation)" },
      active.flatMap { unit("the active fibre", $0.fibre) },
      viscosity.flatMap { notNegative("the viscosity", $0.viscosity, " Pa s") },
    ]
    return (faults + more).lazy.compactMap { $0 }.first
  }

  /// Coefficient of |F|^2 / 2 in the energy, Pa: the part that every tetrahedron of the kernel has.
  var shear: Double {
    switch passive {
    case .neoHookean(let l): l.material.mu
    case .mooneyRivlin(let l): 2 * l.c1
    case .guccione, .holzapfelOgden: 0
    }
  }
}
