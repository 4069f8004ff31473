public import Frames

/// A discrete act of a person at mouse, keys or gamepad.
@frozen public enum InputAct: Equatable, Sendable, BitwiseCopyable {
  /// Lift, then take the tool.
  case take(Tool)
  /// Mark a lesion where the tool is, touching the tissue for it if need be.
  case markLesion(Finding)
  case unmarkLesion
  /// Mark the site where the tool is, touching the tissue for it if need be.
  case markSite
  case declareNoSafeSite
  /// Freeze the picture as it is and say which view it is.
  case freeze(UltrasoundView)
  /// Pause, or go on after a pause.
  case togglePause
  case finish
  case abort
}
