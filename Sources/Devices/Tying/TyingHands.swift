public import Frames
import SimMath

/// Two scripted hands, needle holder and forceps, that tie a thread by instruments: the forceps hold the long end and wind it round
/// the holder's jaws, the holder takes the tail through, the throw is drawn down flat, and so on from the other side.
///
/// They act through the poses and jaws of their instruments alone. What they know is what a person sees and feels: where the thread
/// lies, where it goes into the tissue, whether a throw has formed, and how hard the strands pull. Where no feedback shows these
/// they wait.
public final class TyingHands: Device {
  public let description: DeviceDescription
  public let second: DeviceDescription?

  struct Side {
    var pose: Pose
    /// Where a move began and leads.
    var from: Pose
    var to: Pose?
    /// How far a pull has taken the hand from its way, m.
    var given = Vector3D.zero
    var grip: Double
    var gripFrom: Double
    var gripTo: Double?
    /// Length along the thread at which it is held, m.
    var held: Double?
    /// Height over the tip at which it is held, m.
    var reach: Double
    var tremor: Tremor
    /// Of the thread on the hand, N.
    var pull = Vector3D.zero
    /// Where the hand was in the last two ticks, m, and what it feels of its own motion, N, smoothed.
    var before = [Vector3D]()
    var felt = Vector3D.zero
  }

  /// Of the instruments, kg: a hand knows what it does to them itself.
  private static let masses = [0.038, 0.024]
  /// Share of a tick in what is felt.
  private static let feeling = 0.08

  /// Force of the thread as a hand makes it out: what it feels less what its own motion does.
  private func feel(_ h: Int, _ force: Vector3) {
    let now = sides[h].pose.tip
    var own = Vector3D.zero
    if sides[h].before.count == 2 { own = (Self.masses[h] * 1e6) * (now - 2 * sides[h].before[1] + sides[h].before[0]) }
    sides[h].before = (sides[h].before + [now]).suffix(2)
    sides[h].felt += Self.feeling * (Vector3D(force) + own - sides[h].felt)
    sides[h].pull = sides[h].held == nil ? .zero : sides[h].felt
  }

  let task: TyingTask
  let skill: MotorSkill
  var random: Random
  var sides: [Side]
  var acts: [TyingAct]
  var frame: TyingFrame
  /// Of the throw under way; how often it was begun anew, the tail missed, and bent to its place.
  var number = 0
  var attempts = 0
  var misses = 0
  var timesBent = 0
  /// Whether the strand has been wound round the holder's jaws in this try.
  var isWound = false
  var elapsed = 0
  var ticks = 1
  private var clock = SampleClock()

  // The act under way.
  /// Length along the thread at which the strand is to be taken, m.
  var strandHold = 0.0
  /// How far the strand is wound, rad; how fast the hand goes, m/s; where it began beside its path, and misses it, m.
  var wound = 0.0
  var speed = 0.0
  var velocity = Vector3D.zero
  /// From the loop on the holder's jaws to the forceps as an act begins, unit length.
  var loopWay = Vector3D(0, 0, 1)
  var beside = Vector3D.zero
  var miss = Vector3D.zero
  /// Strand that the hand leaves free as it winds, m.
  var slack = 0.0
  /// Pull that is wanted now, N.
  var wanted = 0.0
  /// Which way the tail is to be bent, unit length, where from, and how far the hand is from the knot, m.
  var bendWay = Vector3D(0, 1, 0)
  var bentFrom = Vector3D.zero
  var radius = 0.0
  /// Pull at which the bend ends, N.
  var bendLimit = 0.0

  /// Of the long end from where the forceps take it, m.
  static let endLeft = 0.003

  /// - Parameters:
  ///   - vessel, truth: what is seen of the stitch and asked for.
  ///   - hand: the dominant one, with the needle holder.
  ///   - throwsWanted: at most 12; nil for as many as are asked for.
  public init(
    vessel: VesselTruth, truth: KnotTruth, level: TraineeLevel, hand: StationRecord.Hand = .right, seed: UInt64,
    throwsWanted: Int? = nil
  ) {
    let id = Self.name(level, isLeftHanded: hand == .left)
    let task = TyingTask(
      knot: truth.place(on: vessel), wallRadius: vessel.outerRadius, diameter: truth.threadDiameter, strength: truth.threadStrength,
      throwsWanted: throwsWanted ?? truth.throwsAsked)
    let end = truth.strand(before: Self.endLeft, on: vessel)
    description = DeviceDescription(id: id, deviceClass: "scripted", limits: .scripted, rendersForce: true)
    second = DeviceDescription(id: "\(id)-forceps", deviceClass: "scripted", limits: .scripted, rendersForce: true)
    self.task = task
    let skill = MotorSkill(level)
    self.skill = skill
    random = Random(seed: seed, stream: 0x54_49_45)
    frame = TyingFrame(origin: task.knot, holder: hand == .right ? 1 : -1, tail: 1, wallRadius: task.wallRadius)
    let frame = frame
    let holder = TyingPose.holder(tip: frame.place(0.030, 0.040, 0), frame.way(0.8, 0.6, 0))
    let forceps = TyingPose.forceps(
      pads: end, frame.way(-0.6, 0.8, 0), reach: TyingPose.firstReach, across: frame.way(0.8, 0.6, 0))
    sides = [(holder, TyingPose.openGrip), (forceps, 0)].enumerated().map { h, start in
      Side(
        pose: start.0, from: start.0, grip: start.1, gripFrom: start.1,
        reach: h == 0 ? TyingPose.holderReach : TyingPose.firstReach, tremor: Tremor(skill, seed: seed &+ UInt64(h)))
    }
    acts = TyingAct.taking + TyingAct.throwing
  }

  /// As a device.
  public static func name(_ level: TraineeLevel, isLeftHanded: Bool) -> String {
    ScriptedSurgeon(task: .tie, level: level, hand: isLeftHanded ? .left : .right).id
  }

  /// Throws that have been drawn down.
  public var throwsTied: Int { number }
  /// Whether a throw did not form however often it was begun.
  public internal(set) var hasGivenUp = false
  /// Whether all throws are tied, or the hands have given up.
  public var isDone: Bool { number >= task.throwsWanted || hasGivenUp }

  public func sample(at tick: Tick, feedback: Feedback?) -> InputFrame? {
    let steps = clock.ticks(to: tick)
    var shake = [Vector3D.zero, .zero]
    for _ in 0..<steps {
      for h in 0..<2 { shake[h] = sides[h].tremor.next() }
      if feedback?.paused != true { advance(feedback) }
    }
    return InputFrame(
      tick: tick, first: (sides[0].pose, sides[0].grip), second: (sides[1].pose, sides[1].grip), shake: shake, isDone: isDone)
  }

  private func advance(_ feedback: Feedback?) {
    guard !isDone, let act = acts.first, let view = feedback?.suture, let sight = TyingSight(view) else { return }
    feel(0, feedback?.force ?? .zero)
    feel(1, feedback?.second?.force ?? .zero)
    if elapsed == 0 { begin(act, sight) }
    elapsed += 1
    guard goOn(act, sight) else { return }
    elapsed = 0
    acts.removeFirst()
    end(act, sight)
  }
}
