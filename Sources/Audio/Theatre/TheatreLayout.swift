public import Frames
import SimMath

/// Where things stand around the table, m, world frame of the scene (the vessel along +z to the patient's head, +y up),
/// and where the surgeon's head is: at the patient's right, bent over the wound. Assumptions, but for the wound.
public struct TheatreLayout: Equatable, Sendable {
  /// Middle of the wound.
  public let field: SIMD3<Float>
  /// Between the surgeon's ears.
  public let head: SIMD3<Float>
  /// Unit vectors of where the head looks and of its crown.
  public let forward: SIMD3<Float>
  public let up: SIMD3<Float>

  public init(_ stage: Stage) { self.init(vesselLength: Float(stage.vessel.length)) }

  /// - Parameter vesselLength: of the vessel in the wound, m.
  public init(vesselLength: Float) {
    field = SIMD3(0, 0, 0.5 * vesselLength)
    head = field + SIMD3(0.25, 0.41, -0.04)
    let line = field - head
    forward = line / (line * line).sum().squareRoot()
    // Across the table the crown leans to the wound.
    let right = SIMD3<Float>(0, 0, -1)
    let crown = SIMD3(
      right.y * forward.z - right.z * forward.y, right.z * forward.x - right.x * forward.z,
      right.x * forward.y - right.y * forward.x)
    up = crown / (crown * crown).sum().squareRoot()
  }

  public func position(_ place: VoicePlace) -> SIMD3<Float> {
    switch place {
    case .monitor: field + SIMD3(-0.5, 0.6, 1.2)
    case .pump: field + SIMD3(0.9, -0.2, -1.4)
    case .ultrasound: field + SIMD3(-1.1, 0.3, 0)
    case .field: field
    }
  }
}
