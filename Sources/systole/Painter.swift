import Frames
import RealTime
import Rendering
import Session
import Synchronization

/// Draws a running session without a window, on a thread of its own as the window's does, while it is told to.
final class Painter: Sendable {
  private let width: Int
  private let height: Int
  private let quality: RenderingQuality
  private let isWorking = Atomic<Bool>(false)
  private let isEnding = Atomic<Bool>(false)
  private let isReady = Atomic<Bool>(false)
  private let pictures = Atomic<Int>(0)
  /// Time spent at work, ns.
  private let busy = Atomic<UInt64>(0)
  private let said = Mutex<(driver: String, failure: (any Error)?)>(("", nil))
  private let thread = Mutex<NativeThread?>(nil)

  init(width: Int, height: Int, quality: RenderingQuality) {
    self.width = width
    self.height = height
    self.quality = quality
  }

  var guest: RealTimeBenchmark.Guest {
    RealTimeBenchmark.Guest(
      begin: { [self] in begin($0) }, work: { [self] in isWorking.store($0, ordering: .relaxed) })
  }

  /// Pictures a second while it was at work.
  var rate: Double {
    Double(pictures.load(ordering: .relaxed)) / max(1e-9, Double(busy.load(ordering: .relaxed)) / 1e9)
  }

  var driver: String { said.withLock { $0.driver } }

  /// Throws what went wrong on its thread.
  func check() throws { if let failure = said.withLock({ $0.failure }) { throw failure } }

  func stop() {
    isEnding.store(true, ordering: .relaxed)
    thread.withLock { $0.take() }?.join()
  }

  private func begin(_ session: LiveSession) {
    do {
      let started = try NativeThread(name: "render", stackSize: 16 << 20) { [self] in
        do { try paint(session) } catch { said.withLock { $0.failure = error } }
        isReady.store(true, ordering: .releasing)
      }
      thread.withLock { $0 = started }
    } catch {
      said.withLock { $0.failure = error }
      return
    }
    while !isReady.load(ordering: .acquiring) { MonotonicClock.sleep(for: 5_000_000) }
  }

  private func paint(_ session: LiveSession) throws {
    let context = try OffscreenContext()
    said.withLock { $0.driver = context.renderer }
    let renderer = try Renderer(
      context: context, stage: session.stage, width: width, height: height, quality: quality)
    let scene = LiveScene(session)
    // Shaders are compiled and what stands still is drawn before anything is timed.
    let rest = Snapshot(
      tick: Tick(0), image: UltrasoundImage(tick: Tick(0), width: 0), vertices: session.stage.surface.rest)
    for _ in 0..<2 {
      try renderer.submit(rest)
      try renderer.draw(.surgeon)
      renderer.waitUntilDrawn()
    }
    isReady.store(true, ordering: .releasing)
    while !isEnding.load(ordering: .relaxed) {
      guard isWorking.load(ordering: .relaxed), let frame = scene.frame(at: MonotonicClock.now()) else {
        MonotonicClock.sleep(for: 5_000_000)
        continue
      }
      let begin = MonotonicClock.now()
      try renderer.submit(frame.snapshot)
      try renderer.draw(.surgeon)
      renderer.waitUntilDrawn()
      busy.wrappingAdd(MonotonicClock.now() - begin, ordering: .relaxed)
      pictures.wrappingAdd(1, ordering: .relaxed)
    }
  }
}
