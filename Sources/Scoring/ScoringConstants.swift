import Frames

/// Numbers of the scorer that are not in the rubric. Each waits for evidence or a surgeon.
public enum ScoringConstants {
  private static func assumed(_ value: Double, _ unit: String, _ why: String) -> SourcedValue {
    SourcedValue(value, unit: unit, source: why, status: .assumption)
  }

  // Palpation.
  /// Edge of a cell of the unrolled map. Larger: small gaps are overlooked.
  public static let cell = assumed(0.002, "m", "well under the palpation radius")
  /// A contact of at least this long is felt, from its start. Shorter: poking pays; longer: honest presses are lost.
  public static let feelingTime = assumed(0.1, "s", "a tap tells nothing about stiffness")
  /// Part of `palpationForce` that the device must have rendered for a press to be felt.
  public static let renderedShare = assumed(0.5, "1", "a device clips or ramps, but must render something")

  // Ultrasound views.
  /// How far the image plane may be off.
  public static let viewTilt = assumed(0.35, "rad", "20 degrees by eye")
  /// How far a view may reach over the border of its part of the vessel, as a share of the length.
  public static let viewSlack = assumed(0.05, "1", "borders of thirds are judged by eye")
  /// From this share of the length on, the middle of a long-axis view shows the arch. More: the end of a probe of 30 mm
  /// would have to leave the vessel.
  public static let archFrom = assumed(2.0 / 3, "1", "the distal third; the vessel ends at the arch")
  /// What a misnamed view takes away, in views.
  public static let misnamedCost = assumed(0.25, "1", "naming one picture five times must not pay")
  /// Share of right views that makes "no lesion by ultrasound" a finding.
  public static let viewsForNoLesion = assumed(0.8, "1", "four of five")
  /// How far along the axis from the middle of the probe the wall counts as scanned.
  public static let scanReach = assumed(0.010, "m", "half the width of a small probe")

  // Decision.
  /// Examined share of what a decision rests on from which it counts in full.
  public static let examinedForCredit = assumed(0.5, "1", "a guessed site teaches nothing")
  /// Distances are compared with this tolerance: positions are logged in single precision.
  public static let lengthTolerance = assumed(1e-6, "m", "above the rounding of single precision")
  /// Part of `coverageForPace` from which gentleness counts.
  public static let coverageForForce = assumed(0.5, "1", "not touching is not gentleness")

  // Movement.
  /// Steps of the path. Shorter: tremor and noise add to it.
  public static let pathInterval = assumed(0.020, "s", "above twice the frequency of tremor")
  /// Speed for idling is taken over this time.
  public static let idleWindow = assumed(0.1, "s", "a period of tremor")
  /// Window of the continuous force.
  public static let continuousWindow = assumed(10, "s", "shorter than a scan, longer than a press")
  /// A reach begins above the first speed and ends below the second.
  public static let reachStart = assumed(0.020, "m/s", "above tremor")
  public static let reachEnd = assumed(0.010, "m/s", "half the start, against flicker")
  /// A reach counts if it is at least this fast at its peak and takes this long.
  public static let reachPeak = assumed(0.050, "m/s", "slower is adjusting, not reaching")
  public static let reachShortest = assumed(0.2, "s", "shorter than any reach")
  public static let reachLongest = assumed(5, "s", "jerk suits movements of a few seconds")

  // What makes a session unscorable.
  /// Share of the time without a true sample (interpolated, not connected, bounded, or stale for over `staleTime`).
  public static let lostInputShare = assumed(0.05, "1", "metrics of guessed movement are guesses")
  /// Repeated samples up to this long are the device's own rate.
  public static let staleTime = assumed(0.1, "s", "10 Hz is no hand")
  /// Share of the time with an open clutch.
  public static let clutchShare = assumed(0.3, "1", "the hand moved, the tool did not")
}
