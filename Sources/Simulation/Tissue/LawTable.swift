import SimMath

/// What the tetrahedra with a law beyond neo-Hookean need in the kernel, by tetrahedron.
///
/// The neo-Hookean shear and the volume term are in every tetrahedron's own coefficients; the rows here hold the rest of each
/// law times the volume of the stress-free state. A term that a point does not have is zero there and adds nothing.
struct LawTable {
  /// What is read of a tetrahedron; [rows][4 points].
  enum Row: Int, CaseIterable {
    /// By how much l (alpha - 1) exceeds the shear coefficient, J: the difference that the volume term leaves at rest.
    case pressure
    /// 2 c2, J.
    case mooney
    /// Fibre, and sheet or second family.
    case fibreX, fibreY, fibreZ, sheetX, sheetY, sheetZ
    /// Guccione: C/2 (J) and the three coefficients of dQ/dE.
    case guccione, guccioneFibre, guccioneGround, guccioneCross
    /// Holzapfel and Ogden: a (J) and b of the ground, 2 a and b of each family, a and b of the coupling.
    case ground, groundRate, first, firstRate, second, secondRate, coupling, couplingRate
    /// Active fibre: full tension (J) and direction.
    case tension, activeX, activeY, activeZ
    /// eta / dt, J.
    case viscosity

    /// Grows with the volume; the others are constants of the law.
    var isExtensive: Bool {
      switch self {
      case .pressure, .mooney, .guccione, .ground, .first, .second, .coupling, .tension, .viscosity: true
      default: false
      }
    }
  }
  static var stride: Int { 4 * Row.allCases.count }

  /// Where each tetrahedron's rows are, 0 for none; [T].
  var place: [Int32]
  /// Terms that each place has; [R].
  var terms: [UInt8] = [0]
  /// Activation signal of each place; [R].
  var muscle: [Int32] = [0]
  /// [R][rows][4]; place 0 is zero.
  var rows = [Float](repeating: 0, count: LawTable.stride)

  /// - Parameter volumes: stress-free volume of each point, m3; [T][4].
  init(points: [MaterialPoint], volumes: [Double]) {
    let count = points.count / 4
    place = [Int32](repeating: 0, count: count)
    for t in 0..<count {
      var terms = (0..<4).reduce(into: LawTerms()) { $0.formUnion(LawTerms(points[4 * t + $1].law)) }
      if points[4 * t].damage != nil { terms.insert(.damage) }
      guard !terms.isEmpty else { continue }
      place[t] = Int32(self.terms.count)
      self.terms.append(terms.rawValue)
      muscle.append(Int32(points[4 * t].muscle))
      let base = rows.count
      rows += [Float](repeating: 0, count: Self.stride)
      for q in 0..<4 {
        fill(points[4 * t + q].law, volume: volumes[4 * t + q]) { rows[base + 4 * $0.rawValue + q] = Float($1) }
      }
    }
  }

  /// Empty places for tetrahedra to come.
  mutating func addRoom(for count: Int) {
    terms += [UInt8](repeating: 0, count: count)
    muscle += [Int32](repeating: 0, count: count)
    rows += [Float](repeating: 0, count: Self.stride * count)
  }

  /// W of each place by columns, 1/m; [R][9][4].
  ///
  /// - Parameter frames: of each point; [T][4].
  func frames(_ frames: [Matrix3D]) -> [Float] {
    var result = [Float](repeating: 0, count: 36 * terms.count)
    for (t, r) in place.enumerated() where r > 0 {
      for q in 0..<4 {
        let w = frames[4 * t + q]
        for (c, column) in [w.c0, w.c1, w.c2].enumerated() {
          for (k, value) in [column.x, column.y, column.z].enumerated() {
            result[36 * Int(r) + 4 * (3 * c + k) + q] = Float(value)
          }
        }
      }
    }
    return result
  }

  private func fill(_ law: TissueLaw, volume v: Double, _ put: (Row, Double) -> Void) {
    put(.pressure, v * (law.volume.modulus * (law.volume.restRatio - 1) - law.shear))
    switch law.passive {
    case .neoHookean: put(.pressure, 0)
    case .mooneyRivlin(let l): put(.mooney, v * 2 * l.c2)
    case .guccione(let l):
      direction(l.fibre, (.fibreX, .fibreY, .fibreZ), put)
      put(.guccione, v * 0.5 * l.c)
      put(.guccioneFibre, 2 * (l.bf + l.bt - 2 * l.bfs))
      put(.guccioneGround, 2 * l.bt)
      put(.guccioneCross, 2 * (l.bfs - l.bt))
    case .holzapfelOgden(let l):
      direction(l.firstDirection, (.fibreX, .fibreY, .fibreZ), put)
      direction(l.secondDirection, (.sheetX, .sheetY, .sheetZ), put)
      put(.ground, v * l.ground.a)
      put(.groundRate, l.ground.b)
      put(.first, v * 2 * l.first.a)
      put(.firstRate, l.first.b)
      put(.second, v * 2 * l.second.a)
      put(.secondRate, l.second.b)
      put(.coupling, v * l.coupling.a)
      put(.couplingRate, l.coupling.b)
    }
    if let active = law.active {
      direction(active.fibre, (.activeX, .activeY, .activeZ), put)
      put(.tension, v * active.activation * active.tension)
    }
    if let viscosity = law.viscosity { put(.viscosity, v * viscosity.viscosity * 1000) }
  }

  private func direction(_ d: Vector3D, _ rows: (Row, Row, Row), _ put: (Row, Double) -> Void) {
    put(rows.0, d.x)
    put(rows.1, d.y)
    put(rows.2, d.z)
  }
}
