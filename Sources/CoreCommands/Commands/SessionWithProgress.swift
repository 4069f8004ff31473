import Localisation
public import Session

/// Runs a session with a progress line and an end by Ctrl-C.
public enum SessionWithProgress {
  public static func run(_ plan: SessionPlan) throws -> SessionResult {
    let bar = ProgressBar(plan.device)
    defer { bar.finish() }
    return try SessionRunner.run(plan) { progress in
      bar.update(
        Double(progress.ticks) / Double(progress.limit), NumberText.clock(seconds: Double(progress.ticks) / 1000))
      return !StopSignal.isReceived
    }
  }
}
