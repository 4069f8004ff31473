/// The closed loop over devices, hands and scenes.
public enum HapticGrid {
  public struct Row: Equatable, Sendable, Codable {
    public var device: String
    public var hand: String
    public var scene: HapticScene
    public var verdict: ClosedLoopResult.Verdict
    public var result: ClosedLoopResult
  }

  /// Runs every combination; the rows come in the order of scenes, devices, hands.
  ///
  /// - Parameters:
  ///   - threads: combinations that run at once; the rows do not depend on it.
  ///   - makeHold: the device's last guard of the force, one for each combination.
  ///   - goOn: takes the share that is done; false ends early.
  /// - Returns: nil if it was ended early.
  /// - Throws: `TissueError` if a scene cannot be built.
  public static func run(
    devices: [DeviceModel], hands: [HandModel], scenes: [HapticScene], options: ClosedLoop.Options, threads: Int = 1,
    makeHold: @escaping @Sendable () -> ClosedLoop.Guard = { { force, _, _ in force } },
    goOn: (Double) -> Bool = { _ in true }
  ) throws -> [Row]? {
    struct Job: Sendable {
      var scene: HapticScene
      var loop: ClosedLoop
    }
    var jobs: [Job] = []
    for scene in scenes {
      for device in devices {
        let built = try scene.build(limits: device.limits)
        for hand in hands {
          jobs.append(Job(scene: scene, loop: ClosedLoop(built, device: device, hand: hand, options: options)))
        }
      }
    }
    return try Parallel.map(jobs, threads: threads, goOn: goOn) { job in
      let result = job.loop.run(hold: makeHold())
      return Row(
        device: job.loop.device.id, hand: job.loop.hand.id, scene: job.scene, verdict: result.verdict, result: result)
    }
  }
}
