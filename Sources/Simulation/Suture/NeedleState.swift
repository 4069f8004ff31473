public import Frames
public import SimMath

/// The changing part of a needle: where it is and how it moves, who holds it, and the channels it has made.
///
/// Owned by one thread at a time; all storage is made here. What passes from tick to tick is in `save(into:)` and in
/// the hashes; the rest is scratch of a tick.
public struct NeedleState: ~Copyable {
  /// False for a thread without a needle: nothing of the rest is then used.
  public let exists: Bool
  public let model: NeedleModel
  /// The needle's frame (see `SutureNeedle`) in the world.
  public internal(set) var frame: RigidFrame
  /// Of the centre of mass, m/s, and of rotation, rad/s.
  public internal(set) var velocity = Vector3D.zero
  public internal(set) var angularVelocity = Vector3D.zero
  var grips = InlineArray<2, NeedleGrip>(repeating: NeedleGrip())
  /// It rests where it was laid, which is at `rest`, until jaws first hold it.
  public internal(set) var isResting: Bool
  let rest: RigidFrame
  var tip = NeedleTip()
  /// Record of the bite in which the tip is or last was; -1 where none could be made.
  var openBite: Int32 = -1
  let nodes: FixedBuffer<NeedleNode>
  let bites: FixedBuffer<NeedleBite>
  public internal(set) var biteCount = 0
  /// Bites whose channel the needle has left, a bit each, for good; and since the end of the last tick.
  var ended: UInt64 = 0
  var endedNow: UInt64 = 0
  /// Number of the bite that began in this tick; -1 for none.
  var begunNow: Int32 = -1
  /// Work of cutting, heat of friction in tissue and between pads, work of tearing since the start, J.
  public internal(set) var cutWork = 0.0
  public internal(set) var frictionHeat = 0.0
  public internal(set) var tearWork = 0.0

  // Scratch of a tick.
  var previous: RigidFrame
  var target: RigidFrame
  /// Force of the thread on the needle after the last tick, N.
  public internal(set) var threadForce = Vector3D.zero
  /// What the needle is solved with: its factored block, the force left over, and the thread's part.
  var factor = RigidMatrix()
  var residual = RigidVector.zero
  var free = Vector3D.zero

  /// Places of channels at once, and bites that are recorded; further bites are not.
  static var nodeCapacity: Int { 24 }
  static var biteCapacity: Int { 64 }
  /// Distance of a channel's places, m. Usual: 1.5 mm, somewhat less than the needle's radius.
  static var spacing: Double { 0.001_5 }
  /// Ties of a needle: its nodes and its tip.
  static var tieCount: Int { nodeCapacity + 1 }

  /// - Parameter rests: whether it lies where it is until it is taken.
  init(_ model: NeedleModel?, frame: RigidFrame, rests: Bool = false) {
    exists = model != nil
    self.model = model ?? NeedleModel(for: .size5_0)
    self.frame = frame
    isResting = rests && model != nil
    rest = frame
    previous = frame
    target = frame
    nodes = FixedBuffer(count: exists ? Self.nodeCapacity : 0, repeating: NeedleNode())
    bites = FixedBuffer(count: exists ? Self.biteCapacity : 0, repeating: NeedleBite())
  }

  /// The record of a bite, in the order of their punctures.
  public func bite(_ k: Int) -> NeedleBite {
    precondition(k >= 0 && k < biteCount)
    return bites[k]
  }
  /// How a hand holds the needle.
  public func grip(_ hand: Int) -> NeedleGrip { grips[hand] }
  /// Where swage, tip and centre of mass are, m.
  public var swage: Vector3D { frame.world(model.shape.point(at: 0)) }
  public var tipPlace: Vector3D { frame.world(model.shape.point(at: model.shape.arcLength)) }
  public var center: Vector3D { frame.world(model.center) }
  /// The tip is in tissue; it dents a surface.
  public var isInside: Bool { tip.phase == .inside }
  public var isDenting: Bool { tip.phase == .denting }
  /// Sum of forces of the tissue on the needle at the last solve, N, and at the tip alone.
  public var tissueForce: Vector3D {
    var sum = tip.hold.force
    for k in 0..<nodes.count where nodes[k].status == .holds { sum += nodes[k].hold.force }
    return sum
  }
  public var tipForce: Vector3D { tip.hold.force }
  /// Along the needle against the way of its tip at the last solve, N: of all tissue, and of the tip alone.
  public var resistance: Double {
    var sum = tipResistance
    for k in 0..<nodes.count where nodes[k].status == .holds {
      sum -= nodes[k].hold.force.dot(frame.rotate(nodes[k].hold.direction))
    }
    return sum
  }
  public var tipResistance: Double { -tip.hold.force.dot(frame.rotate(tip.hold.direction)) }
  /// Length of channel in which there is needle, m.
  public var lengthInTissue: Double {
    var sum = 0.0
    for k in 0..<nodes.count where nodes[k].status == .holds {
      sum += min(nodes[k].length, max(0, model.shape.arcLength - nodes[k].arc))
    }
    return sum
  }

  /// Puts the needle somewhere at rest, out of all jaws and tissue. For tests and scenarios, before it has met any.
  public mutating func place(_ frame: RigidFrame) {
    self.frame = frame
    velocity = .zero
    angularVelocity = .zero
  }
  public mutating func setVelocity(_ v: Vector3D, turning w: Vector3D = .zero) {
    velocity = v
    angularVelocity = w
  }
}
