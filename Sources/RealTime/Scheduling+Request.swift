import CRealTime
import Glibc

extension Scheduling {
  /// Asks for real-time scheduling of the calling thread, and for the process's memory to stay in RAM; says what it got.
  ///
  /// Only memory that exists now is locked: locking future memory under a finite limit would make later allocations
  /// fail.
  ///
  /// - Parameter priority: under SCHED_FIFO, 1...99; nil keeps the ordinary scheduler.
  public static func request(priority: Int?, lockMemory: Bool) -> Scheduling {
    var granted = Scheduling(
      policy: "SCHED_OTHER", priority: 0, memoryLocked: false, timerSlackSet: false, notes: [])
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
    return granted
  }

  private static func text(_ code: Int32) -> String { String(cString: strerror(code)) }
}
