import ArgumentParser
import CoreCommands
import Frames
import Localisation
import RealTime
import Rendering
import Scenarios
import Session
import SimMath

/// `systole bench render`: how fast this machine draws.
struct RenderBench: SystoleCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "render", abstract: Text.get("cli.bench.render.abstract"),
      discussion: CommandHelp.discussion(
        examples: ["systole bench render", "systole bench render --quality low --frames 60 --json"],
        statuses: [.ok, .usage, .unavailable, .internalFault, .interrupted]))
  }

  @Option(help: ArgumentHelp(Text.get("cli.help.bench-frames"), valueName: "n"))
  var frames = 30
  @Option(help: ArgumentHelp(Text.get("cli.help.quality"), valueName: "level"))
  var quality: RenderingQuality?
  @Option(help: ArgumentHelp(Text.get("cli.help.bench-size"), valueName: "WxH"))
  var size: PictureSize?
  @Flag(help: ArgumentHelp(Text.get("cli.help.json")))
  var json = false
  @OptionGroup var language: LanguageOption

  struct Milliseconds: Codable {
    var median: Double
    var p99: Double
  }

  struct Row: Codable {
    var scene: String
    var quality: String
    var width: Int
    var height: Int
    var views: Int
    var frame: Milliseconds
    var triangles: Int
    var drawCalls: Int

    enum CodingKeys: String, CodingKey {
      case scene, quality, width, height, views, triangles
      case frame = "frame_ms"
      case drawCalls = "draw_calls"
    }
  }

  struct Result: Codable {
    var machine: MachineDescription
    var renderer: String
    var rows: [Row]
  }

  func validate() throws {
    if !(2...10_000).contains(frames) { throw ValidationError(Text.get("cli.error.bench-frames")) }
  }

  func execute() throws {
    StopSignal.watch()
    let result = try CommandFailure.drawing { try measure() }
    if json { return try Console.print(json: result) }
    Console.print(result.renderer)
    var table = Table(["", "", "ms", "p99", "", ""])
    for row in result.rows {
      table.add([
        "\(row.scene) \(row.quality)", "\(row.views) x \(row.width)x\(row.height)",
        NumberText.fixed(row.frame.median, decimals: 1), NumberText.fixed(row.frame.p99, decimals: 1),
        Text.get("cli.bench.render.triangles", ["n": "\(row.triangles)"]),
        Text.get("cli.bench.render.calls", ["n": "\(row.drawCalls)"]),
      ])
    }
    Console.print(table.text)
    for level in RenderingQuality.allCases where result.rows.contains(where: { $0.quality == level.rawValue }) {
      let made = RenderingLevel(level)
      let left = made.omissions.map {
        Text.get("quality.omits.\($0.rawValue)", ["percent": "\(Int(made.scale * 100))"])
      }
      if !left.isEmpty {
        Console.print("\(level.rawValue): \(Text.get("quality.omits")): \(left.joined(separator: ", "))")
      }
    }
  }

  private func measure() throws -> Result {
    let context = try OffscreenContext()
    let scenario = try ScenarioLoader.load(id: "aortic-assessment")
    let stage = Stage(try Scene(scenario: scenario, truth: scenario.patient(seed: 7), limits: .scripted))
    // One view on a screen, and both eyes of a headset.
    let screens = size.map { [($0, [ViewKind.surgeon])] }
      ?? [
        (PictureSize(width: 1280, height: 720), [.surgeon]), (PictureSize(width: 1920, height: 1080), [.surgeon]),
        (PictureSize(width: 2064, height: 2208), [.left, .right]),
      ]
    let levels = quality.map { [$0] } ?? RenderingQuality.allCases
    let bar = ProgressBar(Text.get("cli.bench.render.progress"))
    defer { bar.finish() }
    var rows: [Row] = []
    let whole = Double(screens.count * levels.count * frames)
    for (size, views) in screens {
      for level in levels {
        let renderer = try Renderer(
          context: context, stage: stage, width: size.width, height: size.height, quality: level)
        var times: [Double] = []
        // The first frames make the driver compile; they are not counted.
        for frame in -2..<frames {
          if StopSignal.isReceived { throw CommandFailure(.interrupted, Text.get("cli.error.interrupted")) }
          let begin = MonotonicClock.now()
          try renderer.submit(Self.snapshot(stage, frame))
          for view in views { try renderer.draw(view) }
          renderer.waitUntilDrawn()
          if frame >= 0 { times.append(Double(MonotonicClock.now() - begin) / 1e6) }
          bar.update(Double(rows.count * frames + max(0, frame)) / whole)
        }
        times.sort()
        rows.append(
          Row(
            scene: scenario.id, quality: level.rawValue, width: size.width, height: size.height, views: views.count,
            frame: Milliseconds(
              median: times[times.count / 2], p99: times[min(times.count - 1, times.count * 99 / 100)]),
            triangles: renderer.statistics.triangles, drawCalls: renderer.statistics.drawCalls))
      }
    }
    return Result(machine: .current(), renderer: context.renderer, rows: rows)
  }

  /// The ultrasound probe gliding along the vessel under a pulse, with ink, a ghost, harm, blood, a needle and threads:
  /// more than any scene of today shows at once.
  private static func snapshot(_ stage: Stage, _ frame: Int) -> Snapshot {
    let pulse = 1 + 0.02 * Float(Trigonometry.sin(Double(frame) * 0.25))
    var vertices = stage.surface.rest
    for i in stride(from: 0, to: vertices.count, by: 4) {
      vertices[i] *= pulse
      vertices[i + 1] *= pulse
    }
    let top = Float(stage.vessel.outerRadius) * pulse
    let tick = Tick(UInt64(40 * (frame + 2)))
    var image = UltrasoundImage(tick: tick, width: stage.imageWidth)
    for i in 0..<64 { image.lines[i] = ScanLine(outerDepth: 0.001, innerDepth: 0.003, echo: .wall) }
    let marks = (0..<12).map { i in
      let place = VesselCoordinate(angle: 0.2 * Double(i) - 1, axial: 0.03)
      return InkMark(
        kind: i == 0 ? .site : .lesion, site: Vector3(place.point(radius: stage.vessel.outerRadius)))
    }
    var snapshot = Snapshot(
      tick: tick, tool: .ultrasoundProbe,
      toolPose: Pose(position: Vector3(0, top + 0.001, 0.02 + 0.0005 * Float(max(0, frame) % 40))), normalForce: 1,
      marks: marks, image: image, vertices: vertices)
    let n = stage.surface.vertexCount
    snapshot.bruises = (0..<n).map { $0 % 7 == 0 ? 0.8 : 0 }
    snapshot.harm = [Float](repeating: 0.3, count: 2 * n)
    snapshot.pool = BloodPool(level: -0.014, brightness: 0.4, sucker: Vector3(0.03, -0.014, 0.03), suction: 1)
    let line = (0..<60).flatMap { i -> [Float] in
      let t = Double(i) / 59
      return [
        0.03 * Float(t), top + 0.004 + 0.006 * Float(Trigonometry.sin(9 * t)), 0.02 + 0.01 * Float(Trigonometry.cos(7 * t)),
      ]
    }
    snapshot.threads = [ThreadLine(vertices: line, radius: 0.00008), ThreadLine(vertices: line.reversed(), radius: 0.0001)]
    snapshot.streams = [BloodStream(vertices: line, widths: [Float](repeating: 0.001, count: 60))]
    snapshot.needles = [
      NeedleShape(pose: Pose(position: Vector3(0, top + 0.004, 0.02)), curveRadius: 0.005, wireRadius: 0.0003, arc: 2.4)
    ]
    snapshot.ghost = GhostTool(tool: .palpationProbe, pose: Pose(position: Vector3(0, top + 0.006, 0.045)))
    return snapshot
  }
}
