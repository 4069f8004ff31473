public import Anatomy
public import Devices
public import Frames
public import Knots
import SimMath
public import Simulation

/// Scripted hands that tie a stitch over a vessel's wall, tick by tick as in a session: what they feel and see is a tick old.
public struct TyingTrial: Sendable {
  public var vessel: VesselTruth
  public var truth: KnotTruth
  public var parameters: KnotParameters
  public var level: TraineeLevel
  /// The dominant one, with the needle holder.
  public var isLeftHanded: Bool
  public var seed: UInt64
  /// Throws to tie; `truth` asks for as many in a session.
  public var throwsWanted: Int
  /// When a trial ends however far it is, s of the simulation.
  public var longest: Double

  /// - Parameter parameters: with a needle holder and forceps in the hands.
  public init(
    vessel: VesselTruth, truth: KnotTruth, parameters: KnotParameters, level: TraineeLevel, isLeftHanded: Bool = false,
    seed: UInt64, throwsWanted: Int? = nil, longest: Double = 240
  ) {
    self.vessel = vessel
    self.truth = truth
    self.parameters = parameters
    self.level = level
    self.isLeftHanded = isLeftHanded
    self.seed = seed
    self.throwsWanted = throwsWanted ?? truth.throwsAsked
    self.longest = longest
  }

  public enum End: String, Sendable, Codable { case tied, gaveUp, broke, ranOut }

  /// A knot after one more throw has been drawn down and the tail let go.
  public struct Throw: Sendable {
    /// s from the start.
    public var time: Double
    public var reading: KnotReading
    /// From the first throw to the tissue between the holes, m.
    public var gap: Double
  }

  public struct Result: Sendable {
    public var end: End
    public var throwsTied: [Throw] = []
    /// s from the start to the end.
    public var time = 0.0
    /// Largest tension in a tick that was solved, as a share of what breaks the thread.
    public var pull = 0.0
    /// Share of the ticks in which the thread's solver did not come to its end.
    public var unsolved = 0.0
  }

  public func run() throws(TissueError) -> Result {
    let model = try KnotBuilder.build(vessel: vessel, truth: truth, parameters: parameters)
    var state = SimulationState(model: model)
    let hands = TyingHands(
      vessel: vessel, truth: truth, level: level, hand: isLeftHanded ? .left : .right, seed: seed,
      throwsWanted: throwsWanted)
    let place = truth.place(on: vessel)
    let team = WorkerTeam()
    var felt: [Vector3] = [.zero, .zero]
    var result = Result(end: .ranOut)
    var unsolved = 0
    while !hands.isDone && state.nextTick.seconds < longest {
      let tick = state.nextTick
      var seen = Feedback(tick: tick)
      seen.suture = state.withSuture(0) { $0.view }
      seen.force = felt[0]
      seen.second = HandFeedback(
        force: felt[1], torque: .zero, graspForce: 0, tool: .forceps, toolPose: .identity, inContact: false)
      let tied = hands.throwsTied
      guard let input = hands.sample(at: tick, feedback: seen) else { break }
      if hands.throwsTied > tied {
        let knot = state.withSuture(0) { s in s.strands.map { (KnotReading(strands: $0), $0) } }
        if let (reading, strands) = knot {
          result.throwsTied.append(
            Throw(time: tick.seconds, reading: reading, gap: reading.gap(to: place, strands: strands)))
        }
      }
      let output = step(model, &state, input, on: team)
      felt = [output.hands[0].forceSent, output.hands[1].forceSent]
      let thread = state.withSuture(0) { $0.output }
      if thread.status.contains(.behind) {
        unsolved += 1
      } else {
        result.pull = max(result.pull, thread.largestTension / truth.threadStrength)
      }
      if thread.brokenSegment >= 0 {
        result.end = .broke
        break
      }
    }
    if result.end != .broke { result.end = hands.hasGivenUp ? .gaveUp : hands.isDone ? .tied : .ranOut }
    result.time = state.nextTick.seconds
    result.unsolved = Double(unsolved) / Double(max(1, state.nextTick.rawValue))
    return result
  }
}
