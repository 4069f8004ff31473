/// What each button does, on a short press and on one that is held.
public struct ButtonMap: Equatable, Sendable {
  public struct Button: Equatable, Sendable {
    public var press: ButtonAction
    /// After ``ButtonMap/holdTicks``; nil if holding does nothing more than pressing.
    public var hold: ButtonAction?

    public init(_ press: ButtonAction, hold: ButtonAction? = nil) {
      self.press = press
      self.hold = hold
    }
  }

  /// Ticks after which a press counts as held.
  public static let holdTicks: UInt64 = 600

  public var buttons: [Button]

  public init(_ buttons: [Button]) { self.buttons = buttons }

  /// What is usual for a device with so many buttons.
  public static func usual(count: Int) -> ButtonMap {
    count > 1
      ? ButtonMap([Button(.mark, hold: .site), Button(.tool, hold: .pause)]) : ButtonMap([Button(.mark, hold: .tool)])
  }

  /// Reads what a person wrote: for each button an action, and another after a slash for holding, with + between buttons,
  /// for example "mark/site+tool/pause"; nil if it cannot be read.
  public init?(_ text: String) {
    var buttons: [Button] = []
    for part in text.split(separator: "+", omittingEmptySubsequences: false) {
      let names = part.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
      guard names.count <= 2, let press = names.first.flatMap(ButtonAction.init(rawValue:)) else { return nil }
      guard names.count == 2 else {
        buttons.append(Button(press))
        continue
      }
      // A stop cannot wait for a button to be held or let go.
      let alone: [ButtonAction] = [.clutch, .stop]
      guard let hold = ButtonAction(rawValue: names[1]), !alone.contains(press), !alone.contains(hold) else { return nil }
      buttons.append(Button(press, hold: hold))
    }
    guard buttons.count <= 32 else { return nil }
    self.buttons = buttons
  }
}
