import Frames
import SimMath

/// Turns what the steps of a session give out into snapshots. Fed every tick; one thread at a time.
final class SnapshotMaker {
  private let stepper: TissueStepper
  private var marks = MarkList()
  private var pallor: Pallor
  private var tissue: TissueView
  private let numbers: UnsafeMutableBufferPointer<Float>
  private let stage: Stage

  init(stage: Stage, stepper: TissueStepper) {
    self.stepper = stepper
    self.stage = stage
    pallor = Pallor(stage.surface)
    tissue = stepper.view
    numbers = .allocate(capacity: stepper.snapshotCount)
    numbers.initialize(repeating: 0)
  }

  deinit { numbers.deallocate() }

  /// Takes in what happened before the first step.
  func add(past events: [Event]) {
    for event in events { marks.add(event) }
  }

  /// Takes in a step.
  func add(_ output: StepOutput) {
    for i in 0..<Int(output.eventCount) { marks.add(output.events[i]) }
    if output.tick.rawValue % Pallor.interval == 0 { pallor.update(output) }
  }

  /// The scene as it is after the step that gave `output`, the latest that was added.
  func snapshot(after output: StepOutput) -> Snapshot {
    stepper.copySnapshot(into: numbers)
    let image =
      output.tool == .ultrasoundProbe
      ? stepper.imager(UnsafeBufferPointer(numbers), output.toolPose, output.tick)
      : UltrasoundImage(tick: output.tick, width: 0)
    tissue.update(UnsafeBufferPointer(numbers))
    let surface = stage.surface.rest.count
    var vertices = [Float](numbers.prefix(surface + tissue.doubleNumbers))
    let bruises = stride(from: 3, to: vertices.count, by: 4).map { vertices[$0] }
    tissue.put(pallor, into: &vertices)
    var snapshot = Snapshot(after: output, marks: marks.marks, image: image, vertices: vertices, bruises: bruises)
    snapshot.takeRest(of: stage, from: numbers[..<(tissue.firstCutWord ?? numbers.count)])
    tissue.putHarm(into: &snapshot)
    snapshot.cut = tissue.surface
    return snapshot
  }
}
