import Frames
import SimMath

/// Threads, needles and running blood as smooth tubes, made anew for each snapshot.
struct TubeMesh {
  /// What a tube is, as `tube.frag` knows it; running blood adds its brightness.
  enum Kind {
    static let polypropylene: Float = 0
    static let braid: Float = 1
    static let steel: Float = 2
    static let blood: Float = 3
  }

  /// Of a vertex: middle of the tube, outward direction, radius there, kind, way along the tube (m).
  static let components = [3, 3, 1, 1, 1]
  private(set) var floats: [Float] = []
  private(set) var indices: [UInt32] = []
  private var count: UInt32 = 0

  /// - Parameters:
  ///   - sides: of a tube.
  ///   - steps: pieces between two vertices of a thread.
  init(_ snapshot: Snapshot, sides: Int, steps: Int) {
    for thread in snapshot.threads {
      let curve = Curve(Self.points(thread.vertices)).sampled(steps: steps)
      let kind = thread.kind == .braidedPolyester ? Kind.braid : Kind.polypropylene
      add(curve, radii: [Float](repeating: thread.radius, count: curve.count), kind: kind, sides: sides)
    }
    for needle in snapshot.needles { add(needle, sides: sides) }
    for stream in snapshot.streams {
      let points = Self.points(stream.vertices)
      guard points.count == stream.widths.count else { continue }
      let widths = Curve(stream.widths.map { SIMD3($0, 0, 0) }).sampled(steps: steps).map(\.x)
      let (line, radii) = Self.rounded(Curve(points).sampled(steps: steps), widths)
      add(
        line, radii: radii, kind: Kind.blood + 0.9 * min(1, max(0, stream.brightness)), sides: sides, flatness: 0.6)
    }
  }

  /// Running blood swells over its first quarter and ends in a round head, a fifth broader than the run behind it.
  private static func rounded(_ line: [SIMD3<Float>], _ widths: [Float]) -> ([SIMD3<Float>], [Float]) {
    guard line.count > 2, let end = line.last, let width = widths.last else { return (line, widths) }
    let along = normalize(end - line[line.count - 2])
    var (line, widths) = (line, widths)
    let swell = max(1, widths.count / 4)
    for i in 0..<swell { widths[i] *= 0.2 + 0.8 * Float(i) / Float(swell) }
    for i in 0...6 {
      let (s, c) = Trigonometry.sincos(-0.6 + 2.15 * Double(i) / 6)
      line.append(end + width * (0.7 + 1.2 * Float(s)) * along)
      widths.append(1.2 * width * max(0.02, Float(c)))
    }
    return (line, widths)
  }

  private static func points(_ vertices: [Float]) -> [SIMD3<Float>] {
    stride(from: 0, to: vertices.count - 2, by: 3).map { SIMD3(vertices[$0], vertices[$0 + 1], vertices[$0 + 2]) }
  }

  /// A needle: an arc that is pointed over its last sixth and blunt where the thread leaves.
  private mutating func add(_ needle: NeedleShape, sides: Int) {
    let n = 40
    let line = (0...n).map { i -> SIMD3<Float> in
      let (s, c) = Trigonometry.sincos(Double(needle.arc) * Double(i) / Double(n))
      let p = needle.pose.orientation.rotate(needle.curveRadius * Vector3(Float(c), Float(s), 0))
      return SIMD3(p.x, p.y, p.z) + SIMD3(needle.pose.position.x, needle.pose.position.y, needle.pose.position.z)
    }
    let radii = (0...n).map { i in
      let t = Float(i) / Float(n)
      return needle.wireRadius * min(1, max(0.06, (1 - t) * 6))
    }
    add(line, radii: radii, kind: Kind.steel, sides: sides)
  }

  /// - Parameter flatness: height by width, for what lies on a surface; 1 is round.
  private mutating func add(
    _ line: [SIMD3<Float>], radii: [Float], kind: Float, sides: Int, flatness: Float = 1
  ) {
    guard line.count > 1 else { return }
    // A frame that turns as little as it can from one ring to the next.
    var along = normalize(line[1] - line[0])
    var side = normalize(cross(along, abs(along.y) < 0.9 ? SIMD3(0, 1, 0) : SIMD3(1, 0, 0)))
    var way: Float = 0
    for (j, p) in line.enumerated() {
      if j > 0 { way += length(p - line[j - 1]) }
      let next = normalize(line[min(j + 1, line.count - 1)] - line[max(j - 1, 0)])
      if length(next) > 0.5 { along = next }
      side = normalize(side - along * dot(side, along))
      // What lies on a surface lies on its broad side.
      if flatness < 1 {
        let level = cross(along, SIMD3<Float>(0, 1, 0))
        if length(level) > 0.05 { side = normalize(level) }
      }
      let up = cross(side, along)
      for i in 0..<sides {
        let (s, c) = Trigonometry.sincos(2 * Double.pi * Double(i) / Double(sides))
        let out = Float(c) * side - flatness * Float(s) * up
        floats += [p.x, p.y, p.z, out.x, out.y, out.z, radii[j], kind, way]
        guard j > 0 else { continue }
        let (a, b) = (UInt32(i), UInt32((i + 1) % sides))
        let (low, high) = (count + UInt32((j - 1) * sides), count + UInt32(j * sides))
        indices += [low + a, low + b, high + b, low + a, high + b, high + a]
      }
    }
    count += UInt32(line.count * sides)
  }
}
