import Frames
import Scoring
import SimMath

/// The seam unrolled: both edges, the hole of every stitch, the thread under the cleft and over it.
struct StitchMap {
  let stitches: [Stitch]
  let plan: AnastomosisTruth
  let texts: ReportTexts

  private static let width = 720.0
  private static let height = 230.0
  /// Room for the scale on the left and below.
  private static let left = 54.0
  private static let below = 34.0

  /// Half of the axis that is shown, m.
  private var reach: Double { 0.5 * plan.gap + 2 * plan.biteDistance }

  private func x(_ angle: Double) -> Double {
    // From a little before the first place, once around.
    let turn = 2 * Double.pi
    var a = angle + 0.25
    while a < 0 { a += turn }
    while a >= turn { a -= turn }
    return Self.left + (Self.width - Self.left - 10) * a / turn
  }

  /// Height of a place so far beyond the middle of the cleft, m; the distal vessel is above.
  private func y(_ along: Double) -> Double {
    let h = Self.height - Self.below
    return 0.5 * h * (1 - min(1, max(-1, along / reach)))
  }

  private func hole(_ pass: StitchPass) -> (x: Double, y: Double) {
    let along = 0.5 * plan.gap + pass.edgeDistance
    return (x(pass.angle), y(pass.isProximal ? -along : along))
  }

  var svg: String {
    let px = Markup.px
    let right = Self.width - 10
    var parts: [String] = []
    for side in [-1.0, 1] {
      let edge = y(side * 0.5 * plan.gap)
      let far = y(side * reach)
      parts.append(
        "<rect class=\"cell\" x=\"\(px(Self.left))\" y=\"\(px(min(edge, far)))\" width=\"\(px(right - Self.left))\""
          + " height=\"\(px(abs(far - edge)))\"/>")
      let meant = y(side * (0.5 * plan.gap + plan.biteDistance))
      parts.append("<path class=\"margin\" d=\"M\(px(Self.left)) \(px(meant))H\(px(right))\"/>")
      let name = texts.plain(side < 0 ? "stitch.column.proximal" : "stitch.column.distal")
      parts.append(
        "<text x=\"\(px(Self.left + 6))\" y=\"\(px(side < 0 ? far - 6 : far + 14))\">\(Markup.escape(name))</text>")
    }
    for degrees in stride(from: 0, to: 360, by: 60) {
      let at = x(Double(degrees) * Double.pi / 180)
      parts.append(
        "<text x=\"\(px(at))\" y=\"\(px(Self.height - 14))\" text-anchor=\"middle\">\(degrees)°</text>")
    }
    for (i, stitch) in stitches.enumerated() {
      if stitch.passes.count == 2 {
        let (a, b) = (hole(stitch.passes[0]), hole(stitch.passes[1]))
        parts.append("<path class=\"path free\" d=\"M\(px(a.x)) \(px(a.y))L\(px(b.x)) \(px(b.y))\"/>")
      }
      if i > 0, let from = stitches[i - 1].passes.last, let to = stitch.passes.first {
        let (a, b) = (hole(from), hole(to))
        if abs(a.x - b.x) < 0.5 * Self.width {
          parts.append("<path class=\"path touch\" d=\"M\(px(a.x)) \(px(a.y))L\(px(b.x)) \(px(b.y))\"/>")
        }
      }
    }
    for stitch in stitches {
      for (i, pass) in (stitch.passes + stitch.backWall).enumerated() {
        let p = hole(pass)
        let kind = pass.isFull && i < stitch.passes.count ? "full" : "partial"
        parts.append("<circle class=\"hole \(kind)\" cx=\"\(px(p.x))\" cy=\"\(px(p.y))\" r=\"4\"/>")
      }
      let p = hole(stitch.passes[0])
      let isLow = stitch.passes[0].isProximal
      parts.append(
        "<text x=\"\(px(p.x))\" y=\"\(px(p.y + (isLow ? 17 : -9)))\" text-anchor=\"middle\">\(stitch.number)</text>")
    }
    return "<svg class=\"chart\" viewBox=\"0 0 \(px(Self.width)) \(px(Self.height))\" role=\"img\" aria-label=\""
      + texts("report.stitches.map") + "\">" + parts.joined() + "</svg>"
  }
}
