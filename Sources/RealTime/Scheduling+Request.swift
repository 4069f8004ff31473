import CRealTime
import Glibc

extension Scheduling {
  /// Asks for real-time scheduling of the calling thread, and for the process's memory to stay in RAM; says what it got.
  ///
  /// Only memory that exists now is locked: locking future memory under a finite limit would make later allocations
  /// fail.
  ///
  /// - Parameters:
  ///   - priority: under SCHED_FIFO, 1...99; nil keeps the ordinary scheduler.
  ///   - processor: the only one to run on, 0, 1, ...; nil for any.
  public static func request(priority: Int?, lockMemory: Bool, processor: Int? = nil) -> Scheduling {
    var granted = Scheduling.ordinary
    granted.throttle = kernelThrottle()
    if let priority {
      var parameters = sched_param()
      parameters.sched_priority = Int32(priority)
      let code = pthread_setschedparam(pthread_self(), SCHED_FIFO, &parameters)
      if code == 0 {
        granted.policy = "SCHED_FIFO"
        granted.priority = priority
      } else {
        granted.notes.append(
          "Real-time scheduling was refused (\(text(code))); allow it with 'ulimit -r \(priority)' or CAP_SYS_NICE.")
      }
    }
    if lockMemory {
      if mlockall(MCL_CURRENT) == 0 {
        granted.memoryLocked = true
      } else {
        granted.notes.append(
          "Memory could not be locked (\(text(errno))); allow it with 'ulimit -l unlimited' or CAP_IPC_LOCK.")
      }
    }
    if systole_set_timer_slack(1) == 0 {
      granted.timerSlackSet = true
    } else {
      granted.notes.append("The timer slack could not be set (\(text(errno))).")
    }
    if let processor {
      let code = systole_pin_thread(Int32(clamping: processor))
      if code == 0 {
        granted.processor = processor
      } else {
        granted.processorRefused = true
        granted.notes.append(
          "The thread could not be held on processor \(processor) (\(text(code))); 'lscpu' names those that there are.")
      }
    }
    return granted
  }

  /// The kernel's limit for all real-time threads together (sched(7), sched_rt_runtime_us over sched_rt_period_us).
  private static func kernelThrottle() -> Double? {
    guard let runtime = number(in: "/proc/sys/kernel/sched_rt_runtime_us"), runtime >= 0,
      let period = number(in: "/proc/sys/kernel/sched_rt_period_us"), period > 0
    else { return nil }
    return runtime < period ? Double(runtime) / Double(period) : nil
  }

  private static func number(in path: String) -> Int? {
    guard let file = fopen(path, "r") else { return nil }
    defer { fclose(file) }
    var line = [CChar](repeating: 0, count: 32)
    guard fgets(&line, 32, file) != nil else { return nil }
    return strtol(line, nil, 10)
  }

  private static func text(_ code: Int32) -> String { String(cString: strerror(code)) }
}
