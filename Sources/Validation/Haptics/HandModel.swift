public import Frames

/// A hand that holds a device: a mass that moves with the handle, tied by a spring and a damper to where it wants to
/// be.
///
/// It cannot feel or react: its intention is a path in time. Linear, the same in all directions.
public struct HandModel: Sendable {
  public var id: String
  /// kg, moving with the handle.
  public var mass: SourcedValue
  /// N s/m and N/m, between the handle and the hand's intention.
  public var damping: SourcedValue
  public var stiffness: SourcedValue

  /// Hands from a handle that hardly anyone holds to a stiff grip.
  public static let all: [HandModel] = [
    make("loose", 0.01, 0.3, 20, "a handle left almost alone, so that only the device's own damping is there"),
    make("light", 0.05, 2, 200, "a light three-finger grip"),
    make("firm", 0.15, 5, 800, "a firm pinch"),
    make("stiff", 0.3, 10, 2000, "a stiff grip with the forearm behind it"),
  ]

  private static func make(
    _ id: String, _ mass: Double, _ damping: Double, _ stiffness: Double, _ what: String
  ) -> HandModel {
    let source =
      "\(what); chosen to span what second-order fits of hands on haptic devices report (Hasser and Cutkosky 2002; "
      + "Speich, Shao and Goldfarb 2005; Fu and Cavusoglu 2012)"
    return HandModel(
      id: id, mass: SourcedValue(mass, unit: "kg", source: source, status: .assumption),
      damping: SourcedValue(damping, unit: "N s/m", source: source, status: .assumption),
      stiffness: SourcedValue(stiffness, unit: "N/m", source: source, status: .assumption))
  }
}
