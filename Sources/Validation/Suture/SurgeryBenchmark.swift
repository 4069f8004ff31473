import Frames
import RealTime
import SimMath
public import Simulation

/// Times a tick of the practice pad with a running suture and two instruments in contact, of a needle in a slab, and of a blade
/// that is drawn through a pad.
public struct SurgeryBenchmark: Sendable {
  public struct Row: Codable, Sendable, Equatable {
    public var scene: String
    public var stitches: Int
    public var instruments: Int
    public var workers: Int
    /// Of the tissue and of the thread.
    public var tetrahedra: Int
    public var segments: Int
    public var tick: TickTime
    /// Of the digests of all ticks; the same for any number of workers.
    public var hash: String

    enum CodingKeys: String, CodingKey {
      case scene, stitches, instruments, workers, tetrahedra, segments, hash
      case tick = "tick_us"
    }
  }

  /// Ticks that are timed, after half a second in which the instruments come down and close.
  public var ticks = 1000

  public init() {}

  /// - Parameter tools: two different ones with jaws.
  public func measure(stitches: Int, tools: [Instrument], workers: Int) throws -> Row {
    var row = time(try Self.pad(stitches: stitches, tools: tools), workers: workers, from: 500, Self.pressing)
    row.stitches = stitches
    return row
  }

  /// A pad with a slit, sewn by a running suture, under two instruments.
  static func pad(stitches: Int, tools: [Instrument]) throws -> SimulationModel {
    let pad = PracticePad(length: 0.054, cells: (8, 12, 2))
    let suture = pad.suture(stitches: stitches, spacing: 0.001, knotted: true, segment: 0.001, meetsTissue: true)
    return try pad.model(suture: suture, tools: tools, inHand: tools.map(\.tool))
  }

  /// A needle holder drives a needle into a slab and holds it there; timed from when its tip is in.
  /// - Parameter tools: a needle holder among them.
  public func measureNeedle(tools: [Instrument], workers: Int) throws -> Row {
    let trial = NeedleTrial()
    let model = try trial.model(tools: tools)
    var row = time(model, workers: workers, from: 750) { trial.driving($0, turn: 1.6) }
    row.scene = "needle"
    return row
  }

  /// A blade is drawn through a pad; timed from when it begins to cut. One tick in fifty or so cuts a tetrahedron.
  public func measureBlade(workers: Int) throws -> Row {
    var drawing = self
    drawing.ticks = min(ticks, 780)
    var row = drawing.time(try BladeScene().model, workers: workers, from: 520) {
      InputFrame(tick: $0, pose: BladeScene.stroke($0.rawValue), flags: [.connected])
    }
    row.scene = "blade"
    return row
  }

  private func time(
    _ model: SimulationModel, workers: Int, from start: UInt64, _ input: (Tick) -> InputFrame
  ) -> Row {
    let team = WorkerTeam(workers: workers)
    defer { team.stop() }
    var state = SimulationState(model: model)
    var times: [UInt64] = []
    times.reserveCapacity(ticks)
    var hash = StateHash()
    for _ in 0..<(Int(start) + ticks) {
      let input = input(state.nextTick)
      let begin = MonotonicClock.now()
      let output = step(model, &state, input, on: team)
      let end = MonotonicClock.now()
      hash.combine(UInt64(output.digest))
      if state.nextTick.rawValue > start { times.append(end - begin) }
    }
    return Row(
      scene: "pad", stitches: 0, instruments: model.hands, workers: workers,
      tetrahedra: model.tissue.tetrahedronCount, segments: model.sutures.reduce(0) { $0 + $1.thread.segmentCount },
      tick: TickTime(times), hash: hash.hexadecimal)
  }

  /// Both instruments press the pad beside the slit by half a millimetre and rock there.
  static func pressing(_ tick: Tick) -> InputFrame {
    let t = 0.001 * Double(tick.rawValue)
    let down = 0.002 - 0.0025 * min(1, t / 0.4)
    let rock = 0.000_2 * Trigonometry.sin(6 * t)
    func pose(_ side: Double) -> Pose {
      Pose(position: Vector3(Vector3D(side * 0.010 + rock, down, 0.004 * side)))
    }
    return InputFrame(tick: tick, pose: pose(-1), grip: 1, second: HandInput(pose: pose(1), grip: 1))
  }
}
