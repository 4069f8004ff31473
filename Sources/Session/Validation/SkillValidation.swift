import Devices
import Frames
import RealTime
import Scenarios
public import Scoring
import Synchronization

/// Runs every scripted trainee on every patient in memory, one session per core, and puts the scores in a table.
public enum SkillValidation {
  /// - Parameters:
  ///   - patients: how many, from `firstPatient` on.
  ///   - leastEffect: see `SkillTable`.
  ///   - cores: sessions at a time; the table does not depend on it.
  ///   - goOn: asked with the share that is done (0...1); false stops.
  /// - Returns: nil if it was stopped.
  public static func run(
    scenario id: String, patients: Int, leastEffect: Double = SkillTable.leastEffect, cores: Int, goOn: @escaping (Double) -> Bool = { _ in true }
  ) throws -> SkillTable? {
    let scenario = try ScenarioLoader.load(id: id)
    let devices = SkillTable.levels + SkillTable.cheaters
    let work = Work(scenario: scenario, devices: devices, patients: patients)
    let threads = try (0..<max(1, min(cores, patients))).map { _ in
      try NativeThread(name: "validate", stackSize: 8 << 20) { work.run() }
    }
    while !work.isOver {
      MonotonicClock.sleep(for: 50_000_000)
      if !goOn(work.share) { work.stop() }
    }
    for thread in threads { thread.join() }
    return try work.table(leastEffect: leastEffect)
  }

  /// The first patient's seed. The scripted trainees were changed after looking at patients 1, 2, 7, 101 to 106 and 301
  /// to 308: none of those.
  public static let firstPatient: UInt64 = 201

  /// One session in memory: scored, not written.
  public static func session(
    scene: Scene, device spec: String, seed: UInt64, goOn: (SessionProgress) -> Bool = { _ in true }
  ) throws -> Scorecard {
    let device = try DeviceFactory.make(spec, context: Scene.context(scene.scenario, seed: seed))
    let header = SessionHeader(
      session: "in-memory", trainee: SessionRunner.pseudonym(device.description), began: "", writer: "",
      device: device.description, truth: scene.truth, rubric: scene.scenario.rubric, sceneHash: scene.hash)
    let stepper = TissueStepper(scene: scene, workers: 1)
    let sink = ScoreSink(header: header)
    let ticks = UInt64((scene.scenario.timeLimit * Double(Tick.perSecond)).rounded())
    let loop = FastLoop(stepper: stepper, device: device, limits: SessionLimits(ticks: ticks))
    let result = loop.run(emit: sink.write, goOn: goOn)
    sink.close(result.end)
    return sink.scorecard(logHash: "")
  }

  /// The patients still to do, shared by the threads. Results are kept by place, so that their order is always the same.
  private final class Work: Sendable {
    let scenario: Scenario
    let devices: [String]
    let patients: Int
    private let next = Atomic<Int>(0)
    private let done = Atomic<Int>(0)
    private let running = Atomic<Int>(0)
    private let stopped = Atomic<Bool>(false)
    private let cards: Mutex<[[Scorecard?]]>
    private let error = Mutex<(any Error)?>(nil)

    init(scenario: Scenario, devices: [String], patients: Int) {
      self.scenario = scenario
      self.devices = devices
      self.patients = patients
      cards = Mutex(Array(repeating: Array(repeating: nil, count: patients), count: devices.count))
    }

    var share: Double { Double(done.load(ordering: .relaxed)) / Double(max(1, devices.count * patients)) }
    var isOver: Bool {
      stopped.load(ordering: .acquiring) || done.load(ordering: .acquiring) == devices.count * patients
    }
    func stop() { stopped.store(true, ordering: .releasing) }

    func run() {
      while !stopped.load(ordering: .acquiring) {
        let patient = next.add(1, ordering: .relaxed).oldValue
        guard patient < patients else { return }
        do {
          let seed = SkillValidation.firstPatient + UInt64(patient)
          // All scripted trainees have the same hand, and with it the same model.
          let scene = try Scene(scenario: scenario, truth: scenario.patient(seed: seed), limits: .scripted)
          for (i, device) in devices.enumerated() {
            let card = try SkillValidation.session(scene: scene, device: device, seed: seed) { _ in
              !stopped.load(ordering: .relaxed)
            }
            guard !stopped.load(ordering: .acquiring) else { return }
            cards.withLock { $0[i][patient] = card }
            done.add(1, ordering: .releasing)
          }
        } catch {
          self.error.withLock { $0 = $0 ?? error }
          stop()
        }
      }
    }

    func table(leastEffect: Double) throws -> SkillTable? {
      if let error = error.withLock({ $0 }) { throw error }
      let all = cards.withLock { $0 }
      var rows: [SkillRow] = []
      for (device, cards) in zip(devices, all) {
        let cards = cards.compactMap { $0 }
        guard cards.count == patients else { return nil }
        let scores = cards.map { $0.score ?? 0 }
        rows.append(
          SkillRow(
            device: device, sessions: cards.count, median: RankStatistics.median(scores) ?? 0,
            lowest: scores.min() ?? 0, highest: scores.max() ?? 0,
            gateFailed: cards.count { $0.outcome == .gateFailed },
            tooFewRated: cards.count { $0.outcome == .tooFewRated },
            unscorable: cards.count { $0.outcome == .unscorable },
            medianSeconds: RankStatistics.median(cards.map { Double($0.ticks) / 1000 }) ?? 0, scores: scores))
      }
      return SkillTable(scenario: scenario.id, patients: patients, rows: rows, leastEffect: leastEffect)
    }
  }
}
