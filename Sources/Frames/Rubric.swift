/// How a session is graded, as data; embedded in every log with its version.
public struct Rubric: Equatable, Sendable, Codable {
  public var id: String
  public var version: Int
  public var items: [RubricItem]
  /// Critical errors that end the grading before any sum, by rule identifier, for example "site.on-lesion",
  /// "site.margin", "site.missed-none", "no-decision".
  public var gates: [String]
  /// Least share of the points that must be rated for a total to be given.
  public var minimumRatedShare: SourcedValue
  /// Coverage of the palpated area from which pace items count.
  public var coverageForPace: SourcedValue
  /// Normal force from which a touch counts as palpation, and above which it is too hard, N.
  public var palpationForce: SourcedValue
  public var excessiveForce: SourcedValue
  /// How far around a pressed point the surface counts as felt, m.
  public var palpationRadius: SourcedValue
  /// A mark within this distance of a lesion's edge counts for it, m.
  public var markTolerance: SourcedValue
  /// More marks than this are not read, so that marking everywhere cannot pay.
  public var markLimit: SourcedValue
  /// Slower than this (m/s) for at least `idleTime` (s) is idle.
  public var idleSpeed: SourcedValue
  public var idleTime: SourcedValue

  public init(
    id: String, version: Int, items: [RubricItem], gates: [String], minimumRatedShare: SourcedValue,
    coverageForPace: SourcedValue, palpationForce: SourcedValue, excessiveForce: SourcedValue,
    palpationRadius: SourcedValue, markTolerance: SourcedValue, markLimit: SourcedValue, idleSpeed: SourcedValue,
    idleTime: SourcedValue
  ) {
    self.id = id
    self.version = version
    self.items = items
    self.gates = gates
    self.minimumRatedShare = minimumRatedShare
    self.coverageForPace = coverageForPace
    self.palpationForce = palpationForce
    self.excessiveForce = excessiveForce
    self.palpationRadius = palpationRadius
    self.markTolerance = markTolerance
    self.markLimit = markLimit
    self.idleSpeed = idleSpeed
    self.idleTime = idleTime
  }

  /// Of an exercise that nobody has said yet how to grade: it has no points to give.
  public static func ungraded(id: String) -> Rubric {
    func none(_ value: Double, _ unit: String) -> SourcedValue {
      SourcedValue(value, unit: unit, source: "not graded", status: .assumption)
    }
    return Rubric(
      id: id, version: 0, items: [], gates: [], minimumRatedShare: none(0, "1"), coverageForPace: none(1, "1"),
      palpationForce: none(0.3, "N"), excessiveForce: none(3, "N"), palpationRadius: none(0.005, "m"),
      markTolerance: none(0.003, "m"), markLimit: none(1, "1"), idleSpeed: none(0.005, "m/s"), idleTime: none(2, "s"))
  }
}
