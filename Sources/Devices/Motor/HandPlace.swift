/// Where a hand holds its tool, as a person thinks of it: relative to the vessel that is seen.
struct HandPlace: Equatable {
  /// Angle from the anterior midline, rad.
  var angle: Double
  /// Distance along the axis from the proximal end, m.
  var axial: Double
  /// Height of the tool's touching face above the surface as it looks at rest, m; negative when pressed in.
  var height: Double
  /// Turn of the tool about the outward normal, rad: 0 has the image plane across the vessel, pi/2 along it.
  var turn: Double = 0

  /// `a` and `b` mixed, `b` by the share `s`.
  static func mix(_ a: HandPlace, _ b: HandPlace, _ s: Double) -> HandPlace {
    HandPlace(
      angle: a.angle + s * (b.angle - a.angle), axial: a.axial + s * (b.axial - a.axial),
      height: a.height + s * (b.height - a.height), turn: a.turn + s * (b.turn - a.turn))
  }

  func raised(to height: Double) -> HandPlace {
    HandPlace(angle: angle, axial: axial, height: height, turn: turn)
  }
}
