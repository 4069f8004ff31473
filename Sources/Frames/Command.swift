/// One discrete act of the trainee in a tick, beside moving the tool. The raw values are part of the log format.
@frozen public enum Command: UInt8, Sendable, Codable, CaseIterable {
  case none = 0
  /// Take another tool from the tray; `argument` is `Tool.rawValue`.
  case takeTool = 1
  /// Mark a lesion at the tool; `argument` is `Finding.rawValue`.
  case markLesion = 2
  /// Take back the latest lesion mark.
  case unmarkLesion = 3
  /// Mark the cannulation site at the tool; a second one replaces the first.
  case markSite = 4
  /// Declare that there is no safe site; replaces a marked one.
  case declareNoSafeSite = 5
  /// Freeze the ultrasound picture; `argument` is the `UltrasoundView.rawValue` the trainee says it is.
  case freezeView = 6
  /// The trainee is done.
  case finish = 7
  /// Stop the clock of the procedure; tissue and touch rest until `resume`.
  case pause = 8
  case resume = 9
  /// Give up: the session ends and is unscorable.
  case abort = 10
  /// The assistant clamps the snares of a suture, or takes the clamp off again; `argument` is the number of the suture.
  case clampSnare = 11
}
