import SimMath

/// How a hand's jaws hold a needle: between two pads that press the wire, by their friction against sliding and
/// turning.
public struct NeedleGrip: BitwiseCopyable, Equatable, Sendable {
  public internal(set) var isActive = false
  /// The jaws were closed at the end of the last tick: what is between them must have come in before.
  var wasClosed = false
  /// Place of the wire that is held: arc length from the swage, m.
  public internal(set) var arc = 0.0
  /// Where that place rests between the pads without force along them, tool axes, m.
  var place = Vector3D.zero
  /// How the needle rests in tool axes without torque: two of its axes.
  var x = Vector3D(1, 0, 0)
  var y = Vector3D(0, 1, 0)
  /// In the last tick the needle slid between the pads.
  public internal(set) var slipped = false

  /// What the pads do now.
  struct Hold {
    /// Of the wire, world axes, m.
    var place: Vector3D
    /// How far the jaws are closed beyond the wire's thickness, rad, at least 0, and how stiffly it holds them apart,
    /// N m/rad.
    var overlap: Double
    var stop: Double
    /// From where the wire rests to where it is, world axes, m; secant stiffness, N/m.
    var slip: Vector3D
    var tangential: Double
    /// The same of turning, rad, N m/rad.
    var turn: Vector3D
    var turning: Double
    /// Largest friction of both pads, N.
    var limit: Double

    /// Force and torque on the needle.
    var force: Vector3D { -tangential * slip }
    var torque: Vector3D { -turning * turn }
    /// J.
    var energy: Double {
      0.5 * (stop * overlap * overlap + tangential * slip.lengthSquared + turning * turn.lengthSquared)
    }
  }

  /// The wire keeps the jaws apart as their own stop would, which presses each pad on it with that torque over the
  /// lever; between them it is held in all directions up to the friction that follows.
  ///
  /// - Parameters:
  ///   - tool: tool axes.
  ///   - jaw: angle between the jaws, rad.
  func hold(
    _ model: NeedleModel, _ needle: RigidFrame, _ tool: RigidFrame, jaw: Double, _ body: InstrumentBody
  ) -> Hold {
    let world = needle.world(model.shape.point(at: arc))
    let q = tool.local(world)
    let lever = max(0.001, Double(body.constants.jaw.length) - place.y)
    let stop = Double(body.constants.jaw.stop)
    let overlap = max(0, model.shape.wireDiameter / lever - jaw)
    let limit = 2 * Double(body.padFriction) * stop * overlap / lever
    let slip = tool.rotate(q - place)
    let rest = RigidFrame(origin: .zero, x: tool.rotate(x), y: tool.rotate(y))
    let turn = RigidFrame.turn(from: rest, to: needle)
    return Hold(
      place: world, overlap: overlap, stop: stop, slip: slip,
      tangential: NeedleHold.secant(NeedleModel.padStiffness, slip.length, limit), turn: turn,
      turning: NeedleHold.secant(NeedleModel.padTurning, turn.length, NeedleModel.padLever * limit), limit: limit)
  }

  /// Lets the needle slide where friction bears no more, and go where the jaws have opened or it has left the pads.
  /// After a tick.
  /// - Returns: heat of friction, J.
  mutating func settle(
    _ model: NeedleModel, _ needle: RigidFrame, _ tool: RigidFrame, jaw: Double, _ body: InstrumentBody
  ) -> Double {
    let now = hold(model, needle, tool, jaw: jaw, body)
    slipped = false
    var heat = 0.0
    let k = NeedleModel.padStiffness
    let length = now.slip.length
    if k * length > now.limit {
      slipped = true
      let left = (now.limit / (k * length)) * now.slip
      heat += now.limit * (length - left.length)
      // The place of the wire that now lies where the pads would have it with what is left of the stretch.
      let there = tool.world(place) + left
      arc = model.shape.nearest(to: needle.local(there)).arc
      let moved = tool.local(needle.world(model.shape.point(at: arc)) - left)
      place = Vector3D(0, moved.y, moved.z)
    }
    let angle = now.turn.length
    let most = NeedleModel.padLever * now.limit
    if NeedleModel.padTurning * angle > most {
      slipped = true
      let left = most / (NeedleModel.padTurning * angle)
      heat += most * angle * (1 - left)
      var rest = needle
      rest.turn(by: -left * now.turn)
      x = tool.local(direction: rest.x)
      y = tool.local(direction: rest.y)
    }
    let isOut =
      abs(place.z) > Double(ThreadGrasp.halfWidth) || place.y < 0
      || place.y > Double(ThreadGrasp.reach(body.constants.jaw))
      || slipped && (arc <= 0 || arc >= model.shape.arcLength)
    let gap = jaw * (Double(body.constants.jaw.length) - place.y)
    if isOut || gap > 1.2 * model.shape.wireDiameter { isActive = false }
    return heat
  }

  /// Takes hold of the wire where jaws have nearly closed on it, so that it is there to keep them apart in the next
  /// tick.
  mutating func take(
    _ model: NeedleModel, _ needle: RigidFrame, _ tool: RigidFrame, jaw: Double, _ body: InstrumentBody
  ) {
    let reach = Double(ThreadGrasp.reach(body.constants.jaw))
    let length = Double(body.constants.jaw.length)
    // Jaws that are open this far hold nothing, wherever the wire is.
    guard jaw * (length - reach) < Self.closing * model.shape.wireDiameter else { return }
    var best = Double.infinity
    for k in 0...Self.pieces {
      let s = model.shape.arcLength * Double(k) / Double(Self.pieces)
      let q = tool.local(needle.world(model.shape.point(at: s)))
      guard abs(q.z) < Double(ThreadGrasp.halfWidth), q.y > 0, q.y < reach, abs(q.x) < Self.capture,
        jaw * (length - q.y) < Self.closing * model.shape.wireDiameter
      else { continue }
      let off = abs(q.z) + 0.1 * abs(q.y - 0.5 * reach)
      if off < best {
        best = off
        arc = s
        // Closed jaws have the wire in their middle.
        place = Vector3D(0, q.y, q.z)
      }
    }
    guard best < .infinity else { return }
    isActive = true
    x = tool.local(direction: needle.x)
    y = tool.local(direction: needle.y)
  }

  /// How many times the wire's thickness the pads are apart when they take it.
  private static var closing: Double { 1.15 }
  /// Places of the arc that are looked at.
  private static var pieces: Int { 100 }
  /// How far to the side closing jaws have pushed a needle, m.
  private static var capture: Double { 0.000_5 }
}
