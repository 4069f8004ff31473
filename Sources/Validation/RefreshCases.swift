/// The coarse operator made anew where muscle has stiffened, against implicit Euler solved to convergence.
public enum RefreshCases {
  /// Ticks in which the operator is made anew.
  static let round = 100
  static let ticks = 120

  static func swing() throws -> MotionSeries.Swing {
    let bar = try StretchedBar()
    let rest = bar.rest()
    return MotionSeries.Swing(
      loaded: bar.swing(from: rest, ticks: ticks),
      fresh: try StretchedBar(refresh: round).swing(from: rest, ticks: ticks),
      converged: try StretchedBar(passes: MotionCases.convergedPasses).swing(from: rest, ticks: ticks))
  }

  public static func cases() throws -> [ValidationCase] {
    let swing = try swing()
    let (fresh, converged) = (swing.fresh, swing.converged)
    var cases: [ValidationCase] = [
      .relative(
        id: "refresh.stretched-bar.swing", ours: fresh.max()!, reference: converged.max()!, unit: "m", bound: 0.05,
        source: MotionCases.source)
    ]
    if let ours = MotionCases.frequency(fresh), let reference = MotionCases.frequency(converged) {
      cases.append(
        .relative(
          id: "refresh.stretched-bar.frequency", ours: ours, reference: reference, unit: "Hz", bound: 0.05,
          source: MotionCases.source))
    }
    return cases
  }
}
