import Foundation
import Frames
import RealTime
import SimMath
import Synchronization

/// Measures a device's gain on a spring that stays with the station: pushes the handle down onto it, slowly, up and down
/// again, and compares the force sent with the way that the spring gave.
///
/// Friction makes the way up and the way down two lines; the mean of their slopes is the spring's. What is near a turn,
/// where friction changes its sign, is left out. The force goes the way of every other: ``HapticLink`` and its guards.
public final class GainCheck: @unchecked Sendable {
  public struct Plan: Sendable {
    /// Whole length, s.
    public var seconds: Double
    /// Times up and down, 3 or more.
    public var cycles: Int

    /// Usual: two minutes of six cycles.
    public init(seconds: Double = 120, cycles: Int = 6) {
      self.seconds = seconds
      self.cycles = max(3, cycles)
    }
  }

  /// Why there is no reading. `key` names the catalogue's sentence (`gain.fault.<key>`).
  public enum Fault: Error, Equatable, Sendable {
    /// The device was lost, or took its force off.
    case lost
    /// Broken off by the user.
    case stopped
    /// The handle hardly moved: it is held fast, or the motors are off. Way in m.
    case held(way: Double)
    /// The handle ran away: no spring is under it. Way in m.
    case loose(way: Double)
    /// The cycles differ too much: something slips, or a hand is on it. A share.
    case uneven(spread: Double)
    /// What the device says it applied is not what was sent. A share.
    case unfaithful(readBack: Double)

    public var key: String {
      switch self {
      case .lost: "lost"
      case .stopped: "stopped"
      case .held: "held"
      case .loose: "loose"
      case .uneven: "uneven"
      case .unfaithful: "unfaithful"
      }
    }
  }

  /// Least way of the handle that says anything, m: some fifty steps of a coarse encoder.
  static let leastWay = 0.002
  /// Largest force, N, or four fifths of what the device holds for good where that is less.
  static let force: Float = 2
  /// Part of each ramp that counts, as shares of the largest force.
  static let range: ClosedRange<Float> = 0.2...0.9

  /// Least-squares line of way over force.
  private struct Line {
    var n = 0.0
    var f = 0.0
    var x = 0.0
    var ff = 0.0
    var fx = 0.0

    mutating func add(force: Double, way: Double) {
      n += 1
      f += force
      x += way
      ff += force * force
      fx += force * way
    }

    /// m/N; NaN without points.
    var slope: Double { (n * fx - f * x) / (n * ff - f * f) }
  }

  private let device: HapticDevice
  private let plan: Plan
  private let peak: Float
  private let half: UInt64
  // The thread's, the owner's afterwards.
  private var ticks: UInt64 = 0
  private var rising: [Line]
  private var falling: [Line]
  private var applied = (sent: 0.0, said: 0.0)
  private var start: Float?
  private var furthest: Float = 0
  private var fault: Fault?
  private let done = Atomic<UInt64>(0)
  private let stopRequested = Atomic<Bool>(false)

  /// - Parameter device: in station axes, as `DeviceFactory.haptic` makes it; nobody else samples it meanwhile.
  public init(_ device: sending HapticDevice, plan: Plan = .init()) {
    self.device = device
    self.plan = plan
    peak = min(Self.force, 0.8 * device.capabilities.limits.continuousForce)
    half = UInt64(max(100, plan.seconds * Double(Tick.perSecond) / Double(2 * plan.cycles)))
    rising = Array(repeating: Line(), count: plan.cycles)
    falling = rising
  }

  /// Runs to the end on a thread with deadlines.
  ///
  /// - Parameter goOn: told now and then how much is done, 0 to 1; false breaks off.
  /// - Throws: ``Fault``, or `RealTimeError` without a thread.
  public func run(goOn: (Double) -> Bool = { _ in true }) throws -> GainReading {
    let thread = try PeriodicThread(name: "gain check") { [self] in tick($0) }
    let whole = Double(2 * half) * Double(plan.cycles)
    while !thread.ended {
      MonotonicClock.sleep(for: 20_000_000)
      if !goOn(Double(done.load(ordering: .relaxed)) / whole) { stopRequested.store(true, ordering: .releasing) }
    }
    _ = thread.join()
    return try evaluate()
  }

  /// The force at a tick, N: a triangle.
  private func push(at tick: UInt64) -> Float {
    let phase = tick % (2 * half)
    let share = Float(phase < half ? phase : 2 * half - phase) / Float(half)
    return share * peak
  }

  private func tick(_ now: PeriodicThread.Tick) -> Bool {
    defer {
      ticks += 1
      done.store(ticks, ordering: .relaxed)
    }
    // What was sent in the tick before is what the handle feels now.
    let sent = ticks > 0 ? push(at: ticks - 1) : 0
    let cycle = Int(ticks / (2 * half))
    var feedback = Feedback(tick: Tick(ticks + 1))
    let isOver = cycle >= plan.cycles || stopRequested.load(ordering: .acquiring) || fault != nil
    if !isOver { feedback.force = Vector3(0, -push(at: ticks), 0) }
    guard let input = device.sample(at: Tick(ticks), feedback: feedback) else { return false }
    if isOver {
      if cycle < plan.cycles, fault == nil { fault = .stopped }
      // A last zero has gone out with this sample.
      return false
    }
    guard input.flags.contains(.connected), input.command != .pause else {
      fault = .lost
      return true
    }
    let height = device.place.y
    let from = start ?? height
    start = from
    let way = from - height
    furthest = max(furthest, abs(way))
    // Half of the workspace is further than any spring that is fit.
    if furthest > 0.5 * device.capabilities.limits.workspaceRadius { fault = .loose(way: Double(furthest)) }
    guard Self.range.contains(sent / peak) else { return true }
    if ticks % (2 * half) < half {
      rising[cycle].add(force: Double(sent), way: Double(way))
    } else {
      falling[cycle].add(force: Double(sent), way: Double(way))
    }
    let said = device.appliedForce
    if said.isFinite {
      applied.sent += Double(sent)
      applied.said += Double(-said.y)
    }
    return true
  }

  private func evaluate() throws(Fault) -> GainReading {
    if let fault { throw fault }
    guard Double(furthest) >= Self.leastWay else { throw .held(way: Double(furthest)) }
    let slopes = zip(rising, falling).map { 0.5 * ($0.slope + $1.slope) }
    let mean = slopes.reduce(0, +) / Double(slopes.count)
    let spread = (slopes.max()! - slopes.min()!) / abs(mean)
    guard mean > 0, spread <= GainState.largestSpread else { throw .uneven(spread: spread.isFinite ? spread : 1) }
    let readBack = applied.sent > 0 ? applied.said / applied.sent : nil
    if let readBack, abs(readBack - 1) > GainState.largestReadBackError { throw .unfaithful(readBack: readBack) }
    return GainReading(
      date: Date(timeIntervalSince1970: Date().timeIntervalSince1970.rounded(.down)), model: device.capabilities.model,
      serial: device.capabilities.serial, stiffness: 1 / mean, spread: spread, readBack: readBack)
  }
}
