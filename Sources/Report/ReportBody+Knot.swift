import Frames
import Knots
import Localisation

extension ReportBody {
  /// What was tied, throw by throw.
  func knotSection(_ knot: TiedKnot?, _ plan: KnotTruth) -> String {
    func content() -> String {
      guard let knot else { return "<p>\(texts("report.knot.unknown"))</p>" }
      let summary = Markup.escape(KnotText.summary(knot, asked: plan.throwsAsked) { texts.plain($0, $1) })
      guard !knot.throwsTied.isEmpty else { return "<p>\(summary)</p>" }
      let head = KnotText.columns.map {
        "<th scope=\"col\" class=\"\($0 == "side" ? "" : "n")\">\(texts("knot.column.\($0)"))</th>"
      }
      let rows = KnotText.cells(knot) { texts.plain($0) }.map { cells in
        let rest = zip(KnotText.columns, cells).dropFirst().map {
          "<td class=\"\($0 == "side" ? "" : "n")\">\(Markup.escape($1))</td>"
        }
        return "<tr><th scope=\"row\">\(cells[0])</th>\(rest.joined())</tr>"
      }
      return """
        <p class="note">\(summary)</p>
        <div class="scroll"><table class="stitches">
        <caption>\(texts("report.knot.caption"))</caption>
        <thead><tr>\(head.joined())</tr></thead>
        <tbody>
        \(rows.joined(separator: "\n"))
        </tbody>
        </table></div>
        """
    }
    return section("knot", "report.knot.title", threadNote + content())
  }

  /// When a thread broke; empty where none did.
  var threadNote: String {
    if trace.threadBreaks.isEmpty { return "" }
    let said = texts("report.thread-broke", StitchText.arguments(threadBreaks: trace.threadBreaks))
    return "<p class=\"note\"><strong>\(said)</strong></p>"
  }
}
