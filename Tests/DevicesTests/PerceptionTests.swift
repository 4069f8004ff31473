import Frames
import SimMath
import Testing

@testable import Devices

@Suite struct PerceptionTests {
  @Test func stiffnessIsFeltThroughTheHeartBeat() throws {
    // The wall moves by as much as the press; the start of the press falls on any moment of the beat.
    var sum = 0.0
    for start in 0..<20 {
      var sense = StiffnessSense()
      let phantom = Phantom()
      for k in 0..<500 {
        let s = Double(k) / 500
        let height = -0.8e-3 - 0.3e-3 * (1 - Trigonometry.cos(2 * Double.pi * 2 * s))
        let wall = phantom.pulse * (phantom.beat(Double(start) / 24 + Double(k) / 1000) - 0.5)
        sense.add(phase: 2 * s - 1, height: height, force: max(0, 1500 * (wall - height)))
      }
      let k = try #require(sense.stiffness)
      // The steep rise of the pulse spoils a single press, not their mean.
      #expect(abs(k - 1500) < 0.35 * 1500)
      sum += k
    }
    #expect(abs(sum / 20 - 1500) < 0.05 * 1500)
  }

  @Test func whatIsNotTouchedTellsNothing() {
    var sense = StiffnessSense()
    for k in 0..<500 { sense.add(phase: Double(k) / 250 - 1, height: 1e-3, force: 0) }
    #expect(sense.stiffness == nil)
    #expect(sense.meanForce == 0)
  }

  /// A survey of five strips, judged by a hand that errs by 15%, on a wall that is twice as stiff beside its ends.
  private func survey(seed: UInt64, wall: (Double) -> Double) -> [(end: Double, stiffness: Double)] {
    var random = Random(seed: seed, stream: 1)
    return (0..<5).flatMap { strip in
      [6.0, 8.5, 13, 18, 22.8, 27.4].map { mm in
        let end = mm / 1000
        let noise = 1 + 0.15 * min(2.5, max(-2.5, random.normal()))
        return (end, wall(end) * (strip == 0 && (10...20).contains(mm) ? 1.6 : 1) * noise)
      }
    }
  }

  @Test func theUsualRisesBesideAnEndAndLesionsDoNotMoveIt() throws {
    // The wall of the simulation as pressed: 520 N/m far from an end, 1015 at 6 mm, 770 at 8.5 mm.
    func wall(_ end: Double) -> Double { 520 + 3050 * Trigonometry.exp(-end / 3.3e-3) }
    var error: [Double: Double] = [:]
    for seed in 1...40 as ClosedRange<UInt64> {
      let usual = try #require(
        UsualStiffness(felt: survey(seed: seed, wall: wall), decay: TraineeTable.tether[.expert]))
      for end in [6e-3, 8.5e-3, 9.5e-3, 13e-3, 25e-3] {
        error[end, default: 0] += usual.at(end: end) / wall(end) / 40 - 1.0 / 40
      }
    }
    // Half a just-noticeable difference at most, though the true rise fades faster than is expected of it.
    for (end, error) in error { #expect(abs(error) < 0.1, "\(end) m: \(error)") }
  }

  @Test func withoutPlacesFarFromTheEndsNothingIsUsual() {
    let rim = [(end: 6e-3, stiffness: 900.0), (7e-3, 800), (8e-3, 700), (9e-3, 650)]
    #expect(UsualStiffness(felt: rim, decay: 4e-3) == nil)
    let flat = UsualStiffness(felt: rim + [(20e-3, 1000), (21e-3, 1000), (22e-3, 1000)], decay: 4e-3)
    // Softer beside the ends is no hold.
    #expect(flat?.rise == 0 && flat?.at(end: 0) == 1000)
  }

  @Test func theMapFindsPatchesAndTheFurthestSite() throws {
    var map = BeliefMap(radius: 0.016, length: 0.06)
    let lesion = LesionTruth.test(.soft, angle: -30, axial: 25, size: 6)
    for i in 0..<map.rows * map.columns {
      let p = map.place(i)
      let inside = lesion.normalizedRadius(at: p, outerRadius: 0.016) < 1
      map.add(inside ? .soft : .clear, at: p)
    }
    let found = map.lesionsSeen(leastCells: 3)
    try #require(found.count == 1)
    #expect(found[0].finding == .soft)
    #expect(found[0].bright == nil)
    #expect(found[0].center.distance(to: lesion.center, radius: 0.016) < 1e-3)
    let best = map.bestSite(zone: 0.03...0.05, reach: 1.3)
    let margin = lesion.signedDistance(from: best.place, outerRadius: 0.016)
    #expect(abs(min(margin, 15e-3) - best.margin) < 2e-3)
    #expect(best.margin > 14e-3)
  }

  @Test func aPatchAcrossTheBackSeamIsOne() {
    var map = BeliefMap(radius: 0.016, length: 0.06)
    let lesion = LesionTruth.test(.calcified, angle: 180, axial: 30, size: 6)
    for i in 0..<map.rows * map.columns
    where lesion.normalizedRadius(at: map.place(i), outerRadius: 0.016) < 1 { map.add(.calcium, at: map.place(i)) }
    let found = map.lesionsSeen(leastCells: 3)
    #expect(found.count == 1)
    #expect(found.first.map { $0.center.distance(to: lesion.center, radius: 0.016) < 1e-3 } == true)
  }

  @Test func aVeryLongPatchIsTakenForTwo() {
    var map = BeliefMap(radius: 0.016, length: 0.06)
    let lesions = [15.0, 32.0].map { LesionTruth.test(.soft, angle: 0, axial: $0, size: 9) }
    for i in 0..<map.rows * map.columns {
      let inside = lesions.contains { $0.normalizedRadius(at: map.place(i), outerRadius: 0.016) < 1 }
      if inside { map.add(.soft, at: map.place(i)) }
    }
    let found = map.lesionsSeen(leastCells: 3)
    #expect(found.count == 2)
    for (lesion, seen) in zip(lesions, found.sorted { $0.center.axial < $1.center.axial }) {
      #expect(lesion.signedDistance(from: seen.center, outerRadius: 0.016) < -3e-3)
    }
  }

  @Test func everyNumberHasAUnitAMeaningAndASource() {
    #expect(TraineeTable.all.count == Set(TraineeTable.all.map(\.name)).count)
    for (name, value) in TraineeTable.all {
      #expect(["s", "m", "Hz", "1", "m/s", "N"].contains(value.unit), "\(name)")
      #expect(value.meaning.count > 10 && value.source.count > 10, "\(name)")
      #expect(value.expert.isFinite && value.resident.isFinite && value.novice.isFinite, "\(name)")
    }
  }
}
