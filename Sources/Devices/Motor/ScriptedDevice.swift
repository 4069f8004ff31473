public import Frames
import SimMath

/// A scripted hand: a motor model that carries out the acts of a script.
///
/// Reaches have minimum jerk and miss by signal-dependent noise (Harris and Wolpert 1998), then follow corrective
/// submovements (Meyer et al. 1988); tremor lies on everything; nothing is acted upon sooner than the reaction time.
/// The frame of percepts is a ring that holds what the simulation showed, so that the script cannot look past it.
public final class ScriptedDevice: Device {
  public let description: DeviceDescription

  private let frame: HandFrame
  private let skill: MotorSkill
  private let script: any Script
  private var random: Random
  private var tremor: Tremor

  private var lastTick: Tick?
  private var lastFrame: InputFrame?
  private var tool = Tool.palpationProbe
  /// Where the hand means to be, without tremor.
  private var place: HandPlace
  private var handHeight: Double
  private var doing = Percept.Doing.other

  private var ring: [Percept] = []
  private var ringNext = 0
  private var perceived: Percept?
  private var filteredForce = 0.0

  private var queue: [Act] = []
  private var queueNext = 0
  private var current: Performance?
  private var actCount = 0
  private var resting = false

  /// An act under way.
  private struct Performance {
    var act: Act
    var number: Int
    var elapsed = 0
    var ticks = 0
    var from: HandPlace
    var to: HandPlace
    /// How far the way rises above the straight one, m.
    var arch = 0.0
    var forceTarget = 0.0
    var touchedTicks = 0
    var corrections = 0
    var delay = 0
    /// Added to the place for the moment: pressing and rolling.
    var overlay = HandPlace(angle: 0, axial: 0, height: 0)
  }

  init(id: String, context: DeviceContext, skill: MotorSkill, script: any Script) {
    description = DeviceDescription(id: id, deviceClass: "scripted", limits: .scripted, rendersForce: true)
    frame = HandFrame(context: context)
    self.skill = skill
    self.script = script
    random = Random(seed: context.seed, stream: 0x48_41_4E_44)
    tremor = Tremor(skill, seed: context.seed)
    place = HandFrame.rest(context)
    handHeight = place.height
  }

  public func sample(at tick: Tick, feedback: Feedback?) -> InputFrame? {
    guard let last = lastTick else {
      lastTick = tick
      return advance(to: tick, feedback: feedback)
    }
    guard last < tick else {
      var again = lastFrame
      again?.tick = tick
      again?.command = .none
      again?.argument = 0
      return again
    }
    // Make up for ticks that were left out, but never lose a command by it.
    var missed = min(tick - last, 50)
    var result = advance(to: tick, feedback: feedback)
    while missed > 1 && result.command == .none {
      result = advance(to: tick, feedback: feedback)
      missed -= 1
    }
    lastTick = tick
    return result
  }

  private func advance(to tick: Tick, feedback: Feedback?) -> InputFrame {
    var command = Command.none
    var argument: UInt8 = 0
    if let feedback {
      sense(feedback)
      if !feedback.paused { (command, argument) = perform(tick) }
    }
    var shown = place
    if let p = current {
      shown.angle += p.overlay.angle
      shown.axial += p.overlay.axial
      shown.height += p.overlay.height
    }
    var pose = frame.pose(shown, tool: tool)
    pose.position = Vector3(Vector3D(pose.position) + tremor.next())
    handHeight = frame.height(of: pose.position, tool: tool)
    let result = InputFrame(tick: tick, pose: pose, command: command, argument: argument)
    lastFrame = result
    return result
  }

  /// Puts what is seen and felt now into the ring and takes out what reaches awareness now.
  private func sense(_ feedback: Feedback) {
    let normal = frame.normal(place.angle)
    let now = Percept(
      feedback: feedback, handHeight: handHeight, normalForce: Vector3D(feedback.force).dot(normal), doing: doing,
      act: current?.number ?? -1)
    if ring.count < max(1, skill.reactionTicks) {
      ring.append(now)
      return
    }
    let past = ring[ringNext]
    ring[ringNext] = now
    ringNext = (ringNext + 1) % ring.count
    perceived = past
    filteredForce += (past.normalForce - filteredForce) / 80
    script.perceive(past)
  }

  private func perform(_ tick: Tick) -> (Command, UInt8) {
    doing = .other
    if current == nil { begin(tick) }
    guard var p = current else { return (.none, 0) }
    if case .command(let command, let argument) = p.act {
      current = nil
      if command == .takeTool, let taken = Tool(rawValue: argument) {
        place.height += frame.tipOffset(tool) - frame.tipOffset(taken)
        tool = taken
      }
      return (command, argument)
    }
    let finished = proceed(&p)
    current = finished ? nil : p
    return (.none, 0)
  }

  private func begin(_ tick: Tick) {
    if queueNext >= queue.count {
      guard !resting else { return }
      queue = script.next(at: tick, place: place)
      queueNext = 0
      guard !queue.isEmpty else {
        resting = true
        return
      }
    }
    let act = queue[queueNext]
    queueNext += 1
    actCount += 1
    var p = Performance(act: act, number: actCount, from: place, to: place)
    switch act {
    case .reach(let target):
      aim(&p, at: target)
    case .move(let target, let seconds):
      p.to = missed(target)
      p.ticks = max(1, Int((seconds * vary(skill.durationNoise) * 1000).rounded()))
    case .feel(_, let force, let seconds, _, _, _):
      p.forceTarget = force * vary(skill.forceNoise)
      p.ticks = max(1, Int((seconds * 1000).rounded()))
    case .contact(let force, let seconds, _):
      p.forceTarget = force * vary(skill.forceNoise)
      p.ticks = max(1, Int((seconds * 1000).rounded()))
    case .slide(let target, let seconds, let force, _):
      p.to = missed(target)
      p.forceTarget = force * vary(skill.forceNoise)
      p.ticks = max(1, Int((seconds * 1000).rounded()))
    case .wait(let seconds):
      p.ticks = Int((seconds * 1000).rounded())
    case .command:
      break
    }
    current = p
  }

  /// One tick of an act; true when it is done.
  private func proceed(_ p: inout Performance) -> Bool {
    if p.delay > 0 {
      p.delay -= 1
      return false
    }
    p.elapsed += 1
    let s = p.ticks > 0 ? min(1, Double(p.elapsed) / Double(p.ticks)) : 1
    switch p.act {
    case .reach(let target):
      travel(p, s)
      guard p.elapsed >= p.ticks else { return false }
      let off = frame.distance(place, target)
      guard off > skill.correctionTolerance, p.corrections < 2 else { return true }
      p.corrections += 1
      let corrections = p.corrections
      aim(&p, at: target)
      p.corrections = corrections
      p.arch = 0
      p.delay = Int((skill.correctionLatency * 1000).rounded())
      return false
    case .move:
      travel(p, s)
      return p.elapsed >= p.ticks
    case .feel(let id, _, _, let cycles, let depth, let roll):
      control(p)
      let swing = 2 * Double.pi * cycles * s
      p.overlay.height = -depth * 0.5 * (1 - Trigonometry.cos(swing))
      p.overlay.angle = roll / frame.outerRadius * Trigonometry.sin(2 * Double.pi * MinimumJerk.fraction(s))
      doing = .feeling(id: id, phase: 2 * s - 1)
      return p.elapsed >= p.ticks
    case .contact(_, _, let look):
      control(p)
      if look { doing = .looking }
      if let seen = perceived, seen.act == p.number, seen.feedback.inContact, filteredForce > 0.6 * p.forceTarget {
        p.touchedTicks += 1
      }
      return p.elapsed >= p.ticks && (p.touchedTicks >= 30 || p.elapsed >= p.ticks + 1000)
    case .slide(_, _, _, let look):
      let height = place.height
      place = HandPlace.mix(p.from, p.to, ease(s))
      place.height = height
      control(p)
      if look { doing = .looking }
      return p.elapsed >= p.ticks
    case .wait:
      return p.elapsed >= p.ticks
    case .command:
      return true
    }
  }

  private func travel(_ p: Performance, _ s: Double) {
    place = HandPlace.mix(p.from, p.to, MinimumJerk.fraction(s))
    place.height += p.arch * 16 * s * s * (1 - s) * (1 - s)
  }

  /// Moves the hand in or out until the perceived force is the wanted one: slowly, since it is felt late.
  private func control(_ p: Performance) {
    guard let seen = perceived, seen.act == p.number else { return }
    let gain = 0.6e-3  // m/s per N: with 4 N/mm and a delay of 0.33 s the phase margin is 45 degrees
    let error = filteredForce - p.forceTarget
    // A hard surprise makes anyone draw back at once.
    let speed = filteredForce > 2.5 * p.forceTarget ? 10e-3 : min(3e-3, max(-1.5e-3, gain * error))
    place.height = max(-5e-3, place.height + speed * 0.001)
  }

  /// Constant speed with a soft start and stop of a tenth of the time each.
  private func ease(_ s: Double) -> Double {
    let ramp = 0.1
    let v = 1 / (1 - ramp)
    if s < ramp { return 0.5 * v * s * s / ramp }
    if s > 1 - ramp { return 1 - 0.5 * v * (1 - s) * (1 - s) / ramp }
    return v * (s - 0.5 * ramp)
  }

  private func aim(_ p: inout Performance, at target: HandPlace) {
    p.from = place
    p.to = missed(target)
    p.elapsed = 0
    let way = frame.distance(place, target)
    p.arch = 0.12 * way
    let bits = Trigonometry.log(way / 3e-3 + 1) / 0.693_147_180_559_945_309_42
    let turning = 0.25 * abs(target.turn - place.turn)
    let seconds = max(
      skill.fittsIntercept + skill.fittsSlope * bits + turning,
      MinimumJerk.peakSpeedFactor * (way + 2 * p.arch) / skill.peakSpeed)
    p.ticks = max(1, Int((max(0.08, seconds * vary(skill.durationNoise)) * 1000).rounded()))
  }

  /// Where a movement aimed at `target` will really end: the error grows with the way.
  private func missed(_ target: HandPlace) -> HandPlace {
    let sd = skill.reachNoise * frame.distance(place, target)
    guard sd > 0 else { return target }
    return HandPlace(
      angle: target.angle + sd * bell() / frame.outerRadius, axial: target.axial + sd * bell(),
      height: target.height + 0.5 * sd * bell(), turn: target.turn)
  }

  /// A factor around 1 with the standard deviation `sd`.
  private func vary(_ sd: Double) -> Double { sd > 0 ? 1 + sd * bell() : 1 }

  /// A standard normal number held to 2.5 standard deviations: a hand has no wild outliers.
  private func bell() -> Double { random.bell() }
}
