import Simulation

/// Step responses and energies over time, for the page on motion.
public enum MotionSeries {
  /// A load let go or laid on at once, with one pass a tick and converged.
  public struct Response: Codable, Sendable {
    public var shape: TissueScene.Shape
    public var poissonRatio: Double
    /// The wall has the viscosity of an aorta's.
    public var isViscous: Bool
    /// Displacement of the scene's probe after each tick, m.
    public var ours: [Double]
    public var converged: [Double]

    /// Ticks until 90% of the converged rest.
    public var riseTime: (ours: Int, converged: Int) {
      (MotionCases.riseTime(ours, rest: rest), MotionCases.riseTime(converged, rest: rest))
    }
    /// Largest difference of both curves, as a share of the rest.
    public var deviation: Double { MotionCases.largestDifference(ours, converged) / abs(rest) }
    private var rest: Double { converged[converged.count - 1] }
  }

  /// A bent bar let go.
  public struct Unrolling: Codable, Sendable {
    public var poissonRatio: Double
    public var turning: Bool
    public var passes: Int
    /// Kinetic and elastic energy after each tick, J; shorter where the bar broke.
    public var energy: [Double]
    /// Ticks until it is straight; nil if it never was.
    public var straight: Int?
    /// Energy made in ticks that made some, and the most that one made, as shares of the first energy.
    public var made: Double
    public var worst: Double
    /// It has more energy than at its start, or is no number any more.
    public var isBroken: Bool { energy.count < MotionSeries.ticks || energy.contains { $0 > 1.01 * energy[0] } }
  }

  /// Stretched muscle that is pushed across (``StretchedBar``): displacement of its end after each tick, m.
  public struct Swing: Codable, Sendable {
    /// With the coarse operator of the mesh as loaded, and with one made anew.
    public var loaded: [Double]
    public var fresh: [Double]
    public var converged: [Double]

    /// Largest difference to the converged curve, as a share of its largest swing.
    public func deviation(_ x: [Double]) -> Double {
      MotionCases.largestDifference(x, converged) / converged.max()!
    }
  }

  public struct Results: Codable, Sendable {
    public var responses: [Response]
    public var unrollings: [Unrolling]
    public var swing: Swing
  }

  static let ticks = 300

  /// Some minutes. `progress` is told the share that is done.
  public static func run(progress: (Double) -> Void) throws -> Results {
    var results = Results(responses: [], unrollings: [], swing: try RefreshCases.swing())
    for (k, (shape, ratio, isViscous)) in [
      (TissueScene.Shape.block, 0.45, false), (.block, 0.49, false), (.tube, 0.45, false), (.tube, 0.49, false),
      (.tube, 0.45, true), (.tube, 0.49, true),
    ].enumerated() {
      let cells = TissueScene.cells(of: shape, thousands: 5)!
      let viscosity: KelvinVoigt? = isViscous ? .aorta : nil
      let scene = try TissueScene(shape, cells: cells, poissonRatio: ratio, viscosity: viscosity)
      let exact = try TissueScene(
        shape, cells: cells, poissonRatio: ratio, viscosity: viscosity, passes: MotionCases.convergedPasses)
      results.responses.append(
        Response(
          shape: shape, poissonRatio: ratio, isViscous: isViscous, ours: MotionCases.series(scene, ticks: ticks),
          converged: MotionCases.series(exact, ticks: ticks)))
      progress(0.14 * Double(k + 1))
    }
    for (ratio, turning, passes) in [
      (0.45, false, 1), (0.45, true, 1), (0.45, true, 20), (0.49, false, 1), (0.49, true, 1), (0.49, true, 20),
    ] {
      let bar = try BentBar(poissonRatio: ratio, turning: turning, passes: passes)
      var state = bar.initialState()
      let run = bar.run(&state, ticks: ticks)
      results.unrollings.append(
        Unrolling(
          poissonRatio: ratio, turning: turning, passes: passes, energy: run.energy, straight: run.straight,
          made: run.made / run.energy[0], worst: run.worst / run.energy[0]))
    }
    progress(1)
    return results
  }
}
