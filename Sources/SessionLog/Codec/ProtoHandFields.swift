internal import Frames
internal import SimMath

/// What the messages of the first hand (`ProtoOutput`) and of the second (`ProtoHandOutput`) have in common.
protocol ProtoHandFields {
  var tool: ProtoTool { get set }
  var toolPosition: [Float] { get set }
  var toolOrientation: [Float] { get set }
  var toolVelocity: [Float] { get set }
  var forceWanted: [Float] { get set }
  var forceSent: [Float] { get set }
  var contactForce: [Float] { get set }
  var normalForce: Float { get set }
  var contactCount: UInt32 { get set }
  var contactSite: [Float] { get set }
  var status: UInt32 { get set }
  var touch: ProtoInstrumentTouch { get set }
  var hasTouch: Bool { get }
}

extension ProtoOutput: ProtoHandFields {}
extension ProtoHandOutput: ProtoHandFields {}

extension ProtoHandFields {
  mutating func put(_ hand: HandOutput) {
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

  /// - Parameter whose: goes before the names of the fields in an error: "second ", or nothing.
  func hand(_ whose: String = "") throws(CodecError) -> HandOutput {
    var hand = HandOutput(tool: try Tool(number: tool.rawValue, whose + "tool"))
    hand.toolPose.position = try Vector3(packed: toolPosition, whose + "tool position")
    hand.toolPose.orientation = try Quaternion(packed: toolOrientation, whose + "tool orientation")
    hand.toolVelocity = try Vector3(packed: toolVelocity, whose + "tool velocity")
    hand.forceWanted = try Vector3(packed: forceWanted, whose + "wanted force")
    hand.forceSent = try Vector3(packed: forceSent, whose + "sent force")
    hand.contactForce = try Vector3(packed: contactForce, whose + "contact force")
    hand.normalForce = normalForce
    hand.contactCount = try contactCount.narrowed(to: UInt16.self, whose + "contact count")
    hand.contactSite = try Vector3(packed: contactSite, whose + "contact site")
    hand.status = StepStatus(rawValue: status)
    if hasTouch { hand.touch = try touch.touch() }
    return hand
  }
}
