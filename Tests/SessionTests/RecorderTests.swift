import Frames
@testable import Session
import SimMath
import Testing

@Suite struct RecorderTests {
  @Test func writesEverythingInOrderThenCloses() throws {
    let sink = MemorySink()
    let recorder = try Recorder(sink: sink, capacity: 8)
    for i in 0..<5000 as Range<UInt64> {
      recorder.pushPatiently(.input(InputFrame(tick: Tick(i), pose: .identity)))
    }
    try recorder.finish(.finished)
    #expect(sink.inputTicks == Array(0..<5000))
    #expect(sink.end == .finished)
  }

  @Test func aFullDiskComesOutAndNeverBlocksTheLoop() throws {
    let sink = MemorySink()
    sink.failAfter = 100
    let recorder = try Recorder(sink: sink, capacity: 8)
    for i in 0..<5000 as Range<UInt64> {
      recorder.pushPatiently(.input(InputFrame(tick: Tick(i), pose: .identity)))
    }
    #expect(throws: MemorySink.Full.self) { try recorder.finish(.finished) }
    #expect(recorder.hasFailed)
    #expect(sink.records.count == 100)
    #expect(sink.end == nil, "a log with a hole is not closed as if it were whole")
  }
}
