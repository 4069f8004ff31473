import RealTime
import Testing

@Suite struct LatestBufferTests {
  @Test func neverTearsAndNeverGoesBack() throws {
    let buffer = LatestBuffer(count: 1000, label: UInt64(0))
    let last: UInt64 = 20_000
    let writer = try NativeThread(name: "writer") {
      for n in 1...last { buffer.publish(n) { $0.update(repeating: Float(n)) } }
    }
    var previous: UInt64 = 0
    var torn = 0
    while previous < last {
      let next = buffer.take { label, numbers in
        if !numbers.allSatisfy({ $0 == Float(label) }) || label <= previous { torn += 1 }
        return label
      }
      if let next { previous = next }
    }
    writer.join()
    #expect(torn == 0)
    #expect(buffer.take { label, _ in label } == nil)
  }
}
