import Frames
import SimMath
public import Simulation

/// Pledgets and snares against what they are for.
public enum BolsterCases {
  /// How far each hand has drawn, m, the mean pull of both, N, and how far the thread has cut into the tissue, m.
  public struct Moment: Sendable {
    public var way: Double
    public var pull: Double
    public var cut: Double
  }

  /// A mattress stitch that was drawn.
  public struct Drawn: Sendable {
    /// While the hands draw.
    public var moments: [Moment] = []
    /// Mean pull of both hands at the end, N, and when its thread first cut into the tissue; nil where it did not.
    public var pull = 0.0
    public var cutAt: Double?
    /// Of cutting, J.
    public var work = 0.0
    /// Force of the thread on the pledget and of the tissue on it at the end, N.
    public var thread = Vector3D.zero
    public var tissue = Vector3D.zero
  }

  /// - Parameter tools: forceps and a needle holder among them; here and below.
  public static func draw(_ trial: PledgetTrial, tools: [Instrument]) throws -> Drawn {
    let model = try trial.model(tools: tools)
    var state = SimulationState(model: model)
    let team = WorkerTeam()
    var drawn = Drawn()
    for _ in 0..<(trial.ticks + 300) {
      let way = trial.way(state.nextTick)
      _ = step(model, &state, trial.drawing(state.nextTick), on: team)
      state.withSuture(0) { s in
        drawn.pull = 0.5 * (s.force(onHand: 0).length + s.force(onHand: 1).length)
        drawn.work = s.tearWork
        if drawn.cutAt == nil && s.tearWork > 0 { drawn.cutAt = drawn.pull }
        if way > 0 && way < trial.pull {
          drawn.moments.append(Moment(way: way, pull: drawn.pull, cut: s.tearWork / (2 * trial.tissue.tearForce)))
        }
        guard s.bolsters.count > 0 else { return }
        drawn.thread = (0..<BolsterModel.mouthCount).reduce(.zero) { $0 + s.force(onMouth: $1, of: 0) }
        drawn.tissue = s.bolsters.press(0)
      }
    }
    return drawn
  }

  /// A purse string when it is drawn through its snare, and when the hands have let go.
  public struct Tightened: Sendable {
    /// Thread between the first hole in the tissue and the last, m: as laid, drawn, and let go.
    public var laid = 0.0
    public var drawn = 0.0
    public var released = 0.0
  }

  public static func tighten(_ trial: SnareTrial, tools: [Instrument]) throws -> Tightened {
    let model = try trial.model(tools: tools)
    var state = SimulationState(model: model)
    let team = WorkerTeam()
    var string = Tightened(laid: SnareTrial.string(state))
    for i in 0..<trial.settled {
      _ = step(model, &state, trial.input(state.nextTick), on: team)
      if i == trial.drawn { string.drawn = SnareTrial.string(state) }
    }
    string.released = SnareTrial.string(state)
    return string
  }

  /// The cases, and the stitch without a pledget and with one.
  public struct Results: Sendable {
    public var cases: [ValidationCase]
    public var bare: Drawn
    public var padded: Drawn
  }

  /// - Parameter progress: told the share that is done.
  public static func all(tools: [Instrument], progress: (Double) -> Void = { _ in }) throws -> Results {
    var trial = PledgetTrial()
    trial.pull = 0.007_5
    trial.hasPledget = false
    let bare = try draw(trial, tools: tools)
    progress(0.3)
    trial.hasPledget = true
    let padded = try draw(trial, tools: tools)
    progress(0.6)
    let snare = try tighten(SnareTrial(), tools: tools)
    progress(0.8)
    var slack = SnareTrial()
    slack.clamps = false
    let open = try tighten(slack, tools: tools)
    progress(1)
    let tear = trial.tissue.tearForce
    let cutAt = bare.cutAt ?? .nan
    // A thread at a right angle pulls with the diagonal of both its tensions, which friction in the bend sets apart.
    let friction = Trigonometry.exp(-SuturePuncture.usualFriction * 0.5 * Double.pi)
    let atHole = tear / (1 + friction * friction).squareRoot()
    func rounded(_ x: Double) -> Double { (100 * x).rounded() / 100 }
    let cases: [ValidationCase] = [
      .relative(
        id: "bolster.pledget.without", ours: cutAt, reference: atHole, unit: "N", bound: 0.2,
        source: "pull at which a bight cuts in: a right angle at the hole, capstan friction, the tissue's tear-out force"),
      .absolute(
        id: "bolster.pledget.cut", ours: padded.work, reference: 0, unit: "J", bound: 1e-6,
        source: "work of cutting with a pledget under it, drawn with \(rounded(padded.pull / cutAt)) times that pull"),
      .absolute(
        id: "bolster.pledget.balance", ours: (padded.thread + padded.tissue).length, reference: 0, unit: "N",
        bound: 0.005 * padded.tissue.length,
        source: "thread and tissue on the pledget at rest, \(rounded(padded.tissue.length)) N each"),
      .relative(
        id: "bolster.snare.clamped", ours: snare.released, reference: snare.drawn, unit: "m", bound: 0.02,
        source: "thread of a purse string after the hands have let go, and before"),
      .relative(
        id: "bolster.snare.open", ours: open.released, reference: open.laid, unit: "m", bound: 0.1,
        source: "the same without a clamp, and as laid: it comes loose"),
    ]
    return Results(cases: cases, bare: bare, padded: padded)
  }
}
