internal import Frames
internal import SimMath

extension ProtoHandOutput {
  init(_ hand: HandOutput) {
    self.init()
    tool = ProtoTool(hand.tool)
    toolPosition = hand.toolPose.position.packed
    toolOrientation = hand.toolPose.orientation.packed
    toolVelocity = hand.toolVelocity.packed
    forceWanted = hand.forceWanted.packed
    forceSent = hand.forceSent.packed
    contactForce = hand.contactForce.packed
    normalForce = hand.normalForce
    contactCount = UInt32(hand.contactCount)
    contactSite = hand.contactSite.packed
    status = hand.status.rawValue
    if let parts = ProtoInstrumentTouch(hand.touch) { touch = parts }
  }

  func hand() throws(CodecError) -> HandOutput {
    var hand = HandOutput(tool: try Tool(number: tool.rawValue, "second tool"))
    hand.toolPose.position = try Vector3(packed: toolPosition, "second tool position")
    hand.toolPose.orientation = try Quaternion(packed: toolOrientation, "second tool orientation")
    hand.toolVelocity = try Vector3(packed: toolVelocity, "second tool velocity")
    hand.forceWanted = try Vector3(packed: forceWanted, "second wanted force")
    hand.forceSent = try Vector3(packed: forceSent, "second sent force")
    hand.contactForce = try Vector3(packed: contactForce, "second contact force")
    hand.normalForce = normalForce
    hand.contactCount = try contactCount.narrowed(to: UInt16.self, "second contact count")
    hand.contactSite = try Vector3(packed: contactSite, "second contact site")
    hand.status = StepStatus(rawValue: status)
    if hasTouch { hand.touch = try touch.touch() }
    return hand
  }
}

extension ProtoInstrumentTouch {
  /// nil where every bit is zero: an absent message is that.
  init?(_ touch: InstrumentTouch) {
    self.init()
    angularVelocity = touch.angularVelocity.packed
    torqueWanted = touch.torqueWanted.packed
    torqueSent = touch.torqueSent.packed
    contactTorque = touch.contactTorque.packed
    jawAngle = touch.jawAngle
    jawOpening = touch.jawOpening
    graspForce = touch.graspForce
    jawPressure = touch.jawPressure
    let floats = jawAngle.bitPattern | jawOpening.bitPattern | graspForce.bitPattern | jawPressure.bitPattern
    guard floats != 0 || ![angularVelocity, torqueWanted, torqueSent, contactTorque].allSatisfy(\.isEmpty) else {
      return nil
    }
  }

  func touch() throws(CodecError) -> InstrumentTouch {
    InstrumentTouch(
      angularVelocity: try Vector3(packed: angularVelocity, "angular velocity"),
      torqueWanted: try Vector3(packed: torqueWanted, "wanted torque"),
      torqueSent: try Vector3(packed: torqueSent, "sent torque"),
      contactTorque: try Vector3(packed: contactTorque, "contact torque"), jawAngle: jawAngle, jawOpening: jawOpening,
      graspForce: graspForce, jawPressure: jawPressure)
  }
}
