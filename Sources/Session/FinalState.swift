import Frames

/// How a session's simulation was left: what came of it is measured there.
struct FinalState: Sendable {
  let tick: Tick
  let bytes: [UInt8]
}
