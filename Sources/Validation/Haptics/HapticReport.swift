/// All tables of the closed-loop bench.
public struct HapticReport: Sendable, Encodable {
  public var grid: [HapticGrid.Row]
  public var limits: [WallLimit]
  public var transparency: [Transparency]
  public var contrast: [FeltContrast]

  /// Nothing in the grid grows or was quarantined.
  public var ok: Bool { grid.allSatisfy { $0.verdict != .unstable } }

  /// Scenes that the grid is run on; the plaque differs from the wall in nothing that matters to stability.
  public static let scenes: [HapticScene] = [.wall, .aorta, .myocardium, .pulse]

  /// Runs everything.
  ///
  /// - Parameters:
  ///   - options: of the grid.
  ///   - threads: loops that run at once; the tables do not depend on it.
  ///   - makeHold: the device's last guard of the force, one for each loop of the grid.
  ///   - goOn: takes the share that is done; false ends early.
  /// - Returns: nil if it was ended early.
  /// - Throws: `TissueError` if a scene cannot be built.
  public static func run(
    devices: [DeviceModel] = DeviceModel.all, hands: [HandModel] = HandModel.all,
    scenes: [HapticScene] = HapticReport.scenes, options: ClosedLoop.Options, threads: Int = 1,
    makeHold: @escaping @Sendable () -> ClosedLoop.Guard, goOn: (Double) -> Bool = { _ in true }
  ) throws -> HapticReport? {
    // The tables first: they are short beside the grid.
    guard
      let limits = try Parallel.map(devices, threads: threads, goOn: { goOn(0.1 * $0) }, { try WallLimit.find($0) }),
      let transparency = try Parallel.map(
        devices, threads: threads, goOn: { goOn(0.1 + 0.05 * $0) },
        { device in
          try [HapticScene.wall, .aorta, .calcium, .myocardium].compactMap { try Transparency.measure(device, $0) }
        }),
      let contrast = try Parallel.map(
        devices, threads: threads, goOn: { goOn(0.15 + 0.05 * $0) }, { try FeltContrast.measure($0) }),
      let grid = try HapticGrid.run(
        devices: devices, hands: hands, scenes: scenes, options: options, threads: threads, makeHold: makeHold,
        goOn: { goOn(0.2 + 0.8 * $0) })
    else { return nil }
    return HapticReport(
      grid: grid, limits: limits, transparency: transparency.flatMap { $0 }, contrast: contrast)
  }
}
