public import SimMath

/// A make of haptic device that can be named on the command line.
public struct HapticKind: Sendable {
  /// The word before the colon: "hd", "dhd", "haply".
  public var id: String
  /// As its maker calls it.
  public var name: String
  /// How it is written, for help.
  public var usage: String
  /// Options that this kind takes beside those of every haptic device: of "lib", "url", "key".
  public var keys: [String]
  /// How a tool lies in the hand that holds the end of the device (see ``WorkspaceMapping/toolTurn``).
  public var toolTurn: Quaternion
  /// Loads the maker's library, or says where its service is; opens no device yet.
  public var make: @Sendable (HapticOptions) throws(DriverFault) -> any HapticDriver

  public init(
    id: String, name: String, usage: String, keys: [String], toolTurn: Quaternion,
    make: @escaping @Sendable (HapticOptions) throws(DriverFault) -> any HapticDriver
  ) {
    self.id = id
    self.name = name
    self.usage = usage
    self.keys = keys
    self.toolTurn = toolTurn
    self.make = make
  }

  public static let openHaptics = HapticKind(
    id: "hd", name: "3D Systems OpenHaptics (Touch, Touch X)", usage: "hd[:NAME][,lib:FILE]", keys: ["lib"],
    toolTurn: WorkspaceMapping.stylus
  ) { options throws(DriverFault) in try HDDriver(options) }

  public static let forceDimension = HapticKind(
    id: "dhd", name: "Force Dimension (omega, sigma, lambda, delta)", usage: "dhd[:NUMBER][,lib:FILE]", keys: ["lib"],
    toolTurn: .identity
  ) { options throws(DriverFault) in try DHDDriver(options) }
}
