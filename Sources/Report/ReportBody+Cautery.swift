import Frames
import Localisation

extension ReportBody {
  /// Every activation of cautery with what it did to the tissue; nothing where there was none.
  var cauterySection: String {
    let burns = trace.burns
    guard !burns.isEmpty else { return "" }
    let head = BurnText.columns.map { "<th scope=\"col\" class=\"n\">\(texts("report.cautery.column.\($0)"))</th>" }
    let rows = burns.map { burn in
      let cells = BurnText.cells(burn)
      let row = cells.dropFirst().map { "<td class=\"n\">\(Markup.escape($0))</td>" }.joined()
      return "<tr><th scope=\"row\">\(cells[0])</th>\(row)</tr>"
    }
    return section(
      "cautery", "report.cautery.title",
      """
      <p class="note">\(texts("report.cautery.summary", BurnText.arguments(burns)))</p>
      <div class="scroll"><table class="stitches">
      <caption>\(texts("report.cautery.caption"))</caption>
      <thead><tr>\(head.joined())</tr></thead>
      <tbody>
      \(rows.joined(separator: "\n"))
      </tbody>
      </table></div>
      """)
  }
}
