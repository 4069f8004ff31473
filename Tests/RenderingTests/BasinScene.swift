import Foundation
import Frames
@testable import Rendering
@testable import Scenarios
@testable import Session
import SimMath

/// The shipped anastomosis with blood in its basin and another instrument in the first hand, from scenario to picture.
final class BasinScene {
  let stage: Stage
  private let stepper: TissueStepper
  private let maker: SnapshotMaker
  private let renderer: Renderer
  private var tick = Tick(0)

  /// - Parameters:
  ///   - instrument: as a scenario's tray names it.
  ///   - basin: what its section says besides radius and depth, in YAML.
  init(instrument: String, basin: String) throws {
    let file = ScenarioLibrary.file(of: "vessel-anastomosis", in: ScenarioLibrary.shipped)
    let size = "radius: \(Self.number("30 mm")), depth: \(Self.number("8 mm"))"
    let yaml = try String(contentsOf: file, encoding: .utf8)
      .replacing("[needle-holder, forceps]", with: "[\(instrument), forceps]")
      .replacing("anastomosis:\n", with: "anastomosis:\n  blood: {\(size), \(basin)}\n")
    let scenario = try ScenarioLoader.load(yaml: yaml, file: "basin.yaml")
    let scene = try Scene(scenario: scenario, truth: scenario.patient(seed: 1), limits: .scripted)
    stepper = TissueStepper(scene: scene, workers: 1)
    stage = Stage(scene)
    maker = SnapshotMaker(stage: stage, stepper: stepper)
    renderer = try Renderer(context: OffscreenContext(), stage: stage, width: 640, height: 360, quality: .high)
  }

  /// A number of a scenario.
  static func number(_ value: String) -> String { "{value: \(value), source: a test, status: assumption}" }

  /// Goes on with the hand at a place, and looks. `SYSTOLE_WRITE_PICTURES=FOLDER` keeps the picture.
  func look(
    after ticks: Int, hand: Vector3, grip: Float, from view: ViewKind, _ name: String, each: (StepOutput) -> Void = { _ in }
  ) throws -> (Snapshot, Picture) {
    var output = StepOutput(tick: tick)
    for _ in 0..<ticks {
      output = stepper.step(InputFrame(tick: tick, pose: Pose(position: hand), grip: grip))
      maker.add(output)
      each(output)
      tick = tick + 1
    }
    let snapshot = maker.snapshot(after: output)
    try renderer.submit(snapshot)
    try renderer.draw(view)
    let picture = renderer.picture()
    if let folder = ProcessInfo.processInfo.environment["SYSTOLE_WRITE_PICTURES"] {
      try picture.png().write(to: URL(fileURLWithPath: "\(folder)/\(name).png"))
    }
    return (snapshot, picture)
  }
}
