import Frames
import SimMath
import Testing

@testable import Validation

/// The closed loop of hand, device and tick: the bench itself against closed forms, then the product on the bench.
@Suite struct HapticLoopTests {
  private func device(_ id: String) throws -> DeviceModel { try #require(DeviceModel.named(id)) }
  private func hand(_ id: String) throws -> HandModel { try #require(HandModel.all.first { $0.id == id }) }
  private func set(_ value: inout SourcedValue, _ x: Double) { value.value = x }

  // MARK: The bench

  @Test func everyNumberSaysWhereItComesFrom() {
    for d in DeviceModel.all {
      for v in [
        d.mass, d.damping, d.friction, d.encoderStep, d.peakForce, d.continuousForce, d.couplingStiffness,
        d.couplingDamping, d.workspaceRadius,
      ] {
        #expect(v.value > 0 && v.source.count > 9 && !v.unit.isEmpty)
      }
      #expect(d.continuousForce.value <= d.peakForce.value)
    }
    #expect(Set(DeviceModel.all.map(\.id)).count == DeviceModel.all.count)
    for h in HandModel.all { #expect(h.mass.value > 0 && h.damping.value > 0 && h.stiffness.value > 0) }
  }

  /// A mass on the hand's spring swings as the textbook says.
  @Test func aHandThatIsPulledSwingsAsADampedOscillator() throws {
    var d = try device("omega")
    set(&d.friction, 0)
    let h = try hand("light")
    var plant = HandDevicePlant(d, h, at: .zero)
    let (m, c, k) = (plant.mass, plant.damping + plant.handDamping, plant.stiffness)
    let f = Vector3D(1, 0, 0)
    let decay = c / (2 * m)
    let frequency = (k / m - decay * decay).squareRoot()
    for i in 1...200 {
      plant.advance(for: 0.001, force: f, from: .zero, to: .zero)
      let t = Double(i) / 1000
      let wave =
        Trigonometry.cos(frequency * t) + decay / frequency * Trigonometry.sin(frequency * t)
      let exact = (1 - Trigonometry.exp(-decay * t) * wave) / k
      #expect(abs(plant.position.x - exact) < 0.01 / k, "at \(i) ms")
    }
  }

  /// Dry friction holds still to the bit below its force, and takes it off above.
  @Test func dryFrictionSticksAndSlides() throws {
    var d = try device("touch")
    set(&d.damping, 0)
    var free = HandModel.all[0]
    set(&free.stiffness, 0)
    set(&free.damping, 0)
    var plant = HandDevicePlant(d, free, at: .zero)
    for _ in 0..<100 { plant.advance(for: 0.001, force: Vector3D(0.25, 0, 0), from: .zero, to: .zero) }
    #expect(plant.position == .zero && plant.velocity == .zero)
    for _ in 0..<100 { plant.advance(for: 0.001, force: Vector3D(0.36, 0, 0), from: .zero, to: .zero) }
    // 0.1 N is left over for 100 ms.
    #expect(abs(plant.velocity.x - 0.1 * 0.1 / plant.mass) < 1e-3 * plant.velocity.x)
  }

  /// A plain virtual spring, sampled and held, on a mass with damping: it goes unstable where theory says,
  /// K = 2 b/(T + 2 t_d) for a light damper (Gil et al. 2004), delay by delay.
  @Test(arguments: [0, 0.0005, 0.001]) func aSampledSpringTurnsUnstableWhereTheoryPutsIt(delay: Double) throws {
    var d = try device("omega")
    set(&d.friction, 0)
    var free = HandModel.all[0]
    set(&free.stiffness, 0)
    set(&free.damping, 0)
    func grows(_ stiffness: Double) -> Bool {
      var plant = HandDevicePlant(d, free, at: Vector3D(0.001, 0, 0))
      var held = Vector3D.zero
      var (early, late) = (0.0, 0.0)
      for i in 0..<8000 {
        let next = -stiffness * plant.position
        plant.advance(for: delay, force: held, from: .zero, to: .zero)
        plant.advance(for: 0.001 - delay, force: next, from: .zero, to: .zero)
        held = next
        if i < 4000 { early = max(early, i > 2000 ? abs(plant.position.x) : 0) }
        if i >= 6000 { late = max(late, abs(plant.position.x)) }
      }
      return late > early
    }
    let theory = WallLimit.passiveStiffness(damping: d.damping.value, delay: delay)
    #expect(!grows(0.93 * theory))
    #expect(grows(1.07 * theory))
  }

  @Test func theBoundAndTheSearchAreWhatTheySay() {
    #expect(abs(WallLimit.passiveStiffness(damping: 0.6, delay: 0.001) - 400) < 1e-9)
    #expect(abs(WallLimit.passiveStiffness(damping: 0.6, virtualDamping: -0.3, delay: 0) - 600) < 1e-9)
    #expect(abs(WallLimit.bisect { $0 < 777 } / 777 - 1) < 0.04)
    #expect(WallLimit.bisect { _ in true } == WallLimit.highest)
    #expect(WallLimit.bisect { _ in false } == WallLimit.lowest)
  }

  @Test func theHighPassKeepsWhatABuzzIs() {
    var filter = HighPass(corner: 20)
    for k in 0..<4000 {
      // A pulse of 1.2 Hz and 1 mm, and a buzz of 150 Hz and 10 um.
      let t = Double(k) / 1000
      let x = 1e-3 * Trigonometry.sin(7.5 * t) + 1e-5 * Trigonometry.sin(942 * t)
      filter.add(x, measured: k > 1000)
    }
    let rms = filter.takeRootMeanSquare()
    #expect(rms > 0.8 * 1e-5 / 1.4142 && rms < 1.2 * 1e-5 / 1.4142)
  }

  // MARK: The product on it

  /// A small part of the grid that `systole validate haptics` runs: nothing grows, with stalls and a tick of delay.
  @Test(arguments: ["touch", "omega", "falcon"]) func nothingGrows(id: String) throws {
    let d = try device(id)
    let options = ClosedLoop.Options(seconds: 3, cycle: 1, delay: 0.001, stallsPerSecond: 3)
    let rows = try #require(
      try HapticGrid.run(
        devices: [d], hands: [try hand("loose"), try hand("stiff")], scenes: [.wall, .pulse], options: options))
    #expect(rows.count == 4)
    for row in rows {
      #expect(row.verdict != .unstable, "\(row)")
      #expect(!row.result.quarantined)
      #expect(row.result.holdForce > 0.1 && row.result.holdForce <= d.peakForce.value, "\(row)")
    }
  }

  /// The bench can tell: a coupling far over what the device can show is not called quiet.
  @Test func anOverdrivenCouplingIsSeen() throws {
    let d = try device("premium-1.5").coupled(stiffness: 30_000, damping: 5)
    let options = ClosedLoop.Options(seconds: 3, cycle: 1)
    let result = ClosedLoop(
      try HapticScene.wall.build(limits: d.limits), device: d, hand: try hand("light"), options: options
    ).run()
    #expect(result.verdict != .quiet, "\(result)")
  }

  @Test func theSameLoopGivesTheSameBits() throws {
    let d = try device("touch-x")
    let built = try HapticScene.myocardium.build(limits: d.limits)
    func run() throws -> ClosedLoopResult {
      ClosedLoop(
        built, device: d, hand: try hand("firm"), options: .init(seconds: 1.5, cycle: 0.5, stallsPerSecond: 5)
      ).run()
    }
    #expect(try run() == run())
  }

  /// Coupling and tissue are springs in series: 1/rendered = 1/simulated + 1/coupling.
  @Test(arguments: ["touch", "inverse3"]) func aSoftCouplingIsASpringInSeries(id: String) throws {
    let d = try device(id)
    let t = try #require(try Transparency.measure(d, .aorta))
    let series = 1 / (1 / t.simulated + 1 / d.couplingStiffness.value)
    #expect(abs(t.rendered / series - 1) < 0.05, "\(t.rendered) against \(series) N/m")
    // What the hand feels is the motors' force and, while it goes in, the dry friction.
    #expect(abs(t.feltForce - t.renderedForce) <= d.friction.value * 1.05)
    #expect(t.overContinuous == (id == "touch"))
  }

  /// A stiffer coupling lets more of the plaque through, and the rule for sessions follows from the numbers.
  @Test func contrastDecidesHowASessionRuns() throws {
    #expect(FeltContrast.differences(100, 123) > 0.999 && FeltContrast.differences(100, 123) < 1.001)
    #expect(FeltContrast.differences(100, 90) == 0 && FeltContrast.differences(0, 90) == 0)
    func contrast(_ ratio: Double) -> FeltContrast {
      FeltContrast(device: "x", wall: 100, calcium: 100 * ratio, simulatedWall: 1, simulatedCalcium: 2)
    }
    #expect(contrast(1.5).mode == .guided && contrast(1.52).mode == .assessed)

    let soft = try FeltContrast.measure(device("touch"))
    let hard = try FeltContrast.measure(device("omega"))
    #expect(soft.differences > 0.3 && soft.differences < hard.differences)
    #expect(hard.differences < hard.simulatedDifferences)
    #expect(soft.mode == .guided)
  }
}
