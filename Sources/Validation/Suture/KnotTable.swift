public import Knots
import SimMath
import Simulation

/// Knots of one thread, tied and pulled: what they are read as, what they hold, and how they end.
public enum KnotTable {
  public struct Row: Codable, Sendable {
    /// Wraps of the throws as laid, positive for a right-handed one.
    public var wraps: [Int]
    /// Pulls at the two ears while it was tied, N.
    public var tying: [Double]
    public var friction: Double
    /// What the strands wind to, laid and tied.
    public var laid: KnotKind
    public var tied: KnotKind
    /// Largest tension of the arms, N, and as a share of the straight thread's strength and of the Pharmacopeia's least
    /// knot-pull strength.
    public var strength: Double
    public var ofStrength: Double
    public var ofKnotPull: Double
    public var end: KnotTrial.End
    /// mm of thread that both arms drew out of knot and ears until then.
    public var slip: Double
  }

  public struct Result: Sendable {
    public var rows: [Row]
    /// Centrelines of each row's knot as laid, as tied and at the end, and the thread's diameter, m.
    public var pictures: [[[[Vector3D]]]]
    public var diameter: Double
  }

  /// Rows that a picture shows: granny, square, surgeon's, a square of four throws, and hitches that slipped.
  public static func isShown(_ row: Row) -> Bool {
    [[1, 1], [1, -1], [2, -1], [1, -1, 1, -1]].contains(row.wraps) && (row.tying == even || row.wraps == [1, 1])
  }

  static var even: [Double] { [1, 1] }
  static var uneven: [Double] { [8, 0.1] }

  /// Throws that the table has: one to four, wound in turn and to one side, and with a double first throw.
  public static var knots: [[Int]] {
    [[1], [2], [1, 1], [1, -1], [2, -1], [1, 1, 1], [1, -1, 1], [1, 1, 1, 1], [1, -1, 1, -1]]
  }

  public static func run(
    size: SutureSize = .size2_0, material: SutureMaterial = .polypropylene, knots: [[Int]] = KnotTable.knots,
    progress: (Double) -> Void = { _ in }
  ) -> Result {
    let thread = ThreadMaterial(size, material)
    var result = Result(rows: [], pictures: [], diameter: thread.diameter)
    // The same two throws tied with one strand held taut become hitches around it.
    let list =
      knots.map { ($0, even) } + [[1, 1], [1, -1]].filter { knots.contains($0) }.map { ($0, uneven) }
    for (wraps, tying) in list {
      let trial = KnotTrial(material: thread, wraps: wraps, tying: (tying[0], tying[1])).run()
      result.rows.append(
        Row(
          wraps: wraps, tying: tying, friction: thread.friction, laid: KnotReading(strands: trial.laid).kind,
          tied: KnotReading(strands: trial.tied).kind, strength: trial.strength,
          ofStrength: trial.strength / thread.strength, ofKnotPull: trial.strength / size.knotPullMinimum,
          end: trial.end,
          slip: 1e3 * trial.slip))
      result.pictures.append([trial.laid, trial.tied, trial.pulled])
      progress(Double(result.rows.count) / Double(list.count))
    }
    return result
  }
}

extension KnotTable {
  /// What the table must show: kinds read from the winding; four throws in turn hold to what a knotted thread bears;
  /// throws to one side, hitches and single throws give way before.
  public static func cases(_ rows: [Row]) -> [ValidationCase] {
    func find(_ wraps: [Int], _ tying: [Double]) -> Row? { rows.first { $0.wraps == wraps && $0.tying == tying } }
    var cases: [ValidationCase] = []
    let kinds: [([Int], [Double], KnotKind)] = [
      ([1], even, .overhand), ([1, 1], even, .granny), ([1, -1], even, .square), ([2, -1], even, .surgeons),
      ([1, -1, 1, -1], even, .square), ([1, 1], uneven, .slip), ([1, -1], uneven, .slip),
    ]
    for (wraps, tying, kind) in kinds {
      guard let row = find(wraps, tying) else { continue }
      let name = wraps.map(String.init).joined(separator: ",") + (tying == even ? "" : ",uneven")
      cases.append(
        .absolute(
          id: "knot.read.\(name)", ours: row.tied == kind ? 1 : 0, reference: 1, unit: "-", bound: 0,
          source: "read as \(kind) once tied"))
    }
    if let four = find([1, -1, 1, -1], even) {
      cases.append(
        ValidationCase(
          id: "knot.square-4.of-knot-pull", ours: four.ofKnotPull, reference: 1, unit: "-",
          error: max(0, 1 - four.ofKnotPull), bound: 0.02, source: "holds to the knot-pull strength (USP <881>)"))
      let weaker: [(String, [Int], [Double])] = [
        ("overhand", [1], even), ("granny-2", [1, 1], even), ("slip-2", [1, 1], uneven),
      ]
      for (name, wraps, tying) in weaker {
        guard let row = find(wraps, tying) else { continue }
        cases.append(
          ValidationCase(
            id: "knot.\(name).of-square-4", ours: row.strength / four.strength, reference: 1, unit: "-",
            error: row.strength / four.strength, bound: 0.98,
            source: "gives way earlier than the square knot of four throws"))
      }
    }
    return cases
  }
}
