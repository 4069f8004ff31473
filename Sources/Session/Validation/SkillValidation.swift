import Devices
import Frames
import RealTime
import Scenarios
public import Scoring
import SimMath
import Synchronization

/// Runs the scripted levels on every patient, and the cheaters on the first ones, in memory, one session per core, and
/// puts the scores in a table.
public enum SkillValidation {
  /// - Parameters:
  ///   - patients: how many, from `firstPatient` on.
  ///   - leastEffect: see `SkillTable`.
  ///   - cores: sessions at a time; the table does not depend on it.
  ///   - keep: file of finished sessions; those in it are not run again, and each new one is added.
  ///   - goOn: asked with the share that is done (0...1); false stops.
  /// - Returns: nil if it was stopped.
  public static func run(
    scenario id: String, patients: Int, leastEffect: Double = SkillTable.leastEffect, cores: Int,
    keep: String? = nil, goOn: @escaping (Double) -> Bool = { _ in true }
  ) throws -> SkillTable? {
    let scenario = try ScenarioLoader.load(id: id)
    let file = try keep.map { try SkillFile(path: $0) }
    let work = Work(scenario: scenario, patients: patients, file: file)
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

  /// Patients that the cheaters get at most: they are judged by a median that lies tens of points lower.
  public static let cheaterPatients = 12

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
    let patients: Int
    let file: SkillFile?
    private let next = Atomic<Int>(0)
    private let done = Atomic<Int>(0)
    private let stopped = Atomic<Bool>(false)
    private let records: Mutex<[String: [SkillRecord?]]>
    private let error = Mutex<(any Error)?>(nil)

    init(scenario: Scenario, patients: Int, file: SkillFile?) {
      self.scenario = scenario
      self.patients = patients
      self.file = file
      var empty: [String: [SkillRecord?]] = [:]
      for device in SkillTable.levels { empty[device] = Array(repeating: nil, count: patients) }
      for device in SkillTable.cheaters { empty[device] = Array(repeating: nil, count: min(patients, cheaterPatients)) }
      records = Mutex(empty)
    }

    /// The trainees of a patient, by number.
    private func devices(_ patient: Int) -> [String] {
      SkillTable.levels + (patient < cheaterPatients ? SkillTable.cheaters : [])
    }
    private var sessions: Int { (0..<patients).reduce(0) { $0 + devices($1).count } }
    var share: Double { Double(done.load(ordering: .relaxed)) / Double(max(1, sessions)) }
    var isOver: Bool { stopped.load(ordering: .acquiring) || done.load(ordering: .acquiring) == sessions }
    func stop() { stopped.store(true, ordering: .releasing) }

    func run() {
      while !stopped.load(ordering: .acquiring) {
        let patient = next.add(1, ordering: .relaxed).oldValue
        guard patient < patients else { return }
        do {
          let seed = SkillValidation.firstPatient + UInt64(patient)
          // All scripted trainees have the same hand, and with it the same model.
          let scene = try Scene(scenario: scenario, truth: scenario.patient(seed: seed), limits: .scripted)
          for device in devices(patient) {
            guard let record = try record(scene, device, seed) else { return }
            records.withLock { $0[device]![patient] = record }
            done.add(1, ordering: .releasing)
          }
        } catch {
          self.error.withLock { $0 = $0 ?? error }
          stop()
        }
      }
    }

    /// Of an earlier run, or of a session run now; nil if it was stopped.
    private func record(_ scene: Scene, _ device: String, _ seed: UInt64) throws -> SkillRecord? {
      let hash = StateHash(seed: scene.hash).hexadecimal
      if let old = try file?.record(patient: seed, device: device, scene: hash, scorer: ScoringFold.version) {
        return old
      }
      let card = try SkillValidation.session(scene: scene, device: device, seed: seed) { _ in
        !stopped.load(ordering: .relaxed)
      }
      guard !stopped.load(ordering: .acquiring) else { return nil }
      let record = SkillRecord(
        patient: seed, device: device, scene: hash, scorer: ScoringFold.version, outcome: card.outcome,
        score: card.score, ticks: card.ticks)
      try file?.add(record)
      return record
    }

    func table(leastEffect: Double) throws -> SkillTable? {
      if let error = error.withLock({ $0 }) { throw error }
      let all = records.withLock { $0 }
      var rows: [SkillRow] = []
      for device in SkillTable.levels + SkillTable.cheaters {
        let records = all[device]!.compactMap { $0 }
        guard records.count == all[device]!.count else { return nil }
        let scores = records.map { $0.score ?? 0 }
        rows.append(
          SkillRow(
            device: device, sessions: records.count, median: RankStatistics.median(scores) ?? 0,
            lowest: scores.min() ?? 0, highest: scores.max() ?? 0,
            gateFailed: records.count { $0.outcome == .gateFailed },
            tooFewRated: records.count { $0.outcome == .tooFewRated },
            unscorable: records.count { $0.outcome == .unscorable },
            medianSeconds: RankStatistics.median(records.map { Double($0.ticks) / 1000 }) ?? 0, scores: scores))
      }
      return SkillTable(scenario: scenario.id, patients: patients, rows: rows, leastEffect: leastEffect)
    }
  }
}
