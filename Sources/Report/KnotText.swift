public import Knots
import Localisation

/// A knot in words, for a page and for a terminal.
public enum KnotText {
  /// As in the literature on knots: wraps, = between throws that wind to the other side, x between those to the same.
  ///
  /// - Parameter wraps: positive for a right-handed winding.
  public static func sequence(_ wraps: [Int]) -> String {
    var s = ""
    for (k, w) in wraps.enumerated() {
      if k > 0 { s += (w > 0) == (wraps[k - 1] > 0) ? "x" : "=" }
      s += "\(abs(w))"
    }
    return s
  }

  /// Values of "report.knot.summary" and "report.knot.gap".
  private static func arguments(_ knot: TiedKnot, asked: Int, text: (String) -> String) -> [String: String] {
    [
      "throws": "\(knot.throwsTied.count)", "asked": "\(asked)", "kind": text("knot.kind.\(knot.kind)"),
      "sequence": sequence(knot.throwsTied.map(\.wraps)),
      "gap": knot.gap.map { NumberText.fixed(1e3 * $0, decimals: 1) } ?? "–",
    ]
  }

  /// What was tied, what that is worth, and how far it lies off the wall.
  public static func summary(_ knot: TiedKnot, asked: Int, text: (String, [String: String]) -> String) -> String {
    let arguments = arguments(knot, asked: asked) { text($0, [:]) }
    if knot.throwsTied.isEmpty { return text("report.knot.none", arguments) }
    return [text("report.knot.summary", arguments), text("knot.meaning.\(knot.kind)", [:]), text("report.knot.gap", arguments)]
      .joined(separator: " ")
  }

  /// Keys of the columns' heads after "knot.column.".
  public static let columns = ["throw", "wraps", "side", "looseness"]

  /// Number, wraps, the side to which it winds, and how loose it is.
  public static func cells(_ knot: TiedKnot, text: (String) -> String) -> [[String]] {
    knot.throwsTied.enumerated().map { k, t in
      [
        "\(k + 1)", "\(abs(t.wraps))", text(t.wraps > 0 ? "knot.side.right" : "knot.side.left"),
        NumberText.fixed(t.looseness, decimals: 1),
      ]
    }
  }
}
