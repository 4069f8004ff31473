/// Panels of curves on logarithmic or linear axes, as an SVG picture.
public struct SeriesFigure {
  public struct Curve {
    public var name: String
    /// On logarithmic axes both coordinates greater than 0; others are left out. Marks stand on up to forty of them.
    public var points: [(x: Double, y: Double)]
    /// Which colour and mark; curves of one style share one line of the legend.
    public var style: Int
    public var dashed: Bool
    public init(name: String, points: [(x: Double, y: Double)], style: Int, dashed: Bool = false) {
      self.name = name
      self.points = points
      self.style = style
      self.dashed = dashed
    }
  }

  public struct Panel {
    public var title: String
    public var xLabel: String
    public var yLabel: String
    public var curves: [Curve]
    public var isLinear: Bool
    public init(title: String, xLabel: String, yLabel: String, curves: [Curve], isLinear: Bool = false) {
      self.isLinear = isLinear
      self.title = title
      self.xLabel = xLabel
      self.yLabel = yLabel
      self.curves = curves
    }
  }

  public var panels: [Panel]
  public var columns: Int
  /// A sentence under the picture.
  public var note: String

  public init(panels: [Panel], columns: Int, note: String) {
    self.panels = panels
    self.columns = columns
    self.note = note
  }

  // Colours that remain apart for most colour-blind readers (Okabe and Ito 2008).
  private static let colours = ["#0072b2", "#e69f00", "#009e73", "#d55e00", "#cc79a7", "#56b4e9", "#000000"]
  private static let panelWidth = 420.0
  private static let panelHeight = 260.0

  public var svg: String {
    let rows = (panels.count + columns - 1) / columns
    var styles: [(Int, String)] = []
    for c in panels.flatMap(\.curves) where !styles.contains(where: { $0.0 == c.style }) {
      styles.append((c.style, c.name))
    }
    let width = Double(columns) * Self.panelWidth
    let legend = 22.0 * Double((styles.count + 2) / 3)
    let height = Double(rows) * Self.panelHeight + legend + 40
    var s = """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(Int(width)) \(Int(height))" \
      font-family="sans-serif" font-size="12">
      <rect width="100%" height="100%" fill="white"/>

      """
    for (k, p) in panels.enumerated() {
      let x = Double(k % columns) * Self.panelWidth
      let y = Double(k / columns) * Self.panelHeight
      s += "<g transform=\"translate(\(Int(x)) \(Int(y)))\">\n\(Self.draw(p))</g>\n"
    }
    for (k, style) in styles.sorted(by: { $0.0 < $1.0 }).enumerated() {
      let x = 24 + Double(k % 3) * (width - 24) / 3
      let y = Double(rows) * Self.panelHeight + 14 + 22 * Double(k / 3)
      s += "<line x1=\"\(Self.n(x))\" y1=\"\(Self.n(y))\" x2=\"\(Self.n(x + 26))\" y2=\"\(Self.n(y))\" "
      s += "stroke=\"\(Self.colour(style.0))\" stroke-width=\"2\"/>\(Self.mark(style.0, x + 13, y))"
      s += "<text x=\"\(Self.n(x + 34))\" y=\"\(Self.n(y + 4))\">\(Self.escape(style.1))</text>\n"
    }
    s += "<text x=\"24\" y=\"\(Self.n(height - 12))\" fill=\"#444\">\(Self.escape(note))</text>\n</svg>\n"
    return s
  }

  private static func draw(_ p: Panel) -> String {
    let (left, right, top, bottom) = (64.0, panelWidth - 16, 30.0, panelHeight - 44)
    func fits(_ q: (x: Double, y: Double)) -> Bool {
      q.x.isFinite && q.y.isFinite && (p.isLinear || (q.x > 0 && q.y > 0))
    }
    let points = p.curves.flatMap(\.points).filter(fits)
    guard let first = points.first else { return "" }
    var (x0, x1, y0, y1) = (first.x, first.x, first.y, first.y)
    for q in points {
      (x0, x1, y0, y1) = (min(x0, q.x), max(x1, q.x), min(y0, q.y), max(y1, q.y))
    }
    let xs = p.isLinear ? steps(x0, x1) : decades(x0, x1)
    let ys = p.isLinear ? steps(y0, y1) : decades(y0, y1)
    func along(_ x: Double, _ marks: [Double]) -> Double {
      p.isLinear ? (x - marks[0]) / (marks[marks.count - 1] - marks[0]) : share(x, marks)
    }
    func px(_ x: Double) -> Double { left + (right - left) * along(x, xs) }
    func py(_ y: Double) -> Double { bottom - (bottom - top) * along(y, ys) }
    func label(_ d: Double) -> String { !p.isLinear ? power(d) : d == d.rounded() ? "\(Int(d))" : n(d) }
    var s = "<text x=\"\(n(left))\" y=\"18\" font-weight=\"bold\">\(escape(p.title))</text>\n"
    for d in xs {
      s += "<line x1=\"\(n(px(d)))\" y1=\"\(n(top))\" x2=\"\(n(px(d)))\" y2=\"\(n(bottom))\" stroke=\"#ddd\"/>"
      s += "<text x=\"\(n(px(d)))\" y=\"\(n(bottom + 16))\" text-anchor=\"middle\">\(label(d))</text>\n"
    }
    for d in ys {
      s += "<line x1=\"\(n(left))\" y1=\"\(n(py(d)))\" x2=\"\(n(right))\" y2=\"\(n(py(d)))\" stroke=\"#ddd\"/>"
      s += "<text x=\"\(n(left - 6))\" y=\"\(n(py(d) + 4))\" text-anchor=\"end\">\(label(d))</text>\n"
    }
    s +=
      "<text x=\"\(n((left + right) / 2))\" y=\"\(n(bottom + 34))\" text-anchor=\"middle\">\(escape(p.xLabel))</text>\n"
    s += "<text transform=\"translate(14 \(n((top + bottom) / 2))) rotate(-90)\" text-anchor=\"middle\">"
    s += "\(escape(p.yLabel))</text>\n"
    for c in p.curves {
      let kept = c.points.filter(fits)
      let line = kept.map { "\(n(px($0.x))),\(n(py($0.y)))" }.joined(separator: " ")
      let dash = c.dashed ? " stroke-dasharray=\"5 4\"" : ""
      s += "<polyline points=\"\(line)\" fill=\"none\" stroke=\"\(colour(c.style))\" stroke-width=\"2\"\(dash)/>"
      if kept.count <= 40 { for q in kept { s += mark(c.style, px(q.x), py(q.y)) } }
      s += "\n"
    }
    return s
  }

  /// Round numbers around a range, some five of them, one, two or five times a power of ten apart; not under 0.1.
  private static func steps(_ low: Double, _ high: Double) -> [Double] {
    var step = 0.1
    var k = 0
    while (high - low) / step > 6 {
      step *= [2, 2.5, 2][k % 3]
      k += 1
    }
    let first = (low / step).rounded(.down)
    let last = max((high / step).rounded(.up), first + 1)
    return stride(from: first, through: last, by: 1).map { $0 * step }
  }

  /// The powers of ten around a range: at least one decade.
  private static func decades(_ low: Double, _ high: Double) -> [Double] {
    var list = [1.0]
    while list[0] > low { list.insert(list[0] / 10, at: 0) }
    while list[list.count - 1] < high { list.append(list[list.count - 1] * 10) }
    while list.count > 2 && list[1] <= low { list.removeFirst() }
    while list.count > 2 && list[list.count - 2] >= high { list.removeLast() }
    return list.count == 1 ? [list[0], 10 * list[0]] : list
  }

  /// Where `x` lies between the first and the last decade, interpolated within its decade by its logarithm.
  private static func share(_ x: Double, _ decades: [Double]) -> Double {
    var k = 0
    while k + 2 < decades.count && x >= decades[k + 1] { k += 1 }
    return (Double(k) + log10(x / decades[k])) / Double(decades.count - 1)
  }

  /// To four places, by squaring: enough for a picture.
  private static func log10(_ x: Double) -> Double {
    var (y, sum, bit) = (x, 0.0, 1.0)
    while y >= 10 {
      y /= 10
      sum += 1
    }
    while y < 1 {
      y *= 10
      sum -= 1
    }
    for _ in 0..<14 {
      y *= y
      bit /= 2
      if y >= 10 {
        y /= 10
        sum += bit
      }
    }
    return sum
  }

  private static func power(_ d: Double) -> String {
    var e = 0
    var x = d
    while x > 5 {
      x /= 10
      e += 1
    }
    while x < 0.5 {
      x *= 10
      e -= 1
    }
    return "10<tspan dy=\"-5\" font-size=\"9\">\(e)</tspan>"
  }

  private static func colour(_ style: Int) -> String { colours[style % colours.count] }

  private static func mark(_ style: Int, _ x: Double, _ y: Double) -> String {
    let c = colour(style)
    switch style % 3 {
    case 0: return "<circle cx=\"\(n(x))\" cy=\"\(n(y))\" r=\"3.5\" fill=\"\(c)\"/>"
    case 1: return "<rect x=\"\(n(x - 3))\" y=\"\(n(y - 3))\" width=\"6\" height=\"6\" fill=\"\(c)\"/>"
    default: return "<path d=\"M\(n(x)) \(n(y - 4.5))l4 7h-8z\" fill=\"\(c)\"/>"
    }
  }

  private static func n(_ x: Double) -> String {
    let tenths = Int((x * 10).rounded())
    let sign = tenths < 0 ? "-" : ""
    return "\(sign)\(abs(tenths) / 10).\(abs(tenths) % 10)"
  }

  private static func escape(_ s: String) -> String {
    var r = ""
    for c in s {
      switch c {
      case "&": r += "&amp;"
      case "<": r += "&lt;"
      case ">": r += "&gt;"
      default: r.append(c)
      }
    }
    return r
  }
}
