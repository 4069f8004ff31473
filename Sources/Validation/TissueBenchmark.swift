import Frames
import RealTime
import SimMath
import Simulation

/// Times the product's tick on a `TissueScene` and holds its rest against Newton's method.
public struct TissueBenchmark: Sendable {
  /// One measurement. Times are of whole ticks: both sweeps, both coarse corrections, ledger and hashes.
  public struct Row: Codable, Sendable, Equatable {
    public var scene: String
    /// Ten-node tetrahedra, and how many linear ones about the same nodes would make.
    public var tetrahedra: Int
    public var linearTetrahedra: Int
    public var vertices: Int
    public var coarseUnknowns: Int
    public var poisson: Double
    public var sweeps: Int
    public var workers: Int
    /// How wide each works.
    public var lanes: Int
    /// Ticks in which the coarse operator was made anew; nil where it stayed as loaded.
    public var refresh: Int?
    /// Median tick over tetrahedra and sweeps, ns; the second for the linear tetrahedra.
    public var nsPerTetSweep: Double
    public var nsPerLinearTetSweep: Double
    public var tick: TickTime
    public var bytesPerTet: Double
    /// Relative error of the answer at rest against Newton on the same mesh; nil where that was not asked for.
    public var staticError: Double?
    /// Of the state after the timed ticks; the same for any number of workers and either width.
    public var hash: String

    enum CodingKeys: String, CodingKey {
      case scene, tetrahedra, vertices, poisson, sweeps, workers, lanes, refresh, hash
      case linearTetrahedra = "linear_tetrahedra"
      case coarseUnknowns = "coarse_unknowns"
      case nsPerTetSweep = "ns_per_tet_sweep"
      case nsPerLinearTetSweep = "ns_per_linear_tet_sweep"
      case tick = "tick_us"
      case bytesPerTet = "bytes_per_tet"
      case staticError = "static_error"
    }
  }

  /// Ticks that are timed, after as many again divided by ten to warm up.
  public var ticks = 1000
  /// Ticks to rest, for the static error: implicit Euler has damped every swing by then.
  public var restTicks = 4000

  public init() {}

  /// - Parameter staticAnswer: of Newton's method, m; nil to leave the static error out.
  public func measure(_ scene: TissueScene, workers: Int, lanes: LaneWidth = .widest, staticAnswer: Double?) -> Row {
    let team = WorkerTeam(workers: workers, lanes: lanes)
    defer { team.stop() }
    var state = scene.initialState()
    for _ in 0..<(ticks / 10) { _ = step(scene.model, &state, .untouched(state.nextTick), on: team) }
    var times: [UInt64] = []
    times.reserveCapacity(ticks)
    var hash = StateHash()
    for _ in 0..<ticks {
      let begin = MonotonicClock.now()
      let output = step(scene.model, &state, .untouched(state.nextTick), on: team)
      times.append(MonotonicClock.now() - begin)
      hash.combine(UInt64(output.digest))
    }
    var error: Double?
    if let staticAnswer {
      for _ in 0..<max(0, restTicks - ticks) { _ = step(scene.model, &state, .untouched(state.nextTick), on: team) }
      error = abs(scene.answer(state) - staticAnswer) / abs(staticAnswer)
    }
    let tick = TickTime(times)
    let n = scene.model.tissue.tetrahedronCount
    return Row(
      scene: scene.shape.rawValue, tetrahedra: n, linearTetrahedra: 8 * n, vertices: scene.model.tissue.vertexCount,
      coarseUnknowns: scene.model.tissue.coarseUnknowns, poisson: scene.poissonRatio, sweeps: 2, workers: workers,
      lanes: team.lanes.rawValue, refresh: scene.model.refreshTicks,
      nsPerTetSweep: 1000 * tick.median / Double(2 * n), nsPerLinearTetSweep: 1000 * tick.median / Double(16 * n),
      tick: tick,
      bytesPerTet: Double(scene.model.tissue.byteCount) / Double(n), staticError: error, hash: hash.hexadecimal)
  }
}
