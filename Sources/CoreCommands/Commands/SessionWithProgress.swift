public import Frames
import Localisation
public import RealTime
public import Session

/// Runs a session with a progress line and an end by Ctrl-C.
public enum SessionWithProgress {
  /// - Parameter outputs: see `SessionRunner.run`.
  public static func run(_ plan: SessionPlan, outputs: SPSCQueue<StepOutput>? = nil) throws -> SessionResult {
    let bar = ProgressBar(plan.device)
    defer { bar.finish() }
    return try SessionRunner.run(plan, outputs: outputs) { progress in
      bar.update(
        Double(progress.ticks) / Double(progress.limit), NumberText.clock(seconds: Double(progress.ticks) / 1000))
      return !StopSignal.isReceived
    }
  }
}
