import Frames
import SimMath

/// How well a calcified plaque can be told from the healthy wall through a device, and what follows for a session.
public struct FeltContrast: Equatable, Sendable, Encodable {
  /// How a scenario that rests on touch may be run on a device.
  public enum Mode: String, Sendable, Codable {
    /// What is scored can be felt.
    case assessed
    /// It cannot be relied on: the session teaches, and is not scored.
    case guided
  }

  public var device: String
  /// Felt stiffness of the healthy wall and over the plaque, over the same forces, N/m.
  public var wall: Double
  public var calcium: Double
  /// The same of the tissue under the simulated tool, N/m: what a perfect device would show.
  public var simulatedWall: Double
  public var simulatedCalcium: Double

  /// Stiffness differs noticeably from 23% on (Jones and Hunter 1990, arms matching springs). With the skin's own
  /// deformation to go by it would be less (15%, Bergmann Tiest and Kappers 2009), but a handle does not give that.
  public static let weberFraction = 0.23
  /// Just-noticeable differences that an assessed session takes. An assumption: two, so that it is noticed nearly
  /// always.
  public static let least = 2.0

  public init(device: String, wall: Double, calcium: Double, simulatedWall: Double, simulatedCalcium: Double) {
    self.device = device
    self.wall = wall
    self.calcium = calcium
    self.simulatedWall = simulatedWall
    self.simulatedCalcium = simulatedCalcium
  }

  /// Just-noticeable differences between the two in the hand, and with a perfect device.
  public var differences: Double { Self.differences(wall, calcium) }
  public var simulatedDifferences: Double { Self.differences(simulatedWall, simulatedCalcium) }

  /// By Weber's law; 0 where nothing is felt at all.
  static func differences(_ wall: Double, _ calcium: Double) -> Double {
    guard wall > 0, calcium > wall else { return 0 }
    return Trigonometry.log(calcium / wall) / Trigonometry.log(1 + weberFraction)
  }

  public var mode: Mode { differences >= Self.least ? .assessed : .guided }

  enum CodingKeys: String, CodingKey {
    case device, wall, calcium, differences, mode
    case simulatedWall = "simulated_wall"
    case simulatedCalcium = "simulated_calcium"
    case simulatedDifferences = "simulated_differences"
  }

  public func encode(to encoder: any Encoder) throws {
    var c = encoder.container(keyedBy: CodingKeys.self)
    try c.encode(device, forKey: .device)
    try c.encode(wall, forKey: .wall)
    try c.encode(calcium, forKey: .calcium)
    try c.encode(simulatedWall, forKey: .simulatedWall)
    try c.encode(simulatedCalcium, forKey: .simulatedCalcium)
    try c.encode(differences, forKey: .differences)
    try c.encode(simulatedDifferences, forKey: .simulatedDifferences)
    try c.encode(mode, forKey: .mode)
  }

  /// How hard the wall is pressed, N on the tool; four fifths of what the device holds for good where that is less.
  public static let press = 2.0

  /// Presses a device onto the healthy wall and over a plaque (16 mm across, 1 mm thick inwards, calcified through);
  /// takes a second or two.
  ///
  /// What is compared is the slope of the force in the hand over the handle's depth, over the same forces: from a
  /// quarter of the press, or the device's dry friction if that is more, up to the press. What lies below friction is
  /// not felt.
  /// - Throws: `TissueError` if the scenes cannot be built.
  public static func measure(_ device: DeviceModel) throws -> FeltContrast {
    let force = min(press, 0.8 * device.continuousForce.value)
    let range = max(0.25 * force, min(device.friction.value, 0.5 * force))...force
    func stiffness(_ scene: HapticScene) throws -> (felt: Double, simulated: Double) {
      // Pressed harder than is compared, so that soft tissue too answers with the whole force.
      let press = Press(try scene.build(limits: device.limits), device: device, force: 3 * force)
      return (
        press.stiffness(contact: range, \.depth, \.felt) ?? 0,
        press.stiffness(contact: range, \.toolDepth, \.contact) ?? 0
      )
    }
    let wall = try stiffness(.aorta)
    let calcium = try stiffness(.calcium)
    return FeltContrast(
      device: device.id, wall: wall.felt, calcium: calcium.felt, simulatedWall: wall.simulated,
      simulatedCalcium: calcium.simulated)
  }
}
