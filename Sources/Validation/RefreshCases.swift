/// The coarse operator made anew where muscle has stiffened, against implicit Euler solved to convergence.
public enum RefreshCases {
  /// Ticks in which the operator is made anew.
  static let round = 100
  static let ticks = 120

  /// Displacement of the stretched bar's end after each tick, m: with the operator of the mesh as loaded, with one made anew,
  /// and converged.
  static func swings() throws -> (loaded: [Double], fresh: [Double], converged: [Double]) {
    let bar = try StretchedBar()
    let rest = bar.rest()
    return (
      bar.swing(from: rest, ticks: ticks),
      try StretchedBar(refresh: round).swing(from: rest, ticks: ticks),
      try StretchedBar(passes: MotionCases.convergedPasses).swing(from: rest, ticks: ticks)
    )
  }

  public static func cases() throws -> [ValidationCase] {
    let (_, fresh, converged) = try swings()
    let source = "implicit Euler of 1 ms on the same mesh, 24 passes a tick"
    var cases: [ValidationCase] = [
      .relative(
        id: "refresh.stretched-bar.swing", ours: fresh.max()!, reference: converged.max()!, unit: "m", bound: 0.05,
        source: source)
    ]
    if let ours = MotionCases.frequency(fresh), let reference = MotionCases.frequency(converged) {
      cases.append(
        .relative(
          id: "refresh.stretched-bar.frequency", ours: ours, reference: reference, unit: "Hz", bound: 0.05, source: source))
    }
    return cases
  }
}
