import Frames

/// Turns what buttons are held into one command a tick at most. A plain value of the device thread; does not allocate.
struct ButtonReader {
  private let map: ButtonMap
  private var down: UInt32 = 0
  /// Those whose present press has done its work.
  private var spent: UInt32 = 0
  private var since = InlineArray<32, UInt64>(repeating: 0)
  /// The clutch is held open.
  private(set) var clutch = false

  init(_ map: ButtonMap) { self.map = map }

  /// What the buttons ask for at a tick; nil for nothing.
  mutating func read(_ held: UInt32, at tick: Tick) -> ButtonAction? {
    var action: ButtonAction?
    clutch = false
    // A stop counts at once, whatever else is pressed; the rest waits for the next tick.
    if readStop(held) { return .stop }
    for i in 0..<min(map.buttons.count, 32) {
      let bit = UInt32(1) << UInt32(i)
      let button = map.buttons[i]
      let isDown = held & bit != 0
      if button.press == .clutch {
        clutch = clutch || isDown
        continue
      }
      if button.press == .stop { continue }
      // One action a tick: another button's edge waits for the next.
      guard action == nil else { continue }
      if isDown {
        if down & bit == 0 {
          since[i] = tick.rawValue
          spent &= ~bit
        }
        let length = tick.rawValue - min(tick.rawValue, since[i])
        if spent & bit == 0, button.hold == nil || length >= ButtonMap.holdTicks {
          action = button.hold ?? button.press
          spent |= bit
        }
        down |= bit
      } else {
        if down & bit != 0, spent & bit == 0 { action = button.press }
        down &= ~bit
      }
    }
    return action
  }

  /// A stop button has gone down.
  private mutating func readStop(_ held: UInt32) -> Bool {
    var isStopped = false
    for i in 0..<min(map.buttons.count, 32) where map.buttons[i].press == .stop {
      let bit = UInt32(1) << UInt32(i)
      isStopped = isStopped || held & ~down & bit != 0
      down = down & ~bit | held & bit
    }
    return isStopped
  }

  /// Forgets presses that began before, as after a device was lost.
  mutating func reset(_ held: UInt32) {
    down = held
    spent = held
    clutch = false
  }
}
