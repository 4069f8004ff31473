import Frames
import SimMath

/// Turns places on the seen vessel into world poses and back. The anatomy frame is the world frame.
struct HandFrame {
  let outerRadius: Double
  let probeTipRadius: Double

  init(context: DeviceContext) {
    outerRadius = context.vessel.outerRadius
    probeTipRadius = context.probeTipRadius
  }

  /// Where a trainee waits: 40 mm above the middle of the vessel.
  static func rest(_ context: DeviceContext) -> HandPlace {
    HandPlace(angle: 0, axial: 0.5 * context.vessel.length, height: 0.04)
  }

  /// From the tool's tip to its touching face, m.
  func tipOffset(_ tool: Tool) -> Double { tool == .palpationProbe ? probeTipRadius : 0 }

  func pose(_ place: HandPlace, tool: Tool) -> Pose {
    let (s, c) = Trigonometry.sincos(place.angle)
    let r = outerRadius + tipOffset(tool) + place.height
    // Tool y looks away from the axis; tool x lies across the vessel and turns towards +z by `turn`.
    let about = Quaternion(axis: Vector3(0, 0, 1), angle: Float(-place.angle))
    let turned = Quaternion(axis: Vector3(0, 1, 0), angle: Float(-place.turn))
    return Pose(
      position: Vector3(Vector3D(r * s, r * c, place.axial)), orientation: (about * turned).normalized)
  }

  /// The outward normal of the vessel at an angle.
  func normal(_ angle: Double) -> Vector3D {
    let (s, c) = Trigonometry.sincos(angle)
    return Vector3D(s, c, 0)
  }

  /// Height of the touching face of a tool whose tip is at `position`, m.
  func height(of position: Vector3, tool: Tool) -> Double {
    let p = Vector3D(position)
    return (p.x * p.x + p.y * p.y).squareRoot() - outerRadius - tipOffset(tool)
  }

  /// Length of the way from `a` to `b` over the cylinder, m.
  func distance(_ a: HandPlace, _ b: HandPlace) -> Double {
    let u = (outerRadius + max(a.height, b.height) + probeTipRadius) * (b.angle - a.angle)
    let v = b.axial - a.axial
    let w = b.height - a.height
    return (u * u + v * v + w * w).squareRoot()
  }
}
