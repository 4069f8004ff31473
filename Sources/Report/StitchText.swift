import Localisation
public import Scoring

/// A stitch in words, for a page and for a terminal.
public enum StitchText {
  /// When a thread broke, for `report.thread-broke`.
  public static func arguments(threadBreaks: [UInt64]) -> [String: String] {
    ["times": threadBreaks.map { NumberText.clock(seconds: Double($0) / 1000) }.joined(separator: ", ")]
  }

  /// Number, time, degrees around the vessel, advance (mm), distance of each hole from its edge (mm), what of the walls it
  /// took and whether it caught the back wall, and what was torn (mm).
  public static func cells(
    _ stitch: Stitch, text: (String) -> String
  ) -> [String] {
    func millimetres(_ x: Double?, _ decimals: Int = 1) -> String {
      x.map { NumberText.fixed(1000 * $0, decimals: decimals) } ?? "–"
    }
    let taken =
      stitch.passes.count < 2
      ? text(stitch.proximal == nil ? "stitch.wall.distal-only" : "stitch.wall.proximal-only")
      : text(stitch.isComplete ? "stitch.wall.full" : "stitch.wall.partial")
    let wall = stitch.catchesBackWall ? "\(taken), \(text("stitch.wall.back"))" : taken
    let degrees = stitch.angle * 180 / Double.pi
    return [
      "\(stitch.number)", NumberText.clock(seconds: Double(stitch.tick) / 1000),
      NumberText.fixed(degrees < -0.5 ? degrees + 360 : degrees, decimals: 0), millimetres(stitch.advance),
      millimetres(stitch.proximal?.edgeDistance), millimetres(stitch.distal?.edgeDistance), wall,
      millimetres(stitch.passes.reduce(0) { $0 + $1.torn }, 2),
    ]
  }
}
