import Frames
import SimMath
import Simulation

/// The stiffest coupling with which a device presses quietly on a rigid wall, beside what theory allows.
public struct WallLimit: Equatable, Sendable, Codable {
  public var device: String
  /// K < 2 b / (T + 2 t_d), N/m: passive for any hand, whatever dry friction and encoder do (Colgate and Schenkel 1997,
  /// with the delay of Diolaiti et al. 2006). b is the device's physical damping; a virtual damper B takes |B| from it.
  public var bound: Double
  /// The same with the coupling's damper: 2 (b - |B|) / (T + 2 t_d); negative where the damper alone is too much.
  public var boundWithDamper: Double
  /// Highest stiffness of the coupling through the real tick and force chain, worst of all hands, N/m: with nothing
  /// left that the encoder sees, and without a growing oscillation. `HapticWall.highest` where the search met no limit.
  public var quiet: Double
  public var stable: Double
  /// What the product drives the device with, N/m.
  public var used: Double
  /// What one encoder step in a tick adds to the force through the coupling's damper, N: the grain of a slow motion.
  public var grain: Double

  enum CodingKeys: String, CodingKey {
    case device, bound, quiet, stable, used, grain
    case boundWithDamper = "bound_with_damper"
  }

  /// Ends of the search, N/m.
  public static let lowest = 20.0
  public static let highest = 40_000.0

  /// 2 (b - |B|) / (T + 2 t_d), N/m.
  ///
  /// - Parameters:
  ///   - damping: physical, N s/m.
  ///   - virtualDamping: N s/m.
  ///   - period: s.
  ///   - delay: s.
  public static func passiveStiffness(
    damping: Double, virtualDamping: Double = 0, period: Double = 0.001, delay: Double
  ) -> Double {
    2 * (damping - abs(virtualDamping)) / (period + 2 * delay)
  }

  /// Searches a device's limits; takes some tens of seconds.
  ///
  /// - Parameter seconds: length of each trial.
  /// - Throws: `TissueError` if the wall cannot be built.
  public static func find(_ device: DeviceModel, delay: Double = 0.001, seconds: Double = 6) throws -> WallLimit {
    let damper = device.couplingDamping.value
    func worst(_ stiffness: Double) throws -> ClosedLoopResult.Verdict {
      let driven = device.coupled(stiffness: stiffness, damping: damper)
      let built = try HapticScene.wall.build(limits: driven.limits)
      var verdict = ClosedLoopResult.Verdict.quiet
      for hand in HandModel.all {
        let options = ClosedLoop.Options(seconds: seconds, cycle: seconds / 3, delay: delay)
        switch ClosedLoop(built, device: driven, hand: hand, options: options).run().verdict {
        case .quiet: break
        case .buzz: verdict = .buzz
        case .unstable: return .unstable
        }
      }
      return verdict
    }
    let b = device.damping.value
    let quiet = try bisect { try worst($0) == .quiet }
    let stable = try bisect(from: quiet) { try worst($0) != .unstable }
    let used = try HapticScene.wall.build(limits: device.limits).model.coupling
    return WallLimit(
      device: device.id, bound: passiveStiffness(damping: b, delay: delay),
      boundWithDamper: passiveStiffness(damping: b, virtualDamping: damper, delay: delay), quiet: quiet, stable: stable,
      used: device.couplingStiffness.value, grain: Double(used.damping) * device.encoderStep.value / 0.001)
  }

  /// The highest number that passes, to 4%, if all below a limit pass and none above; `lowest` or `highest` at the
  /// ends.
  static func bisect(from: Double = lowest, _ passes: (Double) throws -> Bool) rethrows -> Double {
    var (low, high) = (from, highest)
    if try passes(high) { return high }
    while high / low > 1.04 {
      let middle = (low * high).squareRoot()
      if try passes(middle) { low = middle } else { high = middle }
    }
    return low
  }
}
