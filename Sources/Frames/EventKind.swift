/// What happened at a tick. The raw values are part of the log format: never renumber.
@frozen public enum EventKind: UInt8, Sendable, Codable, CaseIterable {
  case none = 0
  case toolTaken = 1
  case lesionMarked = 2
  case lesionUnmarked = 3
  case siteMarked = 4
  case noSafeSiteDeclared = 5
  /// An ultrasound picture was frozen with acoustic contact; `argument` is the view that was named.
  case viewFrozen = 6
  case finished = 7
  case paused = 8
  case resumed = 9
  case aborted = 10
  /// The command could not be carried out where the tool was (too far from tissue, wrong tool).
  case commandRefused = 11
  case contactBegan = 12
  case contactEnded = 13
  /// Both jaws of an instrument press tissue between them, and no longer do.
  case graspBegan = 14
  case graspEnded = 15
  /// All that a grasp holds slides along its jaws: it was pulled over the friction limit.
  case graspSlipped = 16
  /// A grasp presses harder than tissue bears without damage.
  case tissuePinched = 17
  /// Tissue was strained so far that it bruised or tore there; `argument` is the number of elements, 255 for more.
  case tissueBruised = 20
  case tissueTorn = 21
  /// The tip of a needle went into tissue, and all of it has left the channel again, ahead or back; `argument` is the
  /// place of the record in `StepOutput.bites`, and the hand is one that holds the needle, if one does.
  case needleEntered = 22
  case biteEnded = 23
  /// A blade parted tissue there; `argument` is the number of elements.
  case tissueCut = 24
  /// Scissors cut a thread; `argument` is the number of the suture.
  case threadCut = 25
  /// The button of cautery was pressed, and let go: then `argument` is the place of the record in `StepOutput.burns`.
  case cauteryBegan = 26
  case cauteryEnded = 27
  /// A thread was pulled with more than it bears and broke; `argument` is the number of the suture, `site` where it broke, and the
  /// hand is one that holds the thread or its needle, if one does.
  case threadBroke = 28
  /// The snares of a suture were clamped, and their clamp was taken off; `argument` is the number of the suture, `site` the upper
  /// mouth of the first.
  case snareClamped = 29
  case snareReleased = 30
  /// Emergency stop: no force from here on, and the procedure is paused.
  case emergencyStopped = 40

  /// Whether it has a record in `StepOutput.bites`.
  @inlinable public var isOfNeedle: Bool { self == .needleEntered || self == .biteEnded }
}
