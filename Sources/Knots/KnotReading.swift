public import SimMath

/// What two strands of a thread have been tied to, read from where they lie.
///
/// Seen from one direction, the strands cross; the sign of a crossing is the sense in which they wind there (Gauss).
/// While one strand is followed from the loop to its ear, a throw is a run of crossings that the other strand meets in
/// reverse order, since the strands pass through a throw towards each other. The crossings' signs add up to three for
/// one wrap and five for two. Crossings that come and go with the direction of view cancel, and what most of 64
/// directions see is taken. No script tells which knot was meant. Allocates: not for the 1 kHz thread.
public struct KnotReading: Equatable, Sendable {
  /// From the loop outwards.
  public var throwsTied: [KnotThrow]
  public var kind: KnotKind
  /// Directions that agree on the throws' wraps and senses, of 64.
  public var agreement: Int

  /// - Parameter strands: centrelines of the two strands, each from the loop to its ear, m.
  public init(strands: [[Vector3D]]) {
    precondition(strands.count == 2)
    var readings: [(key: [Int], throwsTied: [KnotThrow])] = []
    for k in 0..<64 {
      let found = Self.read(strands, along: Self.direction(k, of: 64))
      readings.append((found.map(\.signedWraps), found))
    }
    var best = 0
    var most = 0
    for k in readings.indices {
      let votes = readings.reduce(0) { $0 + ($1.key == readings[k].key ? 1 : 0) }
      if votes > most {
        most = votes
        best = k
      }
    }
    throwsTied = readings[best].throwsTied
    agreement = most
    kind = Self.kind(throwsTied)
  }

  /// Length of both strands within the throws, m.
  public var length: Double { throwsTied.reduce(0) { $0 + $1.lengths[0] + $1.lengths[1] } }

  /// Length of a throw's two strands over what a tightened half knot takes up; large where a throw lies loose.
  /// - Parameters:
  ///   - k: the throw.
  ///   - diameter: of the thread, m.
  public func looseness(ofThrow k: Int, diameter: Double) -> Double {
    let t = throwsTied[k]
    return (t.lengths[0] + t.lengths[1]) / (Self.tightLength * Double(t.wraps) * diameter)
  }
  /// Diameters of thread in one tightened wrap: what the tied and pulled square knots of `KnotTrial` have.
  static var tightLength: Double { 8 }

  /// Distance from the first throw to a place that the loop was to be drawn down to, m: large for an air knot.
  public func gap(to place: Vector3D, strands: [[Vector3D]]) -> Double {
    guard let first = throwsTied.first else { return .infinity }
    var least = Double.infinity
    for s in 0..<2 {
      for i in Int(first.spans[s].lowerBound)...Int(first.spans[s].upperBound) {
        least = min(least, (strands[s][i] - place).length)
      }
    }
    return least
  }

  // MARK: Reading

  private struct Crossing {
    var a, b: Double
    var sign: Int
  }

  /// Below this share of the other strand's turning a strand counts as one that the other is only hitched around.
  /// Assumption: evenly tied throws of `KnotTrial` have 0.6 and more, those tied with one strand held taut 0.2 to 0.5.
  private static var slipShare: Double { 0.53 }

  private static func kind(_ list: [KnotThrow]) -> KnotKind {
    guard let first = list.first else { return .none }
    if list.count == 1 { return .overhand }
    func isUneven(_ a: Double, _ b: Double) -> Bool { min(a, b) < slipShare * max(a, b) }
    let whole = (0..<2).map { s in list.reduce(0) { $0 + $1.turning[s] } }
    if isUneven(whole[0], whole[1]) || list.allSatisfy({ isUneven($0.turning[0], $0.turning[1]) }) { return .slip }
    let turns = zip(list, list.dropFirst()).map { $0.isRightHanded != $1.isRightHanded }
    let rest = list.dropFirst().allSatisfy { $0.wraps == 1 }
    guard rest else { return .mixed }
    if turns.allSatisfy({ $0 }) { return first.wraps == 1 ? .square : .surgeons }
    if turns.allSatisfy({ !$0 }) && first.wraps == 1 { return .granny }
    return .mixed
  }

  /// A direction of a nearly even set on half a sphere (Fibonacci's spiral), turned out of the coordinates' planes.
  private static func direction(_ k: Int, of n: Int) -> Vector3D {
    let z = 1 - (Double(k) + 0.5) / Double(n)
    let r = (1 - z * z).squareRoot()
    let (s, c) = Trigonometry.sincos(2.399_963_229_728_653 * Double(k) + 0.3)
    let (u, v) = (Vector3D(0.96, 0.28, 0), Vector3D(-0.168, 0.576, 0.8))
    return (r * c) * u + (r * s) * v + z * u.cross(v)
  }

  private static func read(_ strands: [[Vector3D]], along view: Vector3D) -> [KnotThrow] {
    let side = view.cross(abs(view.x) < 0.6 ? Vector3D(1, 0, 0) : Vector3D(0, 1, 0)).normalized
    let up = view.cross(side)
    func flat(_ p: [Vector3D]) -> [Vector3D] { p.map { Vector3D($0.dot(side), $0.dot(up), $0.dot(view)) } }
    let (a, b) = (flat(strands[0]), flat(strands[1]))
    var list = crossings(a, b)
    cancel(&list)
    // Runs in which the other strand goes backwards.
    var runs: [[Crossing]] = []
    for c in list {
      if let last = runs.last?.last, c.b < last.b {
        runs[runs.count - 1].append(c)
      } else {
        runs.append([c])
      }
    }
    var result: [KnotThrow] = []
    for run in runs {
      let sum = run.reduce(0) { $0 + $1.sign }
      // A throw has an odd sum; in a hitch one of its crossings is of the winding strand with itself.
      let wraps = abs(sum) / 2
      guard wraps > 0 else { continue }
      let spanA = run[0].a...run[run.count - 1].a
      let spanB = run[run.count - 1].b...run[0].b
      let spans = [spanA, spanB]
      result.append(
        KnotThrow(
          // The strands run towards each other: crossings of a right-handed screw are negative.
          wraps: wraps, isRightHanded: sum < 0, spans: spans,
          turning: (0..<2).map { turning(strands[$0], spans[$0]) },
          lengths: (0..<2).map { length(strands[$0], spans[$0]) }))
    }
    return result
  }

  /// Crossings of two flat curves by their place on the first; z is the height.
  private static func crossings(_ a: [Vector3D], _ b: [Vector3D]) -> [Crossing] {
    var list: [Crossing] = []
    for i in 0..<(a.count - 1) {
      let (p, d) = (a[i], a[i + 1] - a[i])
      for j in 0..<(b.count - 1) {
        let (q, e) = (b[j], b[j + 1] - b[j])
        let cross = d.x * e.y - d.y * e.x
        guard cross != 0 else { continue }
        let r = q - p
        let s = (r.x * e.y - r.y * e.x) / cross
        let t = (r.x * d.y - r.y * d.x) / cross
        guard s >= 0, s < 1, t >= 0, t < 1 else { continue }
        let over = (p.z + s * d.z) > (q.z + t * e.z)
        list.append(Crossing(a: Double(i) + s, b: Double(j) + t, sign: (cross > 0) == over ? 1 : -1))
      }
    }
    return list.sorted { $0.a < $1.a || ($0.a == $1.a && $0.b < $1.b) }
  }

  /// Takes away pairs of neighbouring crossings of opposite sign with nothing between them on either strand: one strand
  /// lies over the other and nothing is wound (the second move of Reidemeister).
  private static func cancel(_ list: inout [Crossing]) {
    var changed = true
    while changed {
      changed = false
      for k in 0..<max(0, list.count - 1) where list[k].sign != list[k + 1].sign {
        let low = min(list[k].b, list[k + 1].b)
        let high = max(list[k].b, list[k + 1].b)
        if !list.contains(where: { $0.b > low && $0.b < high }) {
          list.removeSubrange(k...(k + 1))
          changed = true
          break
        }
      }
    }
  }

  private static func turning(_ p: [Vector3D], _ span: ClosedRange<Double>) -> Double {
    var sum = 0.0
    for i in max(1, Int(span.lowerBound))...min(p.count - 2, max(1, Int(span.upperBound) + 1)) {
      sum += Trigonometry.acos((p[i + 1] - p[i]).normalized.dot((p[i] - p[i - 1]).normalized))
    }
    return sum
  }

  private static func length(_ p: [Vector3D], _ span: ClosedRange<Double>) -> Double {
    func at(_ u: Double) -> Vector3D {
      let i = min(p.count - 2, Int(u))
      return p[i] + (u - Double(i)) * (p[i + 1] - p[i])
    }
    var sum = 0.0
    var last = at(span.lowerBound)
    for i in (Int(span.lowerBound) + 1)...max(Int(span.lowerBound) + 1, Int(span.upperBound)) {
      guard Double(i) < span.upperBound else { break }
      sum += (p[i] - last).length
      last = p[i]
    }
    return sum + (at(span.upperBound) - last).length
  }
}
