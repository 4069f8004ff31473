import Frames
import SimMath
import Testing

@testable import Devices

/// A script that only does what it was given.
private final class Fixed: Script {
  private var acts: [Act]
  init(_ acts: [Act]) { self.acts = acts }
  func perceive(_ percept: Percept) {}
  func next(at tick: Tick, place: HandPlace) -> [Act] {
    let all = acts
    acts = []
    return all
  }
}

@Suite struct MotorTests {
  private func poses(
    _ acts: [Act], skill: MotorSkill, ticks: Int, seed: UInt64 = 1, still: Vector3 = .zero
  ) -> [Vector3D] {
    let device = ScriptedDevice(
      id: "test", context: Phantom().context(seed: seed), skill: skill, script: Fixed(acts))
    var result: [Vector3D] = []
    for k in 0..<ticks {
      var feedback = Feedback(tick: Tick(UInt64(max(0, k - 1))))
      feedback.force = still
      if let input = device.sample(at: Tick(UInt64(k)), feedback: k == 0 ? nil : feedback) {
        result.append(Vector3D(input.pose.position))
      }
    }
    return result
  }

  @Test func aReachHasTheBellOfMinimumJerk() throws {
    let start = HandFrame.rest(Phantom().context)
    var goal = start
    goal.axial += 0.02
    let way = poses([.move(goal, seconds: 0.4)], skill: .machine, ticks: 500)
    let speed = (1..<way.count).map { (way[$0] - way[$0 - 1]).length * 1000 }
    let moving = speed.indices.filter { speed[$0] > 1e-6 }
    let first = try #require(moving.first)
    let top = try #require(speed.max())
    #expect(abs(top - 1.875 * 0.02 / 0.4) < 0.002)
    // Symmetric about the middle, where it is fastest.
    #expect(abs(Double(speed.firstIndex(of: top)! - first) - 200) < 6)
    for k in [50, 100, 150] { #expect(abs(speed[first + k] - speed[first + 399 - k]) < 0.003) }
    #expect(abs(way[way.count - 1].z - goal.axial) < 1e-6)
  }

  @Test(arguments: TraineeLevel.allCases)
  func tremorLiesBetweenEightAndTwelveHertz(_ level: TraineeLevel) {
    let way = poses([.wait(9)], skill: MotorSkill(level), ticks: 8192)
    let x = way.map(\.x)
    let mean = x.reduce(0, +) / Double(x.count)
    func power(_ hertz: Double) -> Double {
      var a = 0.0
      var b = 0.0
      for (i, v) in x.enumerated() {
        let (s, c) = Trigonometry.sincos(2 * Double.pi * hertz * Double(i) / 1000)
        a += (v - mean) * c
        b += (v - mean) * s
      }
      return a * a + b * b
    }
    let step = 1000 / 8192.0
    var inside = 0.0
    var all = 0.0
    for k in 1...400 {
      let p = power(Double(k) * step)
      all += p
      if (8...12).contains(Double(k) * step) { inside += p }
    }
    #expect(inside / all > 0.85)
    let rms = (x.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(x.count)).squareRoot()
    let wanted = TraineeTable.tremorAmplitude[level]
    #expect(rms > 0.7 * wanted && rms < 1.3 * wanted)
  }

  @Test func theErrorOfAReachGrowsWithItsLength() {
    let start = HandFrame.rest(Phantom().context)
    func spread(_ length: Double) -> Double {
      var sum = 0.0
      for seed in 1...60 as ClosedRange<UInt64> {
        var skill = MotorSkill(.novice)
        skill.tremorAmplitude = 0
        var goal = start
        goal.axial += length
        let way = poses([.move(goal, seconds: 0.5)], skill: skill, ticks: 900, seed: seed)
        let error = way[way.count - 1].z - goal.axial
        sum += error * error
      }
      return (sum / 60).squareRoot()
    }
    let short = spread(0.01)
    let long = spread(0.04)
    let share = TraineeTable.reachNoise[.novice]
    #expect(abs(short / 0.01 - share) < 0.3 * share)
    #expect(abs(long / 0.04 - share) < 0.3 * share)
  }

  @Test func aMissIsCorrectedByASecondMovement() {
    var skill = MotorSkill(.novice)
    skill.tremorAmplitude = 0
    skill.reachNoise = 0.15
    let start = HandFrame.rest(Phantom().context)
    var goal = start
    goal.axial += 0.025
    var corrected = 0
    var before = 0.0
    var after = 0.0
    for seed in 1...30 as ClosedRange<UInt64> {
      let way = poses([.reach(goal)], skill: skill, ticks: 3000, seed: seed)
      let target = HandFrame(context: Phantom().context).pose(goal, tool: .palpationProbe).position
      // Stillness for a tenth of a second ends the first movement.
      let speed = (1..<way.count).map { (way[$0] - way[$0 - 1]).length * 1000 }
      guard let began = speed.firstIndex(where: { $0 > 0.001 }),
        let stop = (began + 60..<speed.count - 100).first(where: { i in speed[i..<i + 100].allSatisfy { $0 < 1e-5 } })
      else { continue }
      let first = (way[stop] - Vector3D(target)).length
      let last = (way[way.count - 1] - Vector3D(target)).length
      before += first
      after += last
      if speed[(stop + 100)...].contains(where: { $0 > 0.001 }) { corrected += 1 }
    }
    #expect(corrected >= 10)
    #expect(after < 0.6 * before)
  }

  @Test func aHardTouchIsAnsweredNotBeforeTheReactionTime() {
    for level in TraineeLevel.allCases {
      let touch = HandFrame.rest(Phantom().context).raised(to: 0)
      func run(surprise: Bool) -> [Vector3D] {
        let device = ScriptedDevice(
          id: "test", context: Phantom().context, skill: MotorSkill(level),
          script: Fixed([.move(touch, seconds: 0.3), .contact(force: 1, seconds: 4, look: false)]))
        return (0..<3000).compactMap { k in
          var feedback = Feedback(tick: Tick(UInt64(max(0, k - 1))))
          feedback.force = Vector3(0, surprise && k >= 2000 ? 6 : 1, 0)
          feedback.inContact = true
          let input = device.sample(at: Tick(UInt64(k)), feedback: k == 0 ? nil : feedback)
          return input.map { Vector3D($0.pose.position) }
        }
      }
      let calm = run(surprise: false)
      let struck = run(surprise: true)
      let answer = calm.indices.first { calm[$0] != struck[$0] } ?? 0
      let reaction = Int(TraineeTable.reactionTime[level] * 1000)
      #expect(answer >= 2000 + reaction)
      #expect(answer <= 2000 + reaction + 60)
      // Away from the vessel.
      #expect(struck[2000 + reaction + 200].y > calm[2000 + reaction + 200].y + 1e-4)
    }
  }

  @Test func theWayRoundTheVesselNeverCutsThroughIt() {
    let context = Phantom().context
    for skill in [MotorSkill(.novice), .machine] {
      let a = HandPlace(angle: -1.3, axial: 0.01, height: 3e-3)
      let b = HandPlace(angle: 1.3, axial: 0.05, height: 3e-3)
      let way = poses([.reach(a), .reach(b), .reach(a)], skill: skill, ticks: 6000)
      let least = way.map { ($0.x * $0.x + $0.y * $0.y).squareRoot() }.min()!
      #expect(least > context.vessel.outerRadius + context.probeTipRadius)
    }
  }

  @Test func askedAgainItRepeatsThePoseAndNotTheCommand() throws {
    let device = ScriptedDevice(
      id: "test", context: Phantom().context, skill: MotorSkill(.expert), script: Fixed([.command(.finish, 0)]))
    _ = device.sample(at: Tick(0), feedback: nil)
    let input = try #require(device.sample(at: Tick(1), feedback: Feedback(tick: Tick(0))))
    #expect(input.command == .finish)
    let again = try #require(device.sample(at: Tick(1), feedback: Feedback(tick: Tick(0))))
    #expect(again.command == .none)
    #expect(again.pose == input.pose)
  }

  @Test func ticksThatWereLeftOutAreMadeUpWithoutLosingACommand() throws {
    var goal = HandFrame.rest(Phantom().context)
    goal.axial += 0.02
    func device() -> ScriptedDevice {
      ScriptedDevice(
        id: "test", context: Phantom().context, skill: .machine,
        script: Fixed([.move(goal, seconds: 0.3), .command(.finish, 0), .wait(1)]))
    }
    let every = device()
    let some = device()
    _ = every.sample(at: Tick(0), feedback: nil)
    _ = some.sample(at: Tick(0), feedback: nil)
    var commands = 0
    for k in 1...400 as ClosedRange<UInt64> {
      let a = try #require(every.sample(at: Tick(k), feedback: Feedback(tick: Tick(k - 1))))
      guard k % 7 == 0 else { continue }
      let b = try #require(some.sample(at: Tick(k), feedback: Feedback(tick: Tick(k - 1))))
      if b.command == .finish { commands += 1 }
      if k < 290 { #expect((a.pose.position - b.pose.position).length < 1e-6) }
    }
    #expect(commands == 1)
  }

  @Test func itHoldsStillWhilePaused() throws {
    let device = try DeviceFactory.make("novice", context: Phantom().context)
    var phantom = Phantom()
    var latest: Feedback?
    var held: [Vector3] = []
    for k in 0..<4000 as Range<UInt64> {
      let input = try #require(device.sample(at: Tick(k), feedback: latest))
      latest = phantom.step(input)
      latest?.paused = k >= 2000
      if k > 2001 {
        held.append(input.pose.position)
        #expect(input.command == .none)
      }
    }
    let most = held.map { ($0 - held[0]).length }.max() ?? 1
    #expect(most < 1e-3)
  }
}
