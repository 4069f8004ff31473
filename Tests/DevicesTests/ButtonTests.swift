import Frames
import Testing

@testable import Devices

@Suite struct ButtonTests {
  /// Holds buttons over ticks as a hand does and gives what came of it: tick and action.
  private func run(_ map: ButtonMap, _ held: [(ClosedRange<UInt64>, UInt32)], until end: UInt64) -> [(UInt64, ButtonAction)]
  {
    var reader = ButtonReader(map)
    var result: [(UInt64, ButtonAction)] = []
    for k in 0...end {
      let mask = held.filter { $0.0.contains(k) }.reduce(0) { $0 | $1.1 }
      if let action = reader.read(mask, at: Tick(k)) { result.append((k, action)) }
    }
    return result
  }

  @Test func shortAndLongPressesAreToldApart() {
    let map = ButtonMap.usual(count: 2)
    let actions = run(map, [(10...100, 1), (200...1500, 1), (2000...2100, 2), (3000...3999, 2)], until: 5000)
    #expect(actions.map(\.1) == [.mark, .site, .tool, .pause])
    // A short press counts when it ends, a long one as soon as it is long.
    #expect(actions.map(\.0) == [101, 200 + ButtonMap.holdTicks, 2101, 3000 + ButtonMap.holdTicks])
  }

  @Test func twoButtonsAtOnceBothCount() {
    let map = ButtonMap([.init(.mark), .init(.tool), .init(.stop)])
    let actions = run(map, [(10...50, 0b111)], until: 100)
    // A stop goes first.
    #expect(actions.map(\.1) == [.stop, .mark, .tool])
    #expect(actions.map(\.0) == [10, 11, 12])
  }

  /// A pedal that is held stops once, and again when it is pressed again.
  @Test func aStopCountsWhenItIsPressed() {
    let map = ButtonMap([.init(.mark, hold: .site), .init(.stop)])
    let actions = run(map, [(5...2000, 1), (10...900, 2), (1000...1001, 2)], until: 2100)
    #expect(actions.map(\.0) == [10, 605, 1000])
    #expect(actions.map(\.1) == [.stop, .site, .stop])
  }

  @Test func whatIsHeldAfterALossDoesNothing() {
    var reader = ButtonReader(ButtonMap([.init(.mark)]))
    reader.reset(1)
    #expect(reader.read(1, at: Tick(5)) == nil)
    #expect(reader.read(0, at: Tick(6)) == nil)
    #expect(reader.read(1, at: Tick(7)) == .mark)
  }

  @Test func mapsAreReadAsTheyAreWritten() {
    #expect(ButtonMap("mark/site+tool/pause") == .usual(count: 2))
    #expect(ButtonMap("clutch")?.buttons == [.init(.clutch)])
    for wrong in ["", "mark+", "press", "mark/site/tool", "clutch/mark", "mark/clutch", "stop/mark", "mark/stop"] {
      #expect(ButtonMap(wrong) == nil, "\(wrong)")
    }
  }
}
