import RealTime

extension Scheduling {
  /// What was refused and what mends it, one sentence each, in the person's language.
  var advice: [String] {
    var lines: [String] = []
    if policy != "SCHED_FIFO" { lines.append(Text.get("cli.doctor.mend.scheduler")) }
    if !memoryLocked { lines.append(Text.get("cli.doctor.mend.memory-lock")) }
    if !timerSlackSet { lines.append(Text.get("cli.doctor.mend.timer-slack")) }
    if processorRefused { lines.append(Text.get("cli.doctor.mend.pin")) }
    return lines
  }
}
