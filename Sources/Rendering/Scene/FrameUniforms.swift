import CGL
import Frames
import SimMath

/// What holds for one view of one frame, laid out as `frame.glsl` reads it.
struct FrameUniforms {
  static let binding: GLuint = 0
  static let markCapacity = 32
  private(set) var floats: [Float] = []

  /// - Parameter held: the tools that are seen.
  init(
    viewProjection: Matrix4, camera: Camera, lamps: [Lamp], lampMatrices: [Matrix4], snapshot: Snapshot, held: [HeldTool],
    stage: Stage
  ) {
    add(viewProjection)
    lampMatrices.forEach { add($0) }
    add(camera.eye, 0)
    lamps.forEach { add($0.position, $0.radius) }
    lamps.forEach { add($0.colour, 0) }
    // The headlight sits between the eyes and is aimed at the middle of the field.
    add(camera.eye + SIMD3(0, 0.05, 0), 0.945)
    add(normalize(camera.target - camera.eye - SIMD3(0, 0.05, 0)), 0.6)
    let capsules = held.map { Self.capsule($0, stage) }
    for i in 0..<2 { add(i < capsules.count ? capsules[i].0 : .zero) }
    for i in 0..<2 { add(i < capsules.count ? capsules[i].1 : .zero) }
    add(SIMD4(Float(stage.vessel.outerRadius), Float(stage.vessel.length), 0, 0))
    for i in 0..<Self.markCapacity {
      // The newest are drawn where there are more than fit.
      let all = snapshot.marks.suffix(Self.markCapacity)
      guard i < all.count else {
        add(SIMD4<Float>.zero)
        continue
      }
      let mark = all[all.startIndex + i]
      add(SIMD3(mark.site.x, mark.site.y, mark.site.z), mark.kind == .lesion ? 1 : 2)
    }
  }

  /// Two balls between which the tool takes light from what lies near.
  private static func capsule(_ held: HeldTool, _ stage: Stage) -> (SIMD4<Float>, SIMD4<Float>) {
    let pose = held.pose
    let up = pose.orientation.rotate(Vector3(0, 1, 0))
    func at(_ height: Float, _ radius: Float) -> SIMD4<Float> {
      let p = pose.position + height * up
      return SIMD4(p.x, p.y, p.z, radius)
    }
    switch held.tool {
    case .palpationProbe: return (at(0, stage.probeRadius), at(0.03, 0.0024))
    case .ultrasoundProbe: return (at(0.011, 0.0105), at(0.05, 0.010))
    case .needleHolder, .forceps, .scissors, .scalpel, .cannula, .clamp, .sucker, .cautery:
      return (at(0.002, 0.0015), at(0.03, 0.003))
    }
  }

  private mutating func add(_ m: Matrix4) { floats += m.elements }
  private mutating func add(_ v: SIMD4<Float>) { floats += [v.x, v.y, v.z, v.w] }
  private mutating func add(_ v: SIMD3<Float>, _ w: Float) { floats += [v.x, v.y, v.z, w] }
}
