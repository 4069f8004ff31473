import Frames

/// The signs that the chart, the map and the legend share.
enum Symbols {
  /// A mark: its shape is what the trainee called it, filled if it was made by touch.
  static func mark(_ mark: SessionTrace.Mark, x: Double, y: Double, size: Double, texts: ReportTexts) -> String {
    let title =
      "\(texts.plain("finding.\(mark.finding)")), \(texts.toolName(mark.tool)), "
      + "\(texts.clock(mark.tick))"
    return shape(mark.finding, byTouch: mark.tool == .palpationProbe, x: x, y: y, size: size, title: title)
  }

  static func shape(
    _ finding: Finding, byTouch: Bool, x: Double, y: Double, size: Double, title: String = ""
  ) -> String {
    let kind = "mark \(byTouch ? "by-touch" : "by-scan")"
    let p = Markup.px
    let path =
      switch finding {
      case .calcified: "M\(p(x - size)) \(p(y - size))H\(p(x + size))V\(p(y + size))H\(p(x - size))Z"
      case .soft:
        "M\(p(x - size)) \(p(y))a\(p(size)) \(p(size)) 0 1 0 \(p(2 * size)) 0a\(p(size)) \(p(size)) 0 1 0 \(p(-2 * size)) 0Z"
      case .unspecified: "M\(p(x)) \(p(y - size))L\(p(x + size)) \(p(y + size))H\(p(x - size))Z"
      }
    let content = title.isEmpty ? "" : "<title>\(Markup.escape(title))</title>"
    return "<path class=\"\(kind)\" d=\"\(path)\">\(content)</path>"
  }

  /// The chosen site, or the moment of the decision.
  static func site(x: Double, y: Double, size: Double) -> String {
    let p = Markup.px
    return "<g class=\"site\"><circle cx=\"\(p(x))\" cy=\"\(p(y))\" r=\"\(p(size))\"/>"
      + "<path d=\"M\(p(x - size - 3)) \(p(y))H\(p(x + size + 3))M\(p(x)) \(p(y - size - 3))V\(p(y + size + 3))\"/></g>"
  }
}
