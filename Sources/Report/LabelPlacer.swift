/// Finds room for labels so that none covers another or leaves the drawing.
struct LabelPlacer {
  struct Box {
    var x, y, width, height: Double

    func overlaps(_ b: Box) -> Bool {
      x < b.x + b.width && b.x < x + width && y < b.y + b.height && b.y < y + height
    }
  }

  let bounds: Box
  private var taken: [Box] = []

  init(bounds: Box) { self.bounds = bounds }

  mutating func occupy(_ box: Box) { taken.append(box) }

  /// The centre for a label of that size near (x, y), at least `gap` away from that point: the first free one of rings
  /// of places about it, else the first.
  mutating func place(x: Double, y: Double, width: Double, height: Double, gap: Double) -> (x: Double, y: Double) {
    var first: Box?
    for ring in 0..<5 {
      let dx = gap + width / 2 + Double(ring) * 12
      let dy = gap + height / 2 + Double(ring) * 12
      for (u, v) in [(0.0, -1.0), (1, 0), (-1, 0), (0, 1), (1, -1), (-1, -1), (1, 1), (-1, 1)] {
        var box = Box(x: x + u * dx - width / 2, y: y + v * dy - height / 2, width: width, height: height)
        box.x = min(max(box.x, bounds.x), bounds.x + bounds.width - width)
        box.y = min(max(box.y, bounds.y), bounds.y + bounds.height - height)
        first = first ?? box
        if !taken.contains(where: { $0.overlaps(box) }) {
          taken.append(box)
          return (box.x + width / 2, box.y + height / 2)
        }
      }
    }
    let box = first ?? Box(x: x, y: y, width: width, height: height)
    taken.append(box)
    return (box.x + width / 2, box.y + height / 2)
  }

  /// About how wide a text is drawn, px: ideographs and Hangul are as wide as they are high.
  static func width(of text: String, size: Double) -> Double {
    text.unicodeScalars.reduce(0) { $0 + ($1.value >= 0x1100 ? 0.95 : 0.58) * size }
  }
}
