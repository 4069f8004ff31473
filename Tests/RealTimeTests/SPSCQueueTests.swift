import RealTime
import Testing

@Suite struct SPSCQueueTests {
  @Test func keepsOrderAndRefusesWhenFull() {
    let queue = SPSCQueue<Int>(minimumCapacity: 3)
    #expect(queue.capacity == 4)
    #expect(queue.pop() == nil)
    for i in 0..<4 {
      #expect(queue.hasRoom)
      #expect(queue.push(i))
    }
    #expect(!queue.hasRoom)
    #expect(!queue.push(99))
    #expect(queue.overflowCount == 1)
    #expect(queue.pop() == 0)
    #expect(queue.hasRoom)
    #expect(queue.push(4))
    for i in 1...4 { #expect(queue.pop() == i) }
    #expect(queue.pop() == nil)
    #expect(queue.overflowCount == 1)
  }

  @Test(arguments: [1, 2, 64, 1024]) func passesEveryValueBetweenThreads(capacity: Int) throws {
    let queue = SPSCQueue<LatestTests.Wide>(minimumCapacity: capacity)
    let count: UInt64 = capacity < 8 ? 20_000 : 200_000
    let producer = try NativeThread(name: "producer") {
      for n in 1...count {
        while !queue.hasRoom { MonotonicClock.sleep(for: 1) }
        // There was room and nobody else pushes: this push cannot fail.
        if !queue.push(LatestTests.Wide(n)) { break }
      }
    }
    var wrong = 0
    var expected: UInt64 = 1
    while expected <= count {
      guard let value = queue.pop() else {
        MonotonicClock.sleep(for: 1)
        continue
      }
      if !value.isWhole || value.words[0] != expected { wrong += 1 }
      expected += 1
    }
    producer.join()
    #expect(wrong == 0)
    #expect(queue.pop() == nil)
    #expect(queue.overflowCount == 0)
  }

  @Test func countsEveryRefusedPushUnderLoad() throws {
    let queue = SPSCQueue<UInt64>(minimumCapacity: 16)
    let count: UInt64 = 100_000
    let accepted = Latest<UInt64>(0)
    let producer = try NativeThread(name: "producer") {
      var n: UInt64 = 0
      for i in 0..<count where queue.push(i) { n += 1 }
      accepted.publish(n)
    }
    var popped: UInt64 = 0
    var previous: UInt64?
    var disorder = 0
    var done: UInt64?
    while done == nil || popped < done! {
      while let value = queue.pop() {
        if let previous, value <= previous { disorder += 1 }
        previous = value
        popped += 1
      }
      if let n = accepted.take() { done = n }
    }
    producer.join()
    #expect(disorder == 0)
    #expect(popped + UInt64(queue.overflowCount) == count)
  }
}
