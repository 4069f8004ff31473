import Foundation
import Frames
import SimMath
import Testing

@testable import SessionLog

@Suite struct RoundTripTests {
  let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  @Test func everyFieldSurvivesToTheBit() throws {
    var arbitrary = LogFixtures.Arbitrary(seed: 1)
    let entries = arbitrary.entries(0..<2503)
    let path = try folder.log(entries)
    let reader = try SessionLogReader(path: path)
    #expect(reader.header == LogFixtures.header())
    #expect(reader.end == .finished)
    #expect(!reader.isTruncated)
    #expect(reader.defects == [])
    #expect(reader.tickRange == Tick(0)...Tick(2502))
    let read = reader.entries
    #expect(read.count == entries.count)
    for (a, b) in zip(entries, read) { #expect(a.bits == b.bits) }
  }

  @Test(arguments: LogFixtures.awkward) func aFloatSurvivesInEveryPlace(_ x: Float) throws {
    let v = Vector3(x, x, x)
    let pose = Pose(position: v, orientation: Quaternion(x: x, y: x, z: x, w: x))
    var output = StepOutput(tick: Tick(7))
    output.toolPose = pose
    output.toolVelocity = v
    output.forceWanted = v
    output.forceSent = v
    output.contactForce = v
    output.contactSite = v
    output.normalForce = x
    output.pressure = x
    output.ledger = EnergyLedger(kinetic: x, elastic: x, contact: x, workIn: x, dissipated: x)
    output.append(Event(kind: .siteMarked, site: v, pose: pose))
    let entry = TickEntry(tick: Tick(7), input: InputFrame(tick: Tick(7), pose: pose, grip: x), output: output)
    let read = try SessionLogReader(path: folder.log([entry])).entries
    #expect(read.map(\.bits) == [entry.bits])
  }

  /// A bite stands in its output and once more with its event.
  @Test func bitesReadBackToTheBit() throws {
    var arbitrary = LogFixtures.Arbitrary(seed: 5)
    let bites = [arbitrary.bite(), arbitrary.bite()]
    let entries = (0..<3 as Range<UInt64>).map { tick in
      var output = StepOutput(tick: Tick(tick))
      if tick == 1 {
        output.append(Event(kind: .contactEnded))
        output.append(Event(kind: .needleEntered, hand: 1), bites[0])
        output.append(Event(kind: .biteEnded), bites[1])
        // No more than the storage takes.
        output.append(Event(kind: .biteEnded), bites[0])
      }
      return TickEntry(tick: Tick(tick), input: InputFrame(tick: Tick(tick), pose: .identity, grip: 0), output: output)
    }
    #expect(entries[1].output?.eventCount == 3 && entries[1].output?.biteCount == 2)
    let reader = try SessionLogReader(path: folder.log(entries))
    #expect(reader.entries.map(\.bits) == entries.map(\.bits))
    let output = try #require(reader.entries[1].output)
    #expect(output.bite(of: output.events[0]) == nil)
    #expect(output.bite(of: output.events[1])?.bits == bites[0].bits)
    #expect(output.bite(of: output.events[2])?.bits == bites[1].bits)
    #expect(reader.events().map(\.event.kind) == [.contactEnded, .needleEntered, .biteEnded])
    let ended = reader.bites()
    #expect(ended.map(\.tick) == [Tick(1)] && ended.map(\.bite.bits) == [bites[1].bits])
  }

  @Test func anErrorOfTheVisitorEndsTheVisits() throws {
    struct Enough: Error, Equatable { var tick: Tick }
    var arbitrary = LogFixtures.Arbitrary(seed: 4)
    let reader = try SessionLogReader(path: try folder.log(arbitrary.entries(0..<3000)))
    var visited = 0
    #expect(throws: Enough(tick: Tick(1500))) {
      try reader.forEachTick { entry throws(Enough) in
        visited += 1
        if entry.tick == Tick(1500) { throw Enough(tick: entry.tick) }
      }
    }
    #expect(visited == 1501)
  }

  @Test func aLogWithoutTicksReads() throws {
    let reader = try SessionLogReader(path: folder.log([], end: .aborted))
    #expect(reader.tickRange == nil)
    #expect(reader.end == .aborted)
    #expect(reader.entries == [])
    #expect(reader.defects == [])
  }

  @Test func theSameRecordsGiveTheSameBytes() throws {
    var arbitrary = LogFixtures.Arbitrary(seed: 2)
    let entries = arbitrary.entries(0..<150)
    _ = try folder.log(entries, name: "a.mcap")
    _ = try folder.log(entries, name: "b.mcap")
    #expect(try folder.bytes("a.mcap") == folder.bytes("b.mcap"))
  }

  @Test func theHashIsThatOfTheFile() throws {
    // FIPS 180-2, appendix B.1.
    #expect(
      Array("abc".utf8).withUnsafeBytes { SHA256.hex($0) }
        == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    let reader = try SessionLogReader(path: folder.log([]))
    #expect(try reader.sha256 == folder.bytes("log.mcap").withUnsafeBytes { SHA256.hex($0) })
  }

  @Test func statesComeBackAndLieBetweenTicks() throws {
    var arbitrary = LogFixtures.Arbitrary(seed: 3)
    let entries = arbitrary.entries(1..<61)
    let noise = (0..<100_000).map { _ in arbitrary.byte() }
    let zeros = [UInt8](repeating: 0, count: 5_000_000)
    let path = try folder.log(entries, states: [20: noise, 40: [], 50: zeros])
    let reader = try SessionLogReader(path: path)
    #expect(reader.defects == [])
    #expect(reader.stateTicks == [Tick(20), Tick(40), Tick(50)])
    #expect(reader.states().map(\.tick) == reader.stateTicks)
    #expect(reader.states().map(\.bytes) == [noise, [], zeros])
    #expect(reader.state(atOrBefore: Tick(19)) == nil)
    #expect(reader.state(atOrBefore: Tick(39))?.tick == Tick(20))
    #expect(reader.state(atOrBefore: Tick(39))?.bytes == noise)
    #expect(reader.state(atOrBefore: Tick(1000))?.bytes == zeros)
    #expect(reader.entries.map(\.bits) == entries.map(\.bits))
  }

  @Test func aStateOverTheLimitIsRefused() throws {
    var writer = try SessionLogWriter(path: folder.path("log.mcap"), header: LogFixtures.header())
    #expect(throws: SessionLogError.self) {
      try writer.appendState(tick: Tick(1), bytes: [UInt8](repeating: 1, count: (32 << 20) + 1))
    }
    // The log goes on.
    try writer.append(.input(InputFrame(tick: Tick(1), pose: .identity)))
    try writer.close(.ranOut)
    let reader = try SessionLogReader(path: folder.path("log.mcap"))
    #expect(reader.entries.map(\.tick) == [Tick(1)])
    #expect(reader.end == .ranOut)
  }

  @Test func aTickSplitBetweenChunksIsBroughtTogether() throws {
    var arbitrary = LogFixtures.Arbitrary(seed: 4)
    let entries = arbitrary.entries(1..<31)
    var writer = try SessionLogWriter(path: folder.path("log.mcap"), header: LogFixtures.header())
    for entry in entries {
      try writer.append(.input(entry.input!))
      try writer.flush()
      try writer.append(.output(entry.output!))
      try writer.flush()
      try writer.append(.timing(entry.timing!))
    }
    try writer.close(.finished)
    let reader = try SessionLogReader(path: folder.path("log.mcap"))
    #expect(reader.defects == [])
    #expect(reader.entries.map(\.bits) == entries.map(\.bits))
  }

  @Test func aGapIsReported() throws {
    var arbitrary = LogFixtures.Arbitrary(seed: 5)
    var entries = arbitrary.entries(1..<41)
    entries[29].output = nil
    entries.removeSubrange(9..<14)
    let reader = try SessionLogReader(path: folder.log(entries))
    #expect(
      reader.defects == [
        .ticksMissing(Tick(10)...Tick(14)),
        .messagesMissing(topic: "/systole/output", ticks: Tick(30)...Tick(30)),
      ])
    #expect(reader.entries.map(\.tick) == entries.map(\.tick))
  }

  @Test func aRepeatedTickIsReportedAndTheFirstStays() throws {
    var arbitrary = LogFixtures.Arbitrary(seed: 6)
    let entries = arbitrary.entries(1..<11)
    let again = arbitrary.entry(5)
    let reader = try SessionLogReader(path: folder.log(entries + [again]))
    #expect(reader.entries.map(\.bits) == entries.map(\.bits))
    #expect(
      reader.defects.contains(.outOfOrder(topic: "/systole/input", tick: Tick(5)))
        && reader.defects.contains(.outOfOrder(topic: "/systole/output", tick: Tick(5))))
  }

  @Test func ticksAtTheEndOfTheirRangeDoNotTrap() throws {
    var arbitrary = LogFixtures.Arbitrary(seed: 7)
    let entries = [0, 1, UInt64.max - 1, UInt64.max].map { arbitrary.entry($0) }
    let reader = try SessionLogReader(path: folder.log(entries))
    #expect(reader.defects == [.ticksMissing(Tick(2)...Tick(UInt64.max - 2))])
    #expect(reader.entries.map(\.bits) == entries.map(\.bits))
  }

  /// What came of each activation of cautery can be read without the ticks, in order and with its hand.
  @Test func burnsAreFoundByTheirEvents() throws {
    var burn = CauteryBurn()
    burn.energy = 16.1
    burn.volume = 1.3e-8
    burn.endTick = 4
    var output = StepOutput(tick: Tick(4))
    output.append(Event(kind: .cauteryEnded, tool: .cautery, hand: 1), burn)
    burn.energy = 2
    output.append(Event(kind: .cauteryEnded, tool: .cautery), burn)
    let began = Event(kind: .cauteryBegan, tool: .cautery, hand: 1)
    var first = StepOutput(tick: Tick(3))
    first.append(began)
    let reader = try SessionLogReader(
      path: folder.log([first, output].map { TickEntry(tick: $0.tick, input: InputFrame(tick: $0.tick, pose: .identity), output: $0) }))
    #expect(reader.burns().map(\.hand) == [1, 0] && reader.burns().map(\.burn.energy) == [16.1, 2])
    #expect(reader.burns().map(\.tick) == [Tick(4), Tick(4)] && reader.burns()[0].burn.volume == 1.3e-8)
    #expect(reader.events().map(\.event.kind) == [.cauteryBegan, .cauteryEnded, .cauteryEnded])
  }
}
