import SimMath
import Testing

@testable import Simulation

struct NeedleTests {
  @Test(arguments: SutureSize.allCases) func arcHasItsLengthAndItsEnds(size: SutureSize) {
    let needle = SutureNeedle(for: size)
    var length = 0.0
    for k in 0..<1000 {
      let a = needle.arcLength * Double(k) / 1000
      let b = needle.arcLength * Double(k + 1) / 1000
      length += (needle.point(at: b) - needle.point(at: a)).length
      // The direction is the arc's own, towards the tip.
      let chord = (needle.point(at: b) - needle.point(at: a)).normalized
      #expect(needle.direction(at: 0.5 * (a + b)).dot(chord) > 0.999_999)
    }
    #expect(abs(length / needle.arcLength - 1) < 1e-5)
    #expect(abs(needle.point(at: needle.arcLength).length - needle.radius) < 1e-12)
    #expect((needle.point(at: 0) - Vector3D(needle.radius, 0, 0)).length < 1e-12)
    // Half a circle: tip and swage a diameter apart.
    if needle.circle == 0.5 {
      #expect(abs((needle.point(at: 0) - needle.point(at: needle.arcLength)).length - 2 * needle.radius) < 1e-12)
    }
    #expect(needle.wireDiameter > size.diameter)
  }

  @Test func nearestPlaceIsOnTheArc() {
    let needle = SutureNeedle(for: .size6_0)
    for k in 0...20 {
      let arc = needle.arcLength * Double(k) / 20
      let found = needle.nearest(to: 1.1 * needle.point(at: arc) + Vector3D(0, 0, 0.001))
      #expect(abs(found.arc - arc) < 1e-9)
      #expect(found.distance > 0.001)
    }
    // In the gap of the circle the nearer end counts.
    #expect(needle.nearest(to: Vector3D(needle.radius, -0.001, 0)).arc == 0)
    let beyond = needle.point(at: needle.arcLength) + 0.001 * needle.direction(at: needle.arcLength)
    #expect(needle.nearest(to: beyond).arc == needle.arcLength)
  }

  /// Rise to the threshold, drop to cutting and friction, rise with the length inside, and a plateau of friction alone
  /// behind the back wall.
  @Test func forceAgainstDepthRisesDropsAndLevels() {
    let law = PunctureLaw.aorta
    var state = PunctureLaw.State(advance: -0.001)
    var curve: [(advance: Double, force: Double, phase: PunctureLaw.Phase)] = []
    for _ in 0..<9000 {
      let force = law.move(&state, by: 1e-6)
      curve.append((state.advance, force, state.phase))
    }
    #expect(curve[500].force == 0 && curve[500].phase == .outside)
    let dent = law.threshold / law.stiffness
    let before = curve.filter { $0.phase == .denting }
    for p in before { #expect(abs(p.force - law.stiffness * p.advance) < 1e-9) }
    #expect(abs(before.last!.advance - dent) < 2e-6)
    #expect(abs(state.peak - law.threshold) < 1e-3)
    let inside = curve.filter { $0.phase == .inside }
    #expect(inside[0].force < 0.5 * law.threshold)
    // Equilibrium: stiffness x dent = cutting + friction x (advance - dent).
    for p in inside {
      let expected = law.stiffness * (law.cutting + law.friction * p.advance) / (law.stiffness + law.friction)
      #expect(abs(p.force - expected) < 1e-9)
    }
    let plateau = curve.filter { $0.phase == .through }
    #expect(plateau.count > 1000)
    for p in plateau { #expect(abs(p.force - law.friction * law.thickness) < 1e-9) }
  }

  @Test func needleCanBeDrawnBackAndTheSurfaceIsMetAnew() {
    let law = PunctureLaw.aorta
    var state = PunctureLaw.State()
    for _ in 0..<6000 { _ = law.move(&state, by: 1e-6) }
    #expect(state.phase == .through)
    var least = 0.0
    for _ in 0..<12_000 { least = min(least, law.move(&state, by: -1e-6)) }
    #expect(abs(least + law.friction * law.thickness) < 1e-9)
    #expect(state.phase == .outside && state.depth == 0)
    #expect(law.move(&state, by: -1e-6) == 0)
  }

  /// Whatever is done, tissue gives back no more work than was put into it.
  @Test(arguments: [UInt64(1), 2, 3, 4]) func noCycleGivesWork(seed: UInt64) {
    let law = PunctureLaw.aorta
    var random = Random(seed: seed, stream: 3)
    var state = PunctureLaw.State(advance: -0.000_5)
    var work = 0.0
    var aim = 0.0
    for k in 0..<20_000 {
      if k % 200 == 0 { aim = random.uniform(-0.001, 0.006) }
      let way = max(-2e-5, min(2e-5, 0.02 * (aim - state.advance)))
      let force = law.move(&state, by: way)
      work += force * way
      #expect(force <= law.threshold && force >= -law.friction * law.thickness - 1e-12)
      // Held in the tissue's spring.
      #expect(work >= -1e-9)
    }
    #expect(work > 1e-4)
  }

  @Test func pathOffTheArcTears() {
    let law = PunctureLaw.aorta
    var state = PunctureLaw.State()
    #expect(law.hold(&state, offset: 0.01) == 0)
    for _ in 0..<3000 { _ = law.move(&state, by: 1e-6) }
    #expect(state.phase == .inside)
    #expect(abs(law.hold(&state, offset: 0.001) - 0.5) < 1e-12 && state.torn == 0)
    #expect(law.hold(&state, offset: 0.006) == law.tearForce)
    #expect(abs(state.torn - 0.002) < 1e-12)
    #expect(abs(state.tearWork - 0.004) < 1e-12)
    // The channel stays wide.
    #expect(law.hold(&state, offset: 0.002) == 0)
  }
}
