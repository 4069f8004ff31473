/// 3 x 3 matrices, one in each lane, by columns f0, f1, f2: those of the four points of several tetrahedra.
struct MatrixLanes {
  var f0x, f0y, f0z, f1x, f1y, f1z, f2x, f2y, f2z: Lanes

  @inline(__always) static var zero: MatrixLanes {
    MatrixLanes(
      f0x: .zero, f0y: .zero, f0z: .zero, f1x: .zero, f1y: .zero, f1z: .zero, f2x: .zero, f2y: .zero, f2z: .zero)
  }

  /// The cofactor matrix, the derivative of the determinant.
  @inline(__always) var cofactor: MatrixLanes {
    MatrixLanes(
      f0x: fms(f1y, f2z, f1z * f2y), f0y: fms(f1z, f2x, f1x * f2z), f0z: fms(f1x, f2y, f1y * f2x),
      f1x: fms(f2y, f0z, f2z * f0y), f1y: fms(f2z, f0x, f2x * f0z), f1z: fms(f2x, f0y, f2y * f0x),
      f2x: fms(f0y, f1z, f0z * f1y), f2y: fms(f0z, f1x, f0x * f1z), f2z: fms(f0x, f1y, f0y * f1x))
  }
  @inline(__always) var determinant: Lanes { determinant(cofactor) }
  /// The determinant with the cofactor at hand.
  @inline(__always) func determinant(_ c: MatrixLanes) -> Lanes { fma(f0x, c.f0x, fma(f0y, c.f0y, f0z * c.f0z)) }

  /// The matrix times a vector.
  @inline(__always) func times(_ v: VectorLanes) -> VectorLanes {
    VectorLanes(
      x: fma(f0x, v.x, fma(f1x, v.y, f2x * v.z)), y: fma(f0y, v.x, fma(f1y, v.y, f2y * v.z)),
      z: fma(f0z, v.x, fma(f1z, v.y, f2z * v.z)))
  }

  /// The transposed matrix times a vector.
  @inline(__always) func transposeTimes(_ v: VectorLanes) -> VectorLanes {
    VectorLanes(
      x: fma(f0x, v.x, fma(f0y, v.y, f0z * v.z)), y: fma(f1x, v.x, fma(f1y, v.y, f1z * v.z)),
      z: fma(f2x, v.x, fma(f2y, v.y, f2z * v.z)))
  }

  /// The product with another matrix.
  @inline(__always) func times(_ m: MatrixLanes) -> MatrixLanes {
    let c0 = times(VectorLanes(x: m.f0x, y: m.f0y, z: m.f0z))
    let c1 = times(VectorLanes(x: m.f1x, y: m.f1y, z: m.f1z))
    let c2 = times(VectorLanes(x: m.f2x, y: m.f2y, z: m.f2z))
    return MatrixLanes(
      f0x: c0.x, f0y: c0.y, f0z: c0.z, f1x: c1.x, f1y: c1.y, f1z: c1.z, f2x: c2.x, f2y: c2.y, f2z: c2.z)
  }

  /// The product with the transpose of another.
  @inline(__always) func timesTransposed(_ m: MatrixLanes) -> MatrixLanes {
    let c0 = times(VectorLanes(x: m.f0x, y: m.f1x, z: m.f2x))
    let c1 = times(VectorLanes(x: m.f0y, y: m.f1y, z: m.f2y))
    let c2 = times(VectorLanes(x: m.f0z, y: m.f1z, z: m.f2z))
    return MatrixLanes(
      f0x: c0.x, f0y: c0.y, f0z: c0.z, f1x: c1.x, f1y: c1.y, f1z: c1.z, f2x: c2.x, f2y: c2.y, f2z: c2.z)
  }

  /// The sum over all entries of the products with those of another.
  @inline(__always) func contraction(_ m: MatrixLanes) -> Lanes {
    let x = fma(f0x, m.f0x, fma(f1x, m.f1x, f2x * m.f2x))
    let y = fma(f0y, m.f0y, fma(f1y, m.f1y, f2y * m.f2y))
    let z = fma(f0z, m.f0z, fma(f1z, m.f1z, f2z * m.f2z))
    return (x + y) + z
  }

  /// Adds v w'.
  @inline(__always) mutating func addDyad(_ v: VectorLanes, _ w: VectorLanes) {
    f0x = fma(v.x, w.x, f0x)
    f0y = fma(v.y, w.x, f0y)
    f0z = fma(v.z, w.x, f0z)
    f1x = fma(v.x, w.y, f1x)
    f1y = fma(v.y, w.y, f1y)
    f1z = fma(v.z, w.y, f1z)
    f2x = fma(v.x, w.z, f2x)
    f2y = fma(v.y, w.z, f2y)
    f2z = fma(v.z, w.z, f2z)
  }

  @inline(__always) static func - (a: MatrixLanes, b: MatrixLanes) -> MatrixLanes {
    MatrixLanes(
      f0x: a.f0x - b.f0x, f0y: a.f0y - b.f0y, f0z: a.f0z - b.f0z, f1x: a.f1x - b.f1x, f1y: a.f1y - b.f1y,
      f1z: a.f1z - b.f1z, f2x: a.f2x - b.f2x, f2y: a.f2y - b.f2y, f2z: a.f2z - b.f2z)
  }
  @inline(__always) static func + (a: MatrixLanes, b: MatrixLanes) -> MatrixLanes {
    MatrixLanes(
      f0x: a.f0x + b.f0x, f0y: a.f0y + b.f0y, f0z: a.f0z + b.f0z, f1x: a.f1x + b.f1x, f1y: a.f1y + b.f1y,
      f1z: a.f1z + b.f1z, f2x: a.f2x + b.f2x, f2y: a.f2y + b.f2y, f2z: a.f2z + b.f2z)
  }

  /// Matrices from an array of [T][9][4], four points in each group of lanes.
  @inline(__always) init(_ array: UnsafeMutablePointer<Float>, _ at: LanePlaces) {
    f0x = Lanes(array, at)
    f0y = Lanes(array + 4, at)
    f0z = Lanes(array + 8, at)
    f1x = Lanes(array + 12, at)
    f1y = Lanes(array + 16, at)
    f1z = Lanes(array + 20, at)
    f2x = Lanes(array + 24, at)
    f2y = Lanes(array + 28, at)
    f2z = Lanes(array + 32, at)
  }
}

extension MatrixLanes {
  @inline(__always) init(
    f0x: Lanes, f0y: Lanes, f0z: Lanes, f1x: Lanes, f1y: Lanes, f1z: Lanes, f2x: Lanes, f2y: Lanes, f2z: Lanes
  ) {
    self.f0x = f0x
    self.f0y = f0y
    self.f0z = f0z
    self.f1x = f1x
    self.f1y = f1y
    self.f1z = f1z
    self.f2x = f2x
    self.f2y = f2y
    self.f2z = f2z
  }
}
