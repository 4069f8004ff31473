public import Frames
import SimMath
public import Simulation

/// A purse string around a tube's end whose ends go up through a snare: two hands draw them apart over its upper mouth, which
/// pushes it down, an assistant clamps it, and the hands let go.
public struct SnareTrial {
  /// Of the snare, m: shorter than in the theatre, so that both hands are near.
  public static let length = 0.015
  private static let segment = 0.000_5
  /// From the end of drawing to the clamp, from there to the hands' letting go, and to the end, ticks.
  private static let waits = (still: 300, clamped: 100, free: 700)

  /// Whether the assistant clamps at all.
  public var clamps = true
  /// How far each hand draws, m.
  public var pull = 0.005

  public init() {}

  private let tube = PurseStringTube()
  /// Where the snare stands, m.
  private var foot: Vector3D {
    let ring = tube.ring
    return Vector3D(0, PurseStringTube.outer + 0.000_3, 0.5 * (ring[0].z + ring[PurseStringTube.bites].z))
  }
  private func end(_ side: Double) -> Vector3D { foot + Vector3D(side * 0.004, Self.length + 0.001, 0) }
  private var ends: DrawnEnds {
    DrawnEnds(
      places: (SuturePath.grip(at: end(-1), side: -1), SuturePath.grip(at: end(1), side: 1)),
      ways: (Vector3D(-1, 0, 0), Vector3D(1, 0, 0)), pull: pull)
  }

  /// Ticks at which the ends are drawn and at rest, at which the hands open, and at which all is at rest again.
  public var drawn: Int { ends.ticks + Self.waits.still }
  public var released: Int { drawn + Self.waits.clamped }
  public var settled: Int { released + Self.waits.free }

  public func input(_ tick: Tick) -> InputFrame {
    var input = ends.input(tick)
    if clamps && tick.rawValue == UInt64(drawn) { input.command = .clampSnare }
    if tick.rawValue >= UInt64(released) {
      input.grip = 0
      input.second?.grip = 0
    }
    return input
  }

  /// - Parameter tools: forceps and a needle holder among them.
  public func model(tools: [Instrument]) throws -> SimulationModel {
    let (foot, aside) = (foot, 0.000_75)
    func mouth(_ side: Double, _ y: Double) -> Vector3D { foot + Vector3D(side * aside, y, 0) }
    var path = SuturePath(heldAt: end(-1), side: -1)
    path.pass(mouth(-1, Self.length))
    path.pass(mouth(-1, 0))
    for p in tube.ring { path.pierce(p) }
    path.pass(mouth(1, 0))
    path.pass(mouth(1, Self.length))
    path.hold(at: end(1), side: 1)
    let suture = path.suture(in: tube.mesh, knotted: false, segment: Self.segment) { arcs in
      [
        .snare(
          on: foot, normal: Vector3D(0, 1, 0), along: Vector3D(1, 0, 0), arcs: SIMD4(arcs[1], arcs[0], arcs[2], arcs[3]),
          length: Self.length)
      ]
    }
    return try SuturePatterns.model(of: tube.mesh, youngsModulus: 1e5, suture, tools)
  }

  /// Thread between the first hole in the tissue and the last, m.
  public static func string(_ state: borrowing SimulationState) -> Double {
    state.withSuture(0) { $0.arc(ofPuncture: PurseStringTube.bites) - $0.arc(ofPuncture: 0) }
  }
}
