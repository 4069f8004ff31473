import SimMath

extension ShellSolver {
  /// A triangle's deformation gradient, its strain, and what its law makes of it for the whole triangle.
  struct Stretch {
    /// Columns of the deformation gradient.
    var f0, f1: Vector3
    /// E.
    var exx, eyy, exy: Float
    /// S, J.
    var sxx, syy, sxy: Float
  }

  /// The squared area ratio is not let under this: the neo-Hookean stress stays finite where a triangle is crushed.
  @inline(__always) private static var leastRatio: Float { 1e-4 }

  @inline(__always) func stretch(_ t: Int) -> Stretch {
    let row = rows + ShellModel.stride * t
    let v = vertices + 6 * t
    let x = position(v[0])
    let (d1, d2) = (position(v[1]) - x, position(v[2]) - x)
    let f0 = row[0] * d1 + row[2] * d2
    let f1 = row[1] * d1 + row[3] * d2
    let exx = 0.5 * (f0.lengthSquared - 1)
    let eyy = 0.5 * (f1.lengthSquared - 1)
    let exy = 0.5 * f0.dot(f1)
    let trace = row[ShellModel.Row.lambda] * (exx + eyy)
    let mu = 2 * row[ShellModel.Row.mu]
    var s = Stretch(
      f0: f0, f1: f1, exx: exx, eyy: eyy, exy: exy, sxx: trace + mu * exx, syy: trace + mu * eyy, sxy: mu * exy)
    let nh = row[ShellModel.Row.neoHookean]
    if nh > 0 {
      let c = inverse(s)
      let k = nh / c.ratio
      s.sxx += nh - k * c.xx
      s.syy += nh - k * c.yy
      s.sxy -= k * c.xy
    }
    if row[ShellModel.Row.fibreStiffness] > 0 {
      let f = fibre(row, s)
      s.sxx += f.pull * f.x * f.x
      s.syy += f.pull * f.y * f.y
      s.sxy += f.pull * f.x * f.y
    }
    return s
  }

  /// C^-1 and det C.
  @inline(__always) private func inverse(_ s: Stretch) -> (xx: Float, yy: Float, xy: Float, ratio: Float) {
    let (xx, yy, xy) = (1 + 2 * s.exx, 1 + 2 * s.eyy, 2 * s.exy)
    let ratio = max(xx * yy - xy * xy, Self.leastRatio)
    let d = 1 / ratio
    return (d * yy, d * xx, -d * xy, ratio)
  }

  /// Direction, stress along it and its slope, J, and k2 x^2.
  @inline(__always) private func fibre(
    _ row: UnsafeMutablePointer<Float>, _ s: Stretch
  ) -> (x: Float, y: Float, pull: Float, slope: Float, power: Float) {
    let (x, y) = (row[ShellModel.Row.fibre], row[ShellModel.Row.fibre + 1])
    let reach = max(0, 2 * ((x * x * s.exx + y * y * s.eyy) + 2 * (x * y) * s.exy))
    let q = min(40, row[ShellModel.Row.fibreExponent] * reach * reach)
    let k = row[ShellModel.Row.fibreStiffness] * Float(Trigonometry.exp(Double(q)))
    return (x, y, 2 * k * reach, reach > 0 ? 4 * k * (1 + 2 * q) : 0, q)
  }

  /// Stored by stretching a triangle, J.
  @inline(__always) func membraneEnergy(_ t: Int) -> Float {
    let row = rows + ShellModel.stride * t
    let s = stretch(t)
    let trace = s.exx + s.eyy
    var w = 0.5 * row[ShellModel.Row.lambda] * trace * trace
    w += row[ShellModel.Row.mu] * ((s.exx * s.exx + s.eyy * s.eyy) + 2 * (s.exy * s.exy))
    let nh = row[ShellModel.Row.neoHookean]
    // 1/det C - 1 = -x/(1 + x) with x = det C - 1, which keeps its digits at small strain.
    if nh > 0 {
      let x = max(2 * trace + 4 * (s.exx * s.eyy - s.exy * s.exy), Self.leastRatio - 1)
      w += 0.5 * nh * (2 * trace - x / (1 + x))
    }
    if row[ShellModel.Row.fibreStiffness] > 0 {
      let q = fibre(row, s).power
      w +=
        row[ShellModel.Row.fibreStiffness] / (2 * row[ShellModel.Row.fibreExponent])
        * Float(Trigonometry.exp(Double(q)) - 1)
    }
    return w
  }

  /// Adds a triangle's membrane to the gradient of its corner `a`, and its block F M F' + max(0, b.Sb) I, which is never
  /// under the true one and never negative (see `StrainEnergyLaw`).
  @inline(__always) func addMembrane(
    _ t: Int, corner a: Int, _ gradient: inout Vector3, _ h: inout SymmetricBlock, block: Bool
  ) {
    let row = rows + ShellModel.stride * t
    let s = stretch(t)
    let bx = a == 0 ? -(row[0] + row[2]) : a == 1 ? row[0] : row[2]
    let by = a == 0 ? -(row[1] + row[3]) : a == 1 ? row[1] : row[3]
    let (wx, wy) = (s.sxx * bx + s.sxy * by, s.sxy * bx + s.syy * by)
    gradient += wx * s.f0 + wy * s.f1
    guard block else { return }
    let (lambda, mu) = (row[ShellModel.Row.lambda], row[ShellModel.Row.mu])
    let bb = bx * bx + by * by
    var mxx = (lambda + mu) * bx * bx + mu * bb
    var myy = (lambda + mu) * by * by + mu * bb
    var mxy = (lambda + mu) * bx * by
    let nh = row[ShellModel.Row.neoHookean]
    if nh > 0 {
      let c = inverse(s)
      let (cx, cy) = (c.xx * bx + c.xy * by, c.xy * bx + c.yy * by)
      let k = nh / c.ratio
      let along = bx * cx + by * cy
      mxx += k * (along * c.xx + 3 * cx * cx)
      myy += k * (along * c.yy + 3 * cy * cy)
      mxy += k * (along * c.xy + 3 * cx * cy)
    }
    if row[ShellModel.Row.fibreStiffness] > 0 {
      let f = fibre(row, s)
      let ab = f.x * bx + f.y * by
      let k = f.slope * ab * ab
      mxx += k * f.x * f.x
      myy += k * f.y * f.y
      mxy += k * f.x * f.y
    }
    h.addDyad(mxx, s.f0)
    h.addDyad(myy, s.f1)
    h.addDyads(mxy, s.f0, s.f1)
    h.addDiagonal(max(0, bx * wx + by * wy))
  }
}
