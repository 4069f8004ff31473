/// Echo grades I to V (as 1 to 5) by the thickness of the whole wall at its thickest point.
public struct GradingTable: Equatable, Sendable {
  /// Least wall thickness of grades II, III and IV, m, ascending. Thinner walls are grade I.
  public var grade2From: Double
  public var grade3From: Double
  public var grade4From: Double

  /// The grade of a lesion with `thickness` (m) of wall and plaque together; a mobile one is grade V whatever it
  /// measures.
  public func grade(thickness: Double, mobile: Bool) -> Int {
    if mobile { return 5 }
    if thickness >= grade4From { return 4 }
    if thickness >= grade3From { return 3 }
    return thickness >= grade2From ? 2 : 1
  }
}
