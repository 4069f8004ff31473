/// Why points were lost. The raw value is `Deduction.rule`; it is stable for ever and the key of the string catalogue.
///
/// A rule's text is a template whose `{names}` are filled from `Deduction.arguments`. The end of a name tells the unit
/// and how many decimals a person reads: `_mm`, `_m`, `_s`, `_n`, `_ns` one, everything else none.
public enum DeductionRule: String, CaseIterable, Sendable {
  case gateOnLesion = "gate.site.on-lesion"
  case gateUnsafePatient = "gate.site.unsafe-patient"
  case gateMargin = "gate.site.margin"
  case gateNoDecision = "gate.no-decision"

  case touchMissed = "lesions.touch.f1.missed"
  case touchNotFelt = "lesions.touch.f1.not-felt"
  case touchFalse = "lesions.touch.f1.false"
  case touchGuessed = "lesions.touch.f1.guessed"
  case touchOverLimit = "lesions.touch.f1.over-limit"
  case ultrasoundMissed = "lesions.ultrasound.f1.missed"
  case ultrasoundFalse = "lesions.ultrasound.f1.false"
  case ultrasoundOverLimit = "lesions.ultrasound.f1.over-limit"

  case marginShort = "site.margin.short"
  case marginDeclaredNone = "site.margin.declared-none"
  case marginUndecided = "site.margin.undecided"
  case marginUnexamined = "site.margin.unexamined"
  case marginUnscanned = "site.margin.unscanned"
  case decisionShort = "site.decision.short"
  case decisionOutsideZone = "site.decision.outside-zone"
  case decisionOutOfReach = "site.decision.out-of-reach"
  case decisionUnsafePatient = "site.decision.unsafe-patient"
  case decisionDeclaredNone = "site.decision.declared-none"
  case decisionUndecided = "site.decision.undecided"
  case decisionUnexamined = "site.decision.unexamined"
  case decisionUnscanned = "site.decision.unscanned"
  case siteInZone = "site.in-zone"
  case siteInReach = "site.in-reach"
  case siteExamined = "site.examined"

  case viewMissing = "views.complete.missing"
  case viewMisplaced = "views.complete.misplaced"
  case viewMisnamed = "views.complete.misnamed"
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
  case unreachable = "rubric.unreachable"

  /// The English text, with `{names}` for the arguments.
  public var template: String {
    switch self {
    case .gateOnLesion: "The site lies over lesion {lesion}, {inside_mm} mm inside its edge."
    case .gateUnsafePatient:
      "A site was chosen, but this aorta has no safe one; the nearest lesion's edge is {margin_mm} mm away."
    case .gateMargin: "The site is {margin_mm} mm from the nearest lesion; {required_mm} mm are needed."
    case .gateNoDecision: "The session ended without a site and without declaring that there is none."

    case .touchMissed: "Lesion {lesion} was pressed on but not marked by touch."
    case .touchNotFelt: "Lesion {lesion} can be felt, but it was never pressed on and not marked."
    case .touchFalse: "This mark by touch is more than {tolerance_mm} mm away from any lesion."
    case .touchGuessed: "This mark by touch was put where nothing had been felt; a guess does not count."
    case .touchOverLimit: "Only the first {limit} marks by touch are read; {left_out} more were not."
    case .ultrasoundMissed: "Lesion {lesion} was not marked by ultrasound."
    case .ultrasoundFalse: "This mark by ultrasound is more than {tolerance_mm} mm away from any lesion."
    case .ultrasoundOverLimit: "Only the first {limit} marks by ultrasound are read; {left_out} more were not."

    case .marginShort, .decisionShort:
      "The site is {margin_mm} mm from the nearest lesion; {required_mm} mm are needed."
    case .marginDeclaredNone, .decisionDeclaredNone: "It was declared that there is no safe site, but there is one."
    case .marginUndecided, .decisionUndecided: "No site was marked, and it was not declared that there is none."
    case .marginUnexamined, .decisionUnexamined:
      "The decision rests on a part that was {felt_percent}% felt and {scanned_percent}% scanned; "
        + "from {needed_percent}% of both it counts in full."
    case .marginUnscanned, .decisionUnscanned:
      "The decision rests on a part that was {scanned_percent}% scanned; from {needed_percent}% it counts in full."
    case .decisionOutsideZone:
      "The site is {axial_mm} mm along the vessel; the zone for a cannula is {from_mm} to {to_mm} mm."
    case .decisionOutOfReach:
      "The site is {angle_deg} degrees from the front; a surgeon reaches {reach_deg} degrees."
    case .decisionUnsafePatient: "A site was chosen, but this aorta has no safe one."
    case .siteInZone: "The site is outside the zone for a cannula."
    case .siteInReach: "The site is out of the surgeon's reach."
    case .siteExamined:
      "The part that the decision rests on was {value_percent}% examined; {full_percent}% gives all points."

    case .viewMissing: "View {view} of the five was not frozen."
    case .viewMisplaced:
      "View {view} was frozen {axial_mm} mm along the vessel and {tilt_deg} degrees off its plane: not that view."
    case .viewMisnamed: "View {shown} was frozen but named view {view}."
    case .palpationCoverage: "{value_percent}% of the accessible surface was felt; {full_percent}% gives all points."

    case .timeTotal: "It took {value_s} s; up to {full_s} s costs nothing."
    case .pathLength: "The tool moved {value_m} m; up to {full_m} m costs nothing."
    case .pathEconomy: "The economy of the path was {value_percent}%; {full_percent}% gives all points."
    case .idleTime: "The tool was idle for {value_s} s; up to {full_s} s costs nothing."
    case .forcePeak: "The largest force was {value_n} N; up to {full_n} N costs nothing."
    case .forceMeanContinuous: "The mean force over 10 s reached {value_n} N; up to {full_n} N costs nothing."
    case .forceOverThreshold: "The force was too high for {value_s} s; up to {full_s} s costs nothing."
    case .forceImpulse: "The impulse of the force was {value_ns} N s; up to {full_ns} N s costs nothing."
    case .forceSaturated: "The device clipped the force for {value_s} s; up to {full_s} s costs nothing."
    case .unreachable: "{value_percent}% was reached; the rubric asks for {full_percent}%."
    }
  }

  /// The names of the arguments, in the order of the English text.
  public var argumentNames: [String] {
    template.split(separator: "{", omittingEmptySubsequences: false).dropFirst()
      .compactMap { $0.split(separator: "}").first.map(String.init) }
  }

  /// The English text with its numbers filled in.
  public func text(_ arguments: [String: Double]) -> String {
    var text = ""
    for part in template.split(separator: "{", omittingEmptySubsequences: false) {
      guard let close = part.firstIndex(of: "}") else {
        text += part
        continue
      }
      let name = String(part[..<close])
      text += Self.figure(arguments[name] ?? .nan, decimals: Self.decimals(of: name))
      text += part[part.index(after: close)...]
    }
    return text
  }

  /// How many decimals a person reads of an argument.
  public static func decimals(of name: String) -> Int {
    for end in ["_mm", "_m", "_s", "_n", "_ns"] where name.hasSuffix(end) { return 1 }
    return 0
  }

  /// `x` rounded to `decimals`, with a point, whatever the locale.
  static func figure(_ x: Double, decimals: Int) -> String {
    guard x.isFinite, abs(x) < 1e12 else { return "?" }
    let scale = decimals == 0 ? 1 : 10
    let n = Int((abs(x) * Double(scale)).rounded())
    let sign = x < 0 && n > 0 ? "-" : ""
    return decimals == 0 ? "\(sign)\(n)" : "\(sign)\(n / 10).\(n % 10)"
  }
}
