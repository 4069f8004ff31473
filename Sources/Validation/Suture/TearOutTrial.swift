import Anatomy
public import Frames
import SimMath
public import Simulation

/// A strip of tissue with a thread knotted into it near its free edge, which a needle holder pulls out over that edge:
/// the test of suture retention of ISO 7198.
///
/// The strip lies in the plane of x and z, 12 x 12 mm and 2 mm thick, its upper side at y = 0 and its free edge at
/// x = 0; it is held at the far edge. The thread goes in at the middle and runs along x to the holder's jaws.
public struct TearOutTrial {
  public static let size = 0.012
  public static let thickness = 0.002
  /// Height of puncture and thread: half way through, m.
  public static let level = -0.001
  /// Where the holder's jaws hold the thread at the start, m beyond the edge; how high above its tip.
  public static let hold = 0.010
  public static let reach = 0.004
  /// Of the hand, m/s, and the tick at which it begins.
  public static let speed = 0.008
  public static let begin = 500

  /// Of the puncture from the edge, m: 2 mm in the standard.
  public var edgeDistance = 0.002
  /// Pa.
  public var youngsModulus = 1.2e6
  public var tissue = PunctureResistance.aorta

  public init() {}

  /// - Parameter tools: a needle holder among them.
  public func model(tools: [Instrument]) throws -> SimulationModel {
    let cells = (6, 6, 2)
    var built = QuadraticGrid(cells: cells).build { u, v, w in
      Vector3D(Self.size * (u - 1), Self.thickness * (w - 1), -Self.size * (v - 0.5))
    }
    for (i, p) in built.places.enumerated() where p.0 == 0 { built.mesh.fixed[i] = true }
    built.mesh.contactFaces = built.top
    let material = Material(youngsModulus: youngsModulus, poissonRatio: 0.45, density: 1060)
    let place = Vector3D(-edgeDistance, Self.level, 0)
    let tail = 0.002
    let end = Vector3D(Self.hold + 0.004, place.y, 0)
    let length = tail + (end - place).length
    // Knotted: whatever the pull, none of the thread slides through.
    let puncture = SuturePuncture(TissuePlace(place, in: built.mesh)!, arc: tail, grip: .infinity)
    let suture = SutureModel(
      material: ThreadMaterial(.size5_0, .polypropylene), segments: Int(length / 0.000_5), length: length,
      line: [place + Vector3D(0, tail, 0), place, end], punctures: [puncture])
    return try SimulationModel(
      sewingOn: built.mesh,
      points: [MaterialPoint](
        repeating: MaterialPoint(material: material, puncture: tissue), count: 4 * built.mesh.tetrahedra.count),
      tools: tools, inHand: [.needleHolder], sutures: [suture])
  }

  /// How far the hand has gone at a tick, m.
  public static func way(_ tick: Tick) -> Double { speed * 0.001 * max(0, Double(tick.rawValue) - Double(begin)) }

  /// Takes the thread (0.3 s), waits, and pulls along x.
  public func pulling(_ tick: Tick) -> InputFrame {
    let grip = Float(min(1, Double(tick.rawValue) / 300))
    // Jaws open along z, across the thread.
    let turned = Quaternion(axis: Vector3(0, 1, 0), angle: 1.570_796_4)
    let place = Vector3D(Self.hold + Self.way(tick), Self.level - Self.reach, 0)
    return InputFrame(tick: tick, pose: Pose(position: Vector3(place), orientation: turned), grip: grip)
  }
}
