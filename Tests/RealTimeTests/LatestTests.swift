import RealTime
import Synchronization
import Testing

@Suite struct LatestTests {
  /// Eight words that belong together: a torn value has words that differ.
  struct Wide: Equatable {
    var words: InlineArray<8, UInt64>
    init(_ n: UInt64) { words = InlineArray(repeating: n) }
    var isWhole: Bool {
      for i in 1..<8 where words[i] != words[0] { return false }
      return true
    }
    static func == (a: Wide, b: Wide) -> Bool { a.words[0] == b.words[0] && a.isWhole && b.isWhole }
  }

  @Test func readsTheInitialValueUntilThereIsAnother() {
    let latest = Latest(7)
    #expect(latest.take() == nil)
    #expect(latest.read() == 7)
    latest.publish(8)
    latest.publish(9)
    #expect(latest.read() == 9)
    #expect(latest.take() == nil)
    #expect(latest.read() == 9)
    latest.publish(10)
    #expect(latest.take() == 10)
  }

  @Test func neverTearsAndNeverGoesBack() throws {
    let latest = Latest(Wide(0))
    let last: UInt64 = 200_000
    let writer = try NativeThread(name: "writer") {
      for n in 1...last { latest.publish(Wide(n)) }
    }
    var previous: UInt64 = 0
    var torn = 0
    var backwards = 0
    var fetched = 0
    while previous < last {
      if let value = latest.take() {
        fetched += 1
        if !value.isWhole { torn += 1 }
        if value.words[0] <= previous { backwards += 1 }
        previous = value.words[0]
      }
    }
    writer.join()
    #expect(torn == 0)
    #expect(backwards == 0)
    #expect(fetched > 0)
    #expect(latest.take() == nil, "the last value was fetched once")
  }
}
