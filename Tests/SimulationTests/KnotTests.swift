import SimMath
import Testing
import Validation

@testable import Simulation

@Suite(.serialized) struct KnotTests {
  private static let diameter = 0.000_32

  private static func laid(_ wraps: [Int]) -> [[Vector3D]] {
    KnotCurve(wraps: wraps, diameter: diameter, arm: 15 * diameter, ear: 20 * diameter).strands
  }

  @Test(arguments: [
    ([1], KnotKind.overhand), ([-1], .overhand), ([2], .overhand), ([1, -1], .square), ([-1, 1], .square),
    ([1, 1], .granny), ([-1, -1], .granny), ([2, -1], .surgeons), ([-2, 1, -1], .surgeons),
    ([1, -1, 1, -1], .square), ([1, 1, 1], .granny), ([1, -1, -1], .mixed), ([2, 2], .mixed),
  ])
  func throwsAreReadFromTheWinding(wraps: [Int], kind: KnotKind) {
    let reading = KnotReading(strands: Self.laid(wraps))
    #expect(reading.kind == kind)
    #expect(reading.throwsTied.map { $0.isRightHanded ? $0.wraps : -$0.wraps } == wraps)
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
    let straight = [
      (0...40).map { Vector3D(Double($0 - 20) * d, 0.3 * Double($0 - 20) * d, 0) },
      (0...40).map { Vector3D(Double(20 - $0) * d, 0.4 * Double($0 - 20) * d, 2 * d) },
    ]
    #expect(KnotReading(strands: straight).kind == .none)
    // Laid over each other twice, unwound: a twist to the one side and back.
    let over = [
      (0...60).map { Vector3D(Double($0 - 30) * d, 3 * d * Trigonometry.sin(0.2 * Double($0)), 0) },
      (0...60).map { Vector3D(Double(30 - $0) * d, -3 * d * Trigonometry.sin(0.2 * Double($0)), 2 * d) },
    ]
    #expect(KnotReading(strands: over).kind == .none)
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
