internal import Frames
internal import SimMath

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
