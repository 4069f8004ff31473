import Frames
import SimMath

extension SimulationState {
  /// Sums up what touches a hand's tool.
  ///
  /// - Parameters:
  ///   - felt: takes the contact's force, site and touch; zero before.
  ///   - stored: takes the energy of its contact, J.
  func reportContact(
    _ model: SimulationModel, _ solver: ContactSolver, _ h: Int, _ felt: inout HandOutput, _ stored: inout Double
  ) {
    let body = solver.body(h)
    let hold = body.isBall ? body.pose.center
      : body.pose.center + body.pose.orientation.rotate(body.constants.hold - body.constants.center)
    var site = Vector3.zero
    var torque = Vector3.zero
    // Normal force on each jaw, torque that opens them, and how much of the friction there slides.
    var jaws = (positive: Float(0), negative: Float(0))
    var opening: Float = 0
    var (held, sliding) = (0, 0)
    var deepest: Float = 0
    let rest = cut.isOn ? cut.tables.rest.base : model.tissue.rest.base
    for i in 0..<contact.count {
      let who = ContactOwner(rawValue: contact.owner[i])
      guard who.hand == h, let point = solver.evaluate(i) else { continue }
      let id = Int(contact.sample[i])
      felt.contactForce -= point.force
      guard point.touches else {
        torque -= (solver.samplePosition(i) - hold).cross(point.force)
        continue
      }
      site += point.normalForce * solver.interpolate(face: id >> 4, sample: id & 15, rest)
      felt.normalForce += point.normalForce
      felt.contactCount += 1
      stored += 0.5 * Double(point.normalForce * point.depth)
      stored += 0.5 * Double(point.tangentialStiffness * point.slip.lengthSquared)
      guard !body.isBall else { continue }
      let p = solver.samplePosition(i)
      torque -= (p - hold).cross(point.force)
      guard who.part != .body else { continue }
      if who.part == .positiveJaw { jaws.positive += point.normalForce } else { jaws.negative += point.normalForce }
      opening -= body.jawArm(p, who.part).dot(point.force)
      deepest = max(deepest, point.depth)
      if contact.hold[4 * i + 3] != 0 {
        held += 1
        // The friction spring carries less than its stretch once it slips.
        if point.tangentialStiffness < solver.sampleStiffness[2 * (id >> 4) + 1] { sliding += 1 }
      }
    }
    if felt.normalForce > 0 { felt.contactSite = (1 / felt.normalForce) * site }
    if felt.contactCount > 0 { felt.status.insert(.inContact) }
    guard !body.isBall else { return }
    felt.touch.angularVelocity = control.hands[h].tool.angularVelocity
    felt.touch.contactTorque = torque
    guard body.constants.hasJaw else { return }
    felt.touch.jawAngle = body.pose.jaw
    felt.touch.jawOpening = body.constants.jaw.tipDistance(body.pose.jaw)
    felt.touch.graspForce = max(0, opening / body.constants.jaw.length)
    felt.touch.jawPressure = model.contact.pressureStiffness * deepest
    if min(jaws.positive, jaws.negative) > GraspState.least {
      felt.status.insert(.grasping)
      if held > 0 && sliding == held { felt.status.insert(.slipping) }
      if felt.touch.jawPressure > GraspState.damagingPressure { felt.status.insert(.pinching) }
    }
  }

  /// Appends events where contact or grasp of a hand have changed.
  mutating func announce(_ model: SimulationModel, _ h: Int, _ output: inout StepOutput) {
    let felt = output.hands[h]
    let tool = control.hands[h].tool
    let orientation = tool.orientation
    let pose = Pose(
      position: pose(h).center - orientation.rotate(body(model, h).constants.center), orientation: orientation)
    func event(_ kind: EventKind) -> Event {
      Event(kind: kind, tool: tool.tool, site: felt.contactSite, pose: pose, hand: UInt8(h))
    }
    if (felt.contactCount > 0) != control.hands[h].wasInContact {
      control.hands[h].wasInContact = felt.contactCount > 0
      output.append(event(felt.contactCount > 0 ? .contactBegan : .contactEnded))
    }
    let now = GraspState(
      holding: felt.status.contains(.grasping), slipping: felt.status.contains(.slipping),
      pinching: felt.status.contains(.pinching))
    let before = control.hands[h].grasp
    guard now != before else { return }
    control.hands[h].grasp = now
    if now.holding != before.holding { output.append(event(now.holding ? .graspBegan : .graspEnded)) }
    if now.slipping && !before.slipping { output.append(event(.graspSlipped)) }
    if now.pinching && !before.pinching { output.append(event(.tissuePinched)) }
  }
}
