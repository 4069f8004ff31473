import SimMath
import Simulation

/// The two centrelines of a knot of half knots, loosely laid: what hands leave before they pull.
///
/// A throw is a stretch in which the two strands run along x and twist about each other by an odd number of half turns,
/// three for one wrap and five for two; throws are stacked along y. Each strand enters a throw from below and leaves it
/// above on the other side, so that the closed curve is the connected sum of the torus knots T(2, 3) or T(2, 5) of the
/// throws.
public struct KnotCurve {
  /// Wraps of each throw from the loop outwards, positive for a right-handed twist.
  public var wraps: [Int]
  /// m.
  public var diameter: Double
  /// Length of the straight arm before the knot and of the ear behind it, m.
  public var arm: Double
  public var ear: Double

  public init(wraps: [Int], diameter: Double, arm: Double, ear: Double) {
    precondition(!wraps.contains(0))
    self.wraps = wraps
    self.diameter = diameter
    self.arm = arm
    self.ear = ear
  }

  /// Strand 0 comes from the left, strand 1 from the right; each from the end of its arm to the end of its ear, m.
  public var strands: [[Vector3D]] { [strand(0), strand(1)] }

  private func strand(_ which: Int) -> [Vector3D] {
    let d = diameter
    let h = 0.85 * d
    let pitch = 3.2 * d
    let half = wraps.map { 0.5 * Double(2 * abs($0) + 1) * pitch }.max() ?? 0
    let rise = 2 * h + 4 * d
    var points: [Vector3D] = []
    // +1 when the strand runs to the right in this throw.
    var way = which == 0 ? 1.0 : -1.0
    points.append(Vector3D(-way * (half + arm), -h, 0))
    for (j, wrap) in wraps.enumerated() {
      let turns = Double(2 * abs(wrap) + 1)
      let y = Double(j) * rise
      let steps = 16 * Int(turns)
      for k in 0...steps {
        let u = Double(k) / Double(steps)
        // Angle of the strand that runs to the right at this x; the other one is opposite.
        let share = way > 0 ? u : 1 - u
        var angle = -0.5 * Double.pi + (wrap > 0 ? -1 : 1) * Double.pi * turns * share
        if way < 0 { angle += Double.pi }
        let (s, c) = Trigonometry.sincos(angle)
        points.append(Vector3D(way * half * (2 * u - 1), y + h * s, h * c))
      }
      if j + 1 < wraps.count {
        let r = 0.5 * (rise - 2 * h)
        for k in 1..<12 {
          let (s, c) = Trigonometry.sincos(Double.pi * Double(k) / 12)
          points.append(Vector3D(way * (half + r * s), y + h + r * (1 - c), 0))
        }
        way = -way
      }
    }
    let last = points[points.count - 1]
    points.append(last + Vector3D(way * ear, 0, 0))
    return points
  }
}
