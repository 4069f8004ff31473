/// The quantities that the scorer measures. A raw value is stable for ever; a changed formula gets a new `version`.
public enum Metric: String, CaseIterable, Sendable {
  case touchF1 = "lesions.touch.f1"
  case ultrasoundF1 = "lesions.ultrasound.f1"
  case siteMargin = "site.margin"
  case siteDecision = "site.decision"
  case siteInZone = "site.in-zone"
  case siteInReach = "site.in-reach"
  case siteExamined = "site.examined"
  case viewsComplete = "views.complete"
  case palpationCoverage = "palpation.coverage"
  case timeTotal = "time.total"
  case pathLength = "path.length"
  case pathEconomy = "path.economy"
  case idleTime = "idle.time"
  case forcePeak = "force.peak"
  case forceMeanContinuous = "force.mean-continuous"
  case forceOverThreshold = "force.over-threshold"
  case forceImpulse = "force.impulse"
  case forceSaturated = "force.saturated"
  case sparc = "smoothness.sparc"
  case ldlj = "smoothness.ldlj"
  case reaches = "smoothness.reaches"

  /// Changes whenever the formula does.
  public var version: Int { 1 }

  /// SI unit, "1" for ratios and counts.
  public var unit: String {
    switch self {
    case .siteMargin, .pathLength: "m"
    case .timeTotal, .idleTime, .forceOverThreshold, .forceSaturated: "s"
    case .forcePeak, .forceMeanContinuous: "N"
    case .forceImpulse: "N s"
    default: "1"
    }
  }

  /// Paper, equation or decision behind the formula.
  public var source: String {
    switch self {
    case .touchF1:
      "F1 = 2 TP / (2 TP + FP + FN) of marks made with the palpation probe against calcified and mixed lesions, "
        + "one to one; without such a lesion or a mark 1, if coverage suffices"
    case .ultrasoundF1:
      "F1 = 2 TP / (2 TP + FP + FN) of marks made with the ultrasound probe against all lesions, one to one; "
        + "without a lesion or a mark 1, if four of five views are right"
    case .siteMargin:
      "distance over the outer surface from the site to the nearest lesion's edge, negative inside, at most the "
        + "vessel's length"
    case .siteDecision:
      "1 for a site in zone and reach with the required margin, or for rightly declaring that there is none; else 0"
    case .siteInZone: "1 for a site within the vessel's site zone, else 0"
    case .siteInReach: "1 for a site within the accessible angle, else 0"
    case .siteExamined:
      "the lesser of the shares felt and scanned of what the decision rests on: the required margin around the site, "
        + "or the whole site zone"
    case .viewsComplete: "(right views - 0.25 misnamed ones) / 5, at least 0; tolerances are assumptions"
    case .palpationCoverage:
      "share of 2 mm cells of the accessible surface felt within the palpation radius at sensed normal force"
    case .timeTotal: "simulated time without pauses"
    case .pathLength: "L = sum |dp| of the tool's tip every 20 ms"
    case .pathEconomy:
      "L_ref / L, at most 1; L_ref sweeps the accessible surface once by touch and its length by ultrasound"
    case .idleTime: "slower than idleSpeed over 100 ms, out of contact, for at least idleTime"
    case .forcePeak: "largest rendered force"
    case .forceMeanContinuous: "largest mean of the rendered force over 10 s, by bins of 100 ms"
    case .forceOverThreshold: "time with a rendered force over excessiveForce"
    case .forceImpulse: "integral of the rendered force's magnitude"
    case .forceSaturated: "time in which the device's limit clipped the force"
    case .sparc:
      "spectral arc length (Balasubramanian et al. 2012), median of the contact-free reaches at 100 Hz; formative"
    case .ldlj:
      "log dimensionless jerk (Balasubramanian et al. 2015), median of the contact-free reaches at 100 Hz; formative"
    case .reaches: "contact-free reaches from 0.2 to 5 s that smoothness was taken from"
    }
  }

  /// Means something only to a hand that feels: not rated where the device renders no force.
  var needsTouch: Bool {
    switch self {
    case .touchF1, .palpationCoverage: true
    default: isForce
    }
  }

  /// Means something only where the tool moves as the hand does.
  var needsMotion: Bool {
    switch self {
    case .pathLength, .pathEconomy, .idleTime, .sparc, .ldlj, .reaches: true
    default: false
    }
  }

  /// Force metrics reward gentleness, which is only worth something in one who palpated.
  var isForce: Bool {
    switch self {
    case .forcePeak, .forceMeanContinuous, .forceOverThreshold, .forceImpulse, .forceSaturated: true
    default: false
    }
  }

  /// Shown to teach, never worth points: smoothness has no standard for this task.
  var isFormative: Bool {
    switch self {
    case .sparc, .ldlj, .reaches: true
    default: false
    }
  }
}
