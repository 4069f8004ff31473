public import Simulation

/// Patterns of suture against what they are for.
public enum SuturePatternCases {
  /// - Parameters:
  ///   - tools: forceps and a needle holder among them.
  ///   - progress: told the share that is done.
  public static func all(tools: [Instrument], progress: (Double) -> Void = { _ in }) throws -> [ValidationCase] {
    let interrupted = try SuturePatterns.interrupted(tools: tools)
    progress(0.3)
    let mattress = try SuturePatterns.mattress(tools: tools)
    progress(0.5)
    let parachute = try SuturePatterns.parachute(tools: tools)
    progress(0.8)
    let purse = try SuturePatterns.purseString(tools: tools)
    progress(1)
    // No loop of a length encloses more than a circle.
    let circle = { (length: Double) in length * length / (4 * Double.pi) }
    return [
      .absolute(
        id: "pattern.interrupted", ours: interrupted.after, reference: 0, unit: "m", bound: 0.25 * interrupted.before,
        source: "the slit between two single stitches, 5 mm apart, open by \(1e3 * interrupted.before) mm"),
      .absolute(
        id: "pattern.mattress", ours: mattress.after, reference: 0, unit: "m", bound: 0.4 * mattress.before,
        source: "the slit between the two ways of a mattress stitch"),
      .absolute(
        id: "pattern.parachute", ours: parachute.after, reference: 0, unit: "m", bound: 0.2 * parachute.before,
        source: "the edges of a block and of a piece that only the thread holds, 10 mm apart"),
      .relative(
        id: "pattern.purse-string.taut", ours: purse.perimeter, reference: purse.threadAfter, unit: "m", bound: 0.03,
        source: "around the holes, and the thread between them: taut and inextensible"),
      .relative(
        id: "pattern.purse-string.area", ours: purse.after, reference: circle(purse.threadAfter), unit: "m2", bound: 0.25,
        source: "isoperimetric: a circle around which this thread goes; less where friction draws the ends in first"),
    ]
  }
}
