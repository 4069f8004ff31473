import Frames
import RealTime
import SimMath
import Synchronization

/// Makes ultrasound pictures beside the simulation thread, from snapshots, on a thread without deadlines.
final class PictureMaker: @unchecked Sendable {
  struct Label: Sendable {
    var pose: Pose
    var tick: Tick
    var tool: Tool
  }

  /// Rest between looks for a new snapshot, ns.
  static let rest: UInt64 = 5_000_000

  /// The simulation thread writes here.
  let snapshots: LatestBuffer<Label>
  /// The device thread reads here.
  let pictures = Latest(UltrasoundImage(tick: Tick(0), width: 0))
  /// And a view here.
  private let shown: Latest<UltrasoundImage>?
  private let imager: @Sendable (UnsafeBufferPointer<Float>, Pose, Tick) -> UltrasoundImage
  private let stopRequested = Atomic<Bool>(false)
  private var thread: NativeThread?

  init(
    count: Int, imager: @escaping @Sendable (UnsafeBufferPointer<Float>, Pose, Tick) -> UltrasoundImage,
    shown: Latest<UltrasoundImage>? = nil
  ) throws(RealTimeError) {
    snapshots = LatestBuffer(count: count, label: Label(pose: .identity, tick: Tick(0), tool: .palpationProbe))
    self.imager = imager
    self.shown = shown
    thread = try NativeThread(name: "ultrasound") { [self] in work() }
  }

  func stop() {
    stopRequested.store(true, ordering: .releasing)
    thread?.join()
    thread = nil
  }

  private func work() {
    while !stopRequested.load(ordering: .acquiring) {
      let picture = snapshots.take { label, numbers in
        label.tool == .ultrasoundProbe
          ? imager(numbers, label.pose, label.tick) : UltrasoundImage(tick: label.tick, width: 0)
      }
      if let picture {
        pictures.publish(picture)
        shown?.publish(picture)
      } else {
        MonotonicClock.sleep(for: Self.rest)
      }
    }
  }
}
