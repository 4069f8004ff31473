import Frames
import SimMath

/// What an adversary sends: every class of number, and clocks and ticks that do anything.
struct Adversary {
  var random: Random
  var now: UInt64
  var tick: UInt64 = 0

  mutating func pick(_ n: UInt32) -> UInt32 { random.next32() % n }

  mutating func number() -> Float {
    switch pick(14) {
    case 0: .nan
    case 1: .infinity
    case 2: -.infinity
    case 3: .greatestFiniteMagnitude
    case 4: -.greatestFiniteMagnitude
    case 5: .leastNonzeroMagnitude
    case 6: -0.0
    case 7: 1e20
    case 8: Float(bitPattern: random.next32())
    default: Float(Int32(bitPattern: random.next32())) / 1e8
    }
  }

  mutating func clock() -> UInt64 {
    switch pick(40) {
    case 0: now = UInt64(random.next32()) << 32 | UInt64(random.next32())
    case 1: now = now &- UInt64(random.next32())
    case 2: now = now &+ UInt64(random.next32())
    case 3: break
    default: now = now &+ UInt64(900_000 + pick(200_000))
    }
    return now
  }

  mutating func step() -> Tick {
    switch pick(20) {
    case 0: tick = UInt64(random.next32())
    case 1...6: break
    default: tick &+= 1
    }
    return Tick(tick)
  }
}
