/// Where things that can be clicked were drawn, pixels from the upper left corner.
struct HudLayout: Equatable {
  struct Row: Equatable {
    /// Of `Debrief.moments`.
    var index: Int
    var top: Float
    var bottom: Float
  }

  var rows: [Row] = []
  /// The bar of the replay's time.
  var timeline: (left: Float, right: Float, top: Float, bottom: Float)?

  func row(at y: Float) -> Int? { rows.first { y >= $0.top && y < $0.bottom }?.index }

  /// How far along the bar a place is, 0 to 1; nil beside it.
  func share(x: Float, y: Float) -> Float? {
    guard let t = timeline, y >= t.top, y < t.bottom, x >= t.left, x <= t.right else { return nil }
    return (x - t.left) / max(1, t.right - t.left)
  }

  static func == (a: HudLayout, b: HudLayout) -> Bool {
    guard a.rows == b.rows else { return false }
    switch (a.timeline, b.timeline) {
    case (nil, nil): return true
    case (let p?, let q?): return p == q
    default: return false
    }
  }
}
