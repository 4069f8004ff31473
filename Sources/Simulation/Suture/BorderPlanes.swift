import SimMath

/// The four flat triangles of each face of the border as it lies in this tick, each face where it is first asked for.
///
/// Most faces of a grid's cell are too far from a point for it to be worth looking at them: the planes of the triangles and of
/// their edges tell, four triangles at once.
struct BorderPlanes: ~Copyable {
  /// A vector of each of four triangles.
  struct Vectors: BitwiseCopyable {
    var x = SIMD4<Float>.zero, y = SIMD4<Float>.zero, z = SIMD4<Float>.zero

    @inline(__always) func dot(_ b: Vectors) -> SIMD4<Float> { (x * b.x + y * b.y) + z * b.z }
    @inline(__always) func cross(_ b: Vectors) -> Vectors {
      Vectors(x: y * b.z - z * b.y, y: z * b.x - x * b.z, z: x * b.y - y * b.x)
    }
    @inline(__always) static func - (a: Vectors, b: Vectors) -> Vectors { Vectors(x: a.x - b.x, y: a.y - b.y, z: a.z - b.z) }
    @inline(__always) static func - (a: Vector3, b: Vectors) -> Vectors { Vectors(x: a.x - b.x, y: a.y - b.y, z: a.z - b.z) }
    subscript(part: Int) -> Vector3 {
      get { Vector3(x[part], y[part], z[part]) }
      set { (x[part], y[part], z[part]) = (newValue.x, newValue.y, newValue.z) }
    }
  }

  struct Row: BitwiseCopyable {
    /// The corner from which a triangle is looked at, and its opposite edge's first one; m.
    private var first = Vectors(), second = Vectors()
    /// Its normal and the ways out of it across its edges 01, 12 and 20, of any length, and the squares of these.
    private var normal = Vectors(), out01 = Vectors(), out12 = Vectors(), out20 = Vectors()
    private var normalSquared = SIMD4<Float>.zero
    private var squared01 = SIMD4<Float>.zero, squared12 = SIMD4<Float>.zero, squared20 = SIMD4<Float>.zero

    init() {}

    init(_ a: Vectors, _ b: Vectors, _ c: Vectors) {
      (first, second) = (a, b)
      normal = (b - a).cross(c - a)
      out01 = (b - a).cross(normal)
      out12 = (c - b).cross(normal)
      out20 = (a - c).cross(normal)
      normalSquared = normal.dot(normal)
      (squared01, squared12, squared20) = (out01.dot(out01), out12.dot(out12), out20.dot(out20))
    }

    /// Triangles that can be nearer to a point than the root of `limit` (m2), one bit each.
    @inline(__always) func near(_ p: Vector3, limit: Float) -> UInt8 {
      let (fromFirst, fromSecond) = (p - first, p - second)
      let height = fromFirst.dot(normal)
      // A point is further from a triangle than from its plane, and than from that of an edge beyond which it is.
      func isWithin(_ beyond: SIMD4<Float>, _ squared: SIMD4<Float>) -> SIMDMask<SIMD4<Int32>> {
        beyond .<= 0 .| (beyond * beyond) .< (limit * squared)
      }
      let isNear =
        (height * height) .< (limit * normalSquared) .& isWithin(fromFirst.dot(out01), squared01)
        .& isWithin(fromSecond.dot(out12), squared12) .& isWithin(fromFirst.dot(out20), squared20)
      var bits: UInt8 = 0
      for part in 0..<4 where isNear[part] { bits |= 1 << UInt8(part) }
      return bits
    }
  }

  /// By the numbers of a ``BorderGrid``'s entries.
  private let rows: FixedBuffer<Row>
  /// Which tick each is of; [rows].
  private let made: FixedBuffer<Int>
  private var now = 1

  init(faces: Int) {
    rows = FixedBuffer(count: 2 * faces, repeating: Row())
    made = FixedBuffer(count: 2 * faces, repeating: 0)
  }

  /// Forgets all: the tissue has moved.
  mutating func forget() { now += 1 }

  @inline(__always) func row(_ entry: Int, _ make: () -> Row) -> Row {
    if made[entry] != now {
      made[entry] = now
      rows[entry] = make()
    }
    return rows[entry]
  }
}
