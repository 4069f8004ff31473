import Frames
import Localisation
import Scoring

extension ReportBody {
  /// Every stitch with what was measured of it, and where it lies.
  func stitchSection(_ stitches: [Stitch], _ plan: AnastomosisTruth) -> String {
    let complete = stitches.count { $0.isComplete }
    let summary = texts(
      "report.stitches.summary",
      ["stitches": "\(stitches.count)", "asked": "\(plan.stitches)", "complete": "\(complete)"])
    guard !stitches.isEmpty else {
      return section("stitches", "report.stitches.title", "<p>\(texts("report.stitches.none"))</p>")
    }
    let closure = trace.closure.map { " " + texts("report.closure", SeamText.arguments($0)) } ?? ""
    let columns = [
      ("stitch", "n"), ("time", "n"), ("around", "n"), ("advance", "n"), ("proximal", "n"), ("distal", "n"),
      ("wall", ""), ("torn", "n"),
    ]
    let head = columns.map { "<th scope=\"col\" class=\"\($0.1)\">\(texts("stitch.column.\($0.0)"))</th>" }.joined()
    let rows = stitches.map { stitch in
      let cells = StitchText.cells(stitch) { texts.plain($0) }
      let row = zip(columns, cells).dropFirst().map { "<td class=\"\($0.1)\">\(Markup.escape($1))</td>" }.joined()
      return "<tr\(stitch.isComplete && !stitch.catchesBackWall ? "" : " class=\"critical\"")><th scope=\"row\">\(cells[0])</th>\(row)</tr>"
    }
    let map = StitchMap(stitches: stitches, plan: plan, texts: texts)
    return section(
      "stitches", "report.stitches.title",
      """
      <p class="note">\(summary)\(closure)</p>
      \(threadNote)
      <figure>\(map.svg)</figure>
      <div class="scroll"><table class="stitches">
      <caption>\(texts("report.stitches.caption", ["bite": texts.number(1000 * plan.biteDistance, 1)]))</caption>
      <thead><tr>\(head)</tr></thead>
      <tbody>
      \(rows.joined(separator: "\n"))
      </tbody>
      </table></div>
      """)
  }
}
