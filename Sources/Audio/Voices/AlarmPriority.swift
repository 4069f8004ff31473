/// How soon someone must act (IEC 60601-1-8).
public enum AlarmPriority: String, Sendable, CaseIterable, Comparable {
  case low
  case medium
  case high

  public static func < (a: AlarmPriority, b: AlarmPriority) -> Bool {
    allCases.firstIndex(of: a)! < allCases.firstIndex(of: b)!
  }
}
