import SimMath

/// The tip of a needle and the tissue that it presses.
struct NeedleTip: BitwiseCopyable {
  enum Phase: UInt8, BitwiseCopyable {
    /// In the air, denting a surface, in tissue.
    case free, denting, inside
  }
  var phase = Phase.free
  /// What it presses: a place of the surface, or the end of its channel.
  var place = TissuePlace(element: 0, share: InlineArray(repeating: 0))
  /// The face that it dents, and the way out of the tissue there at the start of the tick.
  var face: Int32 = 0
  var normal = Vector3D.zero
  /// What it presses, of this tick.
  var tissue = PunctureResistance.aorta
  var hold = NeedleHold()

  /// - Parameter p: where the tissue's place is, m.
  func evaluate(_ model: NeedleModel, _ frame: RigidFrame, _ p: Vector3D) -> NeedleHold {
    let end = model.shape.arcLength
    let anchor = model.shape.point(at: end)
    let way = model.shape.direction(at: end)
    let k = NeedleModel.channelStiffness
    let d = p - frame.world(anchor)
    switch phase {
    case .free: return NeedleHold()
    case .denting:
      // A surface that the tip has left does not hold it.
      guard d.dot(normal) > 0 else { return NeedleHold() }
      return NeedleHold(frame, anchor: anchor, direction: way, across: k, along: k, tissue: p)
    case .inside:
      let ahead = -d.dot(frame.rotate(way))
      let off = (d + ahead * frame.rotate(way)).length
      return NeedleHold(
        frame, anchor: anchor, direction: way, across: NeedleHold.secant(k, off, tissue.tearForce),
        along: ahead <= 0 ? 0 : NeedleHold.secant(k, ahead, model.cutting(in: tissue)), tissue: p)
    }
  }
}
