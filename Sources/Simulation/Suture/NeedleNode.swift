import SimMath

/// A place of the channel that a needle has made: a material point of the tissue that holds the needle to the channel.
struct NeedleNode: BitwiseCopyable {
  enum Status: UInt8, BitwiseCopyable {
    case free, holds
    /// The needle has gone through with its blunt end: the thread has it now.
    case passed
  }
  var status = Status.free
  /// The mouth of a channel: where the tip went in or came out.
  var isMouth = false
  var isExit = false
  /// Which bite of the needle it belongs to: number of its record.
  var bite: Int32 = 0
  var place = TissuePlace(element: 0, share: InlineArray(repeating: 0))
  /// Place of the needle where friction along it would be nothing: arc length, m.
  var arc = 0.0
  /// Length of channel that it stands for, towards the tip, m.
  var length = 0.0
  /// Of this tick.
  var tissue = PunctureResistance.aorta
  var hold = NeedleHold()

  /// Geometry of a node with the needle where it is: the nearest place of the arc, how far the tissue's place lies
  /// across from it, and how far along it has been taken.
  func offset(
    _ model: NeedleModel, _ frame: RigidFrame, _ p: Vector3D
  ) -> (arc: Double, across: Vector3D, along: Double) {
    let local = frame.local(p)
    let near = model.shape.nearest(to: local).arc
    let t = model.shape.direction(at: near)
    let d = local - model.shape.point(at: near)
    return (near, frame.rotate(d - d.dot(t) * t), near - arc)
  }

  /// Largest friction along the needle: of the length of channel in which there is needle, N.
  func friction(_ model: NeedleModel, at near: Double) -> Double {
    tissue.friction * min(length, max(0, model.shape.arcLength - near))
  }

  /// - Parameter p: where the tissue's place is, m.
  func evaluate(_ model: NeedleModel, _ frame: RigidFrame, _ p: Vector3D) -> NeedleHold {
    let (near, across, along) = offset(model, frame, p)
    let k = NeedleModel.channelStiffness
    let t = model.shape.direction(at: near)
    return NeedleHold(
      frame, anchor: model.shape.point(at: near) - along * t, direction: t,
      across: NeedleHold.secant(k, across.length, tissue.tearForce),
      along: NeedleHold.secant(k, abs(along), friction(model, at: near)), tissue: p)
  }
}
