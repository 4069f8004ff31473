import CSIMD

/// The area vectors of the cavity's vertices: the pressure times them is the load of the blood.
///
/// The load is taken at the positions where the tick starts and held through it. It is the gradient of p times the
/// enclosed volume, so that over ticks it neither makes nor takes energy but what the pressure does; holding it for a
/// tick is stable as long as its own stiffness (of the order p/R) is below the tissue's, which a wall that stands the
/// pressure at all always satisfies.
struct CavitySolver {
  let faceCount: Int
  let vertexCount: Int
  let faces: UnsafeMutablePointer<Int32>
  let vertices: UnsafeMutablePointer<Int32>
  let entryStart: UnsafeMutablePointer<Int32>
  let entries: UnsafeMutablePointer<Int32>
  let rule: UnsafeMutablePointer<Float>
  /// [F][6][4] m2.
  let faceArea: UnsafeMutablePointer<Float>

  init(_ model: CavityModel, faceArea: UnsafeMutablePointer<Float>) {
    faceCount = model.faceCount
    vertexCount = model.vertices.count
    faces = model.faces.base
    vertices = model.vertices.base
    entryStart = model.entryStart.base
    entries = model.entries.base
    rule = model.rule.base
    self.faceArea = faceArea
  }

  /// Integral of N_a x_u x x_v over each face of the range for its six nodes.
  func updateAreas(_ range: Range<Int>, positions: UnsafeMutablePointer<Float>) {
    for f in range {
      var ux = Lanes.zero
      var uy = Lanes.zero
      var uz = Lanes.zero
      var vx = Lanes.zero
      var vy = Lanes.zero
      var vz = Lanes.zero
      for a in 0..<6 {
        let p = positions + 4 * Int(faces[6 * f + a])
        let x = Lanes(p[0])
        let y = Lanes(p[1])
        let z = Lanes(p[2])
        let du = Lanes(at: rule + (3 * a + 1) * 8)
        let dv = Lanes(at: rule + (3 * a + 2) * 8)
        ux = fma(x, du, ux)
        uy = fma(y, du, uy)
        uz = fma(z, du, uz)
        vx = fma(x, dv, vx)
        vy = fma(y, dv, vy)
        vz = fma(z, dv, vz)
      }
      let nx = uy * vz - uz * vy
      let ny = uz * vx - ux * vz
      let nz = ux * vy - uy * vx
      for a in 0..<6 {
        let n = Lanes(at: rule + 3 * a * 8)
        let s = Lanes.groupSums(nx * n, ny * n, nz * n, .zero).v
        let o = faceArea + 4 * (6 * f + a)
        o[0] = s[0] + s[4]
        o[1] = s[1] + s[5]
        o[2] = s[2] + s[6]
      }
    }
  }

  /// Adds pressure (Pa) times the area vector to the load of the vertices of the range (indices into `vertices`).
  func press(_ range: Range<Int>, pressure: Float, load: UnsafeMutablePointer<Float>) {
    for i in range {
      let v = Int(vertices[i])
      var x: Float = 0
      var y: Float = 0
      var z: Float = 0
      for k in Int(entryStart[i])..<Int(entryStart[i + 1]) {
        let a = faceArea + 4 * Int(entries[k])
        x += a[0]
        y += a[1]
        z += a[2]
      }
      load[4 * v] += pressure * x
      load[4 * v + 1] += pressure * y
      load[4 * v + 2] += pressure * z
    }
  }
}
