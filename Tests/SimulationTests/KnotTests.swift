import Knots
import SimMath
import Testing
import Validation

@testable import Simulation

@Suite(.serialized) struct KnotTests {
  private static let diameter = 0.000_32

  private static func laid(_ wraps: [Int]) -> [[Vector3D]] {
    KnotCurve(wraps: wraps, diameter: diameter, arm: 15 * diameter, ear: 20 * diameter).strands
  }

  struct Named: Sendable {
    var wraps: [Int]
    var kind: KnotKind

    init(_ wraps: [Int], _ kind: KnotKind) {
      self.wraps = wraps
      self.kind = kind
    }
  }

  static let named: [Named] = [
    Named([1], .overhand), Named([-1], .overhand), Named([2], .overhand), Named([1, -1], .square),
    Named([-1, 1], .square), Named([1, 1], .granny), Named([-1, -1], .granny), Named([2, -1], .surgeons),
    Named([-2, 1, -1], .surgeons), Named([1, -1, 1, -1], .square), Named([1, 1, 1], .granny),
    Named([1, -1, -1], .mixed), Named([2, 2], .mixed),
  ]

  @Test(arguments: named) func throwsAreReadFromTheWinding(knot: Named) {
    let reading = KnotReading(strands: Self.laid(knot.wraps))
    #expect(reading.kind == knot.kind)
    let wraps = reading.throwsTied.map { $0.isRightHanded ? $0.wraps : -$0.wraps }
    #expect(wraps == knot.wraps)
    #expect(reading.agreement > 32)
  }

  /// However it lies in space, and not by which strand is named first; its mirror image has the other hand.
  @Test func readingDoesNotDependOnThePlace() {
    let strands = Self.laid([2, -1, 1])
    let q = Quaternion(x: 0.3, y: -0.5, z: 0.2, w: 0.78).normalized
    let turned = strands.map { $0.map { Vector3D(q.rotate(Vector3(1000 * $0))) + Vector3D(5, -3, 1) } }
    let reading = KnotReading(strands: turned)
    #expect(reading.kind == .surgeons && reading.throwsTied.map(\.isRightHanded) == [true, false, true])
    #expect(KnotReading(strands: [turned[1], turned[0]]).throwsTied.map(\.wraps) == [2, 1, 1])
    let mirrored = strands.map { $0.map { Vector3D($0.x, $0.y, -$0.z) } }
    #expect(KnotReading(strands: mirrored).throwsTied.map(\.isRightHanded) == [false, true, false])
  }

  @Test func strandsThatOnlyLieOverEachOtherAreNoKnot() {
    let d = Self.diameter
    func line(_ count: Int, _ place: (Double) -> Vector3D) -> [Vector3D] {
      (0...count).map { d * place(Double($0)) }
    }
    let one = line(40) { Vector3D($0 - 20, 0.3 * ($0 - 20), 0) }
    let other = line(40) { Vector3D(20 - $0, 0.4 * ($0 - 20), 2) }
    #expect(KnotReading(strands: [one, other]).kind == .none)
    // Laid over each other several times, unwound.
    let wave = line(60) { Vector3D($0 - 30, 3 * Trigonometry.sin(0.2 * $0), 0) }
    let over = line(60) { Vector3D(30 - $0, -3 * Trigonometry.sin(0.2 * $0), 2) }
    #expect(KnotReading(strands: [wave, over]).kind == .none)
  }

  /// Friction alone: two throws wound in turn hold until the thread breaks, two throws to one side and a single throw
  /// slip.
  @Test func squareHoldsWhereGrannySlips() {
    let thread = ThreadMaterial(.size2_0, .polypropylene)
    let square = KnotTrial(material: thread, wraps: [1, -1, 1, -1], tying: (1, 1)).run()
    #expect(square.end == .broke)
    #expect(square.strength > 0.98 * SutureSize.size2_0.knotPullMinimum)
    #expect(KnotReading(strands: square.tied).kind == .square)
    let granny = KnotTrial(material: thread, wraps: [1, 1], tying: (1, 1)).run()
    #expect(granny.end == .slipped && granny.strength < 0.95 * square.strength)
    #expect(KnotReading(strands: granny.tied).kind == .granny)
    #expect(KnotReading(strands: granny.pulled).kind == .none)
    let single = KnotTrial(material: thread, wraps: [1], tying: (1, 1)).run()
    #expect(single.end == .slipped && single.strength < 0.2 * square.strength)
    // A knot lies looser before it is tied than after it has been pulled.
    let loose = KnotReading(strands: square.laid).looseness(ofThrow: 0, diameter: thread.diameter)
    #expect(loose > 1.5)
  }

  /// One strand held taut while the other is tied around it: the throws become hitches, and are read so.
  @Test func unevenPullMakesHitches() {
    let thread = ThreadMaterial(.size2_0, .polypropylene)
    let trial = KnotTrial(material: thread, wraps: [1, -1], tying: (8, 0.1)).run(longest: 1)
    #expect(KnotReading(strands: trial.laid).kind == .square)
    #expect(KnotReading(strands: trial.tied).kind == .slip)
  }

  @Test func airKnotIsSeenByItsGap() {
    let strands = Self.laid([1, -1])
    let reading = KnotReading(strands: strands)
    // The first throw lies about the origin: an edge 5 mm below it has not been drawn together.
    let gap = reading.gap(to: Vector3D(0, -0.005, 0), strands: strands)
    #expect(gap > 0.004 && gap < 0.0051)
  }
}
