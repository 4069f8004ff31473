import Foundation
import Frames
import Rendering
import Scenarios
import Session
import SimMath

/// A patient to look at, and pictures of it. Everything is drawn for real, by whatever driver is here.
enum Theatre {
  static let stage: Stage = {
    let scenario = try! ScenarioLoader.load(id: "aortic-assessment")
    return Stage(try! Scene(scenario: scenario, truth: scenario.patient(seed: 7), limits: .scripted))
  }()

  /// Whether pictures can be drawn here at all.
  static let canDraw = (try? OffscreenContext()) != nil

  /// The vessel at rest with the tool far away.
  static func atRest(marks: [InkMark] = []) -> Snapshot {
    Snapshot(
      tick: Tick(0), toolPose: Pose(position: Vector3(0, 0.5, 0.03)), marks: marks,
      image: UltrasoundImage(tick: Tick(0), width: 0), vertices: stage.surface.rest)
  }

  static func draw(
    _ snapshot: Snapshot, _ kind: ViewKind = .surgeon, width: Int = 320, height: Int = 180,
    quality: RenderingQuality = .low, showsInstruments: Bool = true
  ) throws -> Picture {
    let renderer = try Renderer(
      context: OffscreenContext(), stage: stage, width: width, height: height, quality: quality)
    renderer.showsInstruments = showsInstruments
    try renderer.submit(snapshot)
    try renderer.draw(kind)
    return renderer.picture()
  }
}
