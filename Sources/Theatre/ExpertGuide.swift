import Frames
import Glibc
import RealTime
import Session
import Synchronization

/// Gets the expert's session of the patient when it is first wanted, on a thread that gives way to all others.
final class ExpertGuide: Sendable {
  enum State: Sendable {
    case unwanted
    /// Being made; 0 to 1.
    case coming(Double)
    case here(ExpertTrack)
    case failed
  }

  private let folder: String
  private let writer: String
  private let shared = Mutex<(truth: SceneTruth?, state: State)>((nil, .unwanted))
  private let thread = Mutex<NativeThread?>(nil)
  private let stopping = Atomic<Bool>(false)

  init(folder: String, writer: String) {
    self.folder = folder
    self.writer = writer
  }

  var state: State { shared.withLock { $0.state } }

  /// Says who lies on the table.
  func meet(_ truth: SceneTruth) { shared.withLock { $0.truth = $0.truth ?? truth } }

  /// Begins to get the expert, once.
  func want() {
    let truth = shared.withLock { s -> SceneTruth? in
      guard case .unwanted = s.state, let truth = s.truth else { return nil }
      s.state = .coming(0)
      return truth
    }
    guard let truth else { return }
    let started = try? NativeThread(name: "expert", stackSize: 16 << 20) { [self] in
      // On Linux this is the thread's own share of the processor.
      setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, 19)
      let track = try? ExpertLibrary.track(of: truth, in: folder, writer: writer) { progress in
        shared.withLock { $0.state = .coming(Double(progress.ticks) / Double(max(1, progress.limit))) }
        return !stopping.load(ordering: .relaxed)
      }
      shared.withLock { $0.state = (track ?? nil).map { .here($0) } ?? .failed }
    }
    if let started { thread.withLock { $0 = started } } else { shared.withLock { $0.state = .failed } }
  }

  /// Gives up what is not done, and ends the thread.
  func stop() {
    stopping.store(true, ordering: .relaxed)
    let started = thread.withLock { $0.take() }
    started?.join()
  }
}
