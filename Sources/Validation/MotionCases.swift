import Frames
import SimMath
import Simulation

/// How a body moves with one pass of the solver in a tick, against implicit Euler of 1 ms solved to convergence on the
/// same mesh: the same program with so many passes that more change nothing.
public enum MotionCases {
  /// Passes of the converged tick; the tests hold it against Newton's method.
  static let convergedPasses = 24
  static let source = "implicit Euler of 1 ms on the same mesh, 24 passes a tick"

  /// The scene's answer (m) after each tick from the moment its load is let go.
  static func series(_ scene: TissueScene, ticks: Int) -> [Double] {
    var state = scene.initialState()
    let team = WorkerTeam()
    var answers: [Double] = []
    for _ in 0..<ticks {
      _ = step(scene.model, &state, .untouched(state.nextTick), on: team)
      answers.append(scene.answer(state))
    }
    return answers
  }

  /// Frequency, Hz, from the first to the third turning point, each placed between ticks by a parabola; nil if there
  /// are fewer.
  static func frequency(_ x: [Double]) -> Double? {
    var turns: [Double] = []
    for i in 1..<max(1, x.count - 1) where (x[i] - x[i - 1]) * (x[i + 1] - x[i]) < 0 {
      let (a, b) = (x[i] - x[i - 1], x[i + 1] - x[i])
      turns.append(Double(i) + 0.5 * (a + b) / (a - b))
      if turns.count == 3 { return 1000 / (turns[2] - turns[0]) }
    }
    return nil
  }

  /// Ticks until the answer stays within 5% of `rest`.
  static func settlingTime(_ x: [Double], rest: Double) -> Int {
    (x.lastIndex { abs($0 - rest) > 0.05 * abs(rest) } ?? -1) + 2
  }

  /// Ticks until the answer first reaches 90% of `rest`.
  static func riseTime(_ x: [Double], rest: Double) -> Int { (x.firstIndex { $0 / rest >= 0.9 } ?? x.count - 1) + 1 }

  /// Largest difference of two curves, m.
  static func largestDifference(_ a: [Double], _ b: [Double]) -> Double {
    zip(a, b).reduce(0) { max($0, abs($1.0 - $1.1)) }
  }

  /// Block and tube in all sizes; the larger ones take minutes each, on all cores.
  static func series(progress: (Double) -> Void) throws -> [ValidationCase] {
    let bodies = [(5, 0.49), (20, 0.45), (20, 0.49), (20, 0.499), (80, 0.45), (80, 0.49)].flatMap { thousands, ratio in
      TissueScene.Shape.allCases.map { (shape: $0, thousands: thousands, ratio: ratio) }
    }
    return try Parallel.map(
      bodies.reversed(), threads: 2,
      goOn: {
        progress($0)
        return true
      }, { try cases($0.shape, thousands: $0.thousands, poissonRatio: $0.ratio) })!.reversed().flatMap { $0 }
  }

  /// The cases of one body and size (thousands of linear tetrahedra).
  public static func cases(
    _ shape: TissueScene.Shape, thousands: Int, poissonRatio: Double
  ) throws -> [ValidationCase] {
    let cells = TissueScene.cells(of: shape, thousands: thousands)!
    let ticks = shape == .block ? 1200 : 300
    let ours = series(try TissueScene(shape, cells: cells, poissonRatio: poissonRatio), ticks: ticks)
    let converged = series(
      try TissueScene(shape, cells: cells, poissonRatio: poissonRatio, passes: convergedPasses), ticks: ticks)
    let rest = converged.last!
    let id = "motion.\(shape.rawValue)\(thousands)k-nu\(Int((1000 * poissonRatio).rounded()))"
    var cases: [ValidationCase] = []
    if shape == .block, let a = frequency(ours), let b = frequency(converged) {
      cases.append(
        .relative(id: id + ".frequency", ours: a, reference: b, unit: "Hz", bound: 0.05, source: source))
    }
    if shape == .block {
      cases.append(
        .relative(
          id: id + ".settling", ours: Double(settlingTime(ours, rest: rest)),
          reference: Double(settlingTime(converged, rest: rest)), unit: "ticks", bound: 0.2, source: source))
    }
    cases.append(
      .relative(
        id: id + ".rise", ours: Double(riseTime(ours, rest: rest)), reference: Double(riseTime(converged, rest: rest)),
        unit: "ticks", bound: 0.2, source: source))
    return cases
  }
}
