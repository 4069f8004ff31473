public import Devices
import SimMath

extension HapticKind {
  /// The Inverse3 of Haply, by the Inverse Service.
  public static let haply = HapticKind(
    id: "haply", name: "Haply Inverse3", usage: "haply[:ID][,url:ws://HOST:PORT]", keys: ["url", "key"],
    toolTurn: .identity
  ) { options throws(DriverFault) in try HaplyDriver(options) }
}
