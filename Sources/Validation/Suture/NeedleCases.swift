import Frames
import SimMath
public import Simulation

/// A needle through a slab and a thread torn out of a strip, against what the tissue's data say.
public enum NeedleCases {
  /// What a needle feels on its way.
  public struct Moment: Sendable {
    /// Of the tip along its arc since the start, m.
    public var way: Double
    /// Along the needle against its way, of all tissue and of the tip, N.
    public var force: Double
    public var tipForce: Double
    /// In tissue, m.
    public var length: Double
    public var isInside: Bool
  }

  /// What a thread that is torn out does.
  public struct Pull: Sendable {
    /// Of the hand, m.
    public var way: Double
    /// Of the thread on the tissue, N.
    public var force: Double
    /// How far it has cut, m.
    public var cut: Double
    public var isThreaded: Bool
  }

  /// A 5-0 needle driven along its arc through 3 mm at 11 mm/s until its tip is out again.
  /// - Parameter tools: a needle holder among them.
  public static func drive(tools: [Instrument]) throws -> [Moment] {
    let trial = NeedleTrial()
    let model = try trial.model(tools: tools)
    var state = SimulationState(model: model)
    let team = WorkerTeam()
    let radius = trial.needle.shape.radius
    return (0..<1600).map { _ in
      _ = step(model, &state, trial.driving(state.nextTick, turn: 2.4), on: team)
      return state.withSuture(0) { s in
        let x = s.needle.frame.x
        var angle = Trigonometry.atan2(x.y, x.x) - trial.start
        if angle < -0.5 * Double.pi { angle += 2 * Double.pi }
        return Moment(
          way: radius * angle, force: s.needle.resistance, tipForce: s.needle.tipResistance,
          length: s.needle.lengthInTissue, isInside: s.needle.isInside)
      }
    }
  }

  /// A thread pulled until it is out of the strip, and a little further.
  public static func tear(_ trial: TearOutTrial, tools: [Instrument]) throws -> [Pull] {
    let model = try trial.model(tools: tools)
    var state = SimulationState(model: model)
    let team = WorkerTeam()
    var pulls: [Pull] = []
    for _ in 0..<3000 {
      let tick = state.nextTick
      _ = step(model, &state, trial.pulling(tick), on: team)
      pulls.append(
        state.withSuture(0) { s in
          Pull(
            way: TearOutTrial.way(tick), force: s.force(onPuncture: 0).length, cut: s.tearWork / trial.tissue.tearForce,
            isThreaded: s.isThreaded(0))
        })
      if pulls.count > 100, !pulls[pulls.count - 100].isThreaded { break }
    }
    return pulls
  }

  /// What a needle needs along its way, N: nothing else than the data of cutting and friction.
  public static func closedForm(_ m: Moment, _ tissue: PunctureResistance) -> Double {
    (m.isInside ? tissue.cutting : 0) + tissue.friction * m.length
  }

  private static func median(_ x: [Double]) -> Double {
    let sorted = x.sorted()
    return sorted.isEmpty ? .nan : sorted[sorted.count / 2]
  }

  public static func cases(_ drive: [Moment], _ tear: [Pull], _ trial: TearOutTrial) -> [ValidationCase] {
    let tissue = NeedleTrial().tissue
    let puncture = drive.firstIndex { $0.isInside } ?? drive.count
    let out = drive.lastIndex { $0.isInside }.map { $0 + 1 } ?? drive.count
    // Friction needs some way before it slides.
    let cutting = drive[min(puncture + 100, out)..<out]
    let plateau = drive[out...].dropFirst(20).filter { $0.length > 0 }
    let tearing = zip(tear.dropFirst(), tear).filter { $0.cut > $1.cut }.map { $0.0.force }
    let cut = tear.last?.cut ?? .nan
    return [
      .relative(
        id: "needle.puncture", ours: drive[..<puncture].map(\.tipForce).max() ?? .nan, reference: tissue.threshold,
        unit: "N", bound: 0.02, source: "datum: force at which the tip goes in"),
      .relative(
        id: "needle.tip-inside", ours: median(cutting.map(\.tipForce)), reference: tissue.cutting, unit: "N",
        bound: 0.05, source: "datum: force of cutting"),
      .relative(
        id: "needle.inside", ours: median(cutting.map { $0.force / closedForm($0, tissue) }), reference: 1, unit: "-",
        bound: 0.05, source: "cutting + friction x length inside"),
      .relative(
        id: "needle.plateau", ours: median(plateau.map { $0.force / closedForm($0, tissue) }), reference: 1, unit: "-",
        bound: 0.05, source: "friction x length inside, the tip out"),
      .relative(
        id: "needle.tear-out", ours: median(tearing), reference: trial.tissue.tearForce, unit: "N", bound: 0.03,
        source: "datum: force at which a thread cuts through"),
      .relative(
        id: "needle.tear-way", ours: cut, reference: trial.edgeDistance, unit: "m", bound: 0.25,
        source: "it is out once it has cut to the edge, through tissue that the pull strains"),
    ]
  }
}
