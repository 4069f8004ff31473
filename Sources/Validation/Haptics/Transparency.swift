import Frames

/// What of a scene's stiffness and force reaches the hand through a device.
public struct Transparency: Equatable, Sendable, Codable {
  public var device: String
  public var scene: HapticScene
  /// N/m, by least squares over the press from a quarter of its force on: of the tissue under the tool, of what the
  /// motors are told over the handle's motion, and of what the hand feels over it.
  public var simulated: Double
  public var rendered: Double
  public var felt: Double
  /// N, at the end of the press: on the tool, at the motors, and in the hand.
  public var simulatedForce: Double
  public var renderedForce: Double
  public var feltForce: Double
  /// Share of the press, by force, that lies below the device's dry friction.
  public var belowFriction: Double
  /// Share of the wanted force at the end of the press that was over the device's limit and left out.
  public var overLimit: Double
  /// Force in the hand over force on the tool along the press, N, at each tenth of it.
  public var curve: [Point]
  /// The press is more than the device can hold for good.
  public var overContinuous: Bool

  public struct Point: Equatable, Sendable, Codable {
    public var simulated: Double
    public var felt: Double
  }

  enum CodingKeys: String, CodingKey {
    case device, scene, simulated, rendered, felt, curve
    case simulatedForce = "simulated_force"
    case renderedForce = "rendered_force"
    case feltForce = "felt_force"
    case belowFriction = "below_friction"
    case overLimit = "over_limit"
    case overContinuous = "over_continuous"
  }

  /// How hard each device presses in the table, N: a palpating finger's. An assumption.
  public static let press = 2.0

  /// Presses a device into a scene.
  /// - Returns: nil where the press never touches.
  /// - Throws: `TissueError` if the scene cannot be built.
  public static func measure(_ device: DeviceModel, _ scene: HapticScene) throws -> Transparency? {
    let press = Press(try scene.build(limits: device.limits), device: device, force: Self.press)
    guard let last = press.samples.last, last.contact > 0 else { return nil }
    let range = (0.25 * last.contact)...last.contact
    guard let simulated = press.stiffness(contact: range, \.toolDepth, \.contact),
      let rendered = press.stiffness(contact: range, \.depth, \.sent),
      let felt = press.stiffness(contact: range, \.depth, \.felt)
    else { return nil }
    let curve = (1...10).compactMap { k in
      press.samples.first { $0.contact >= 0.1 * Double(k) * last.contact }
        .map { Point(simulated: $0.contact, felt: $0.felt) }
    }
    return Transparency(
      device: device.id, scene: scene, simulated: simulated, rendered: rendered, felt: felt,
      simulatedForce: last.contact, renderedForce: last.sent, feltForce: last.felt,
      belowFriction: min(1, device.friction.value / max(last.contact, 1e-9)),
      overLimit: max(0, 1 - last.sent / max(last.wanted, 1e-9)),
      curve: curve, overContinuous: last.wanted > device.continuousForce.value)
  }
}
