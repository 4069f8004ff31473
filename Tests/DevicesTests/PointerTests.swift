import Frames
import RealTime
import SimMath
import Testing

@testable import Devices

/// A person at mouse and keys, played by injected states, on the vessel of formulas.
@Suite struct PointerTests {
  /// A phantom with the coupling of a device without force.
  private static var phantom: Phantom {
    var phantom = Phantom()
    phantom.couplingStiffness = Double(DeviceLimits.none.stiffness)
    return phantom
  }

  /// Runs for some seconds; `person` fills in the state before each tick.
  private func run(
    _ seconds: Double, _ device: PointerDevice, _ mailbox: InputMailbox, _ phantom: inout Phantom, from start: UInt64 = 0,
    latest: Feedback? = nil, person: (UInt64, inout InputState) -> Void
  ) -> (inputs: [InputFrame], feedback: [Feedback]) {
    var inputs: [InputFrame] = []
    var feedback: [Feedback] = []
    var state = mailbox.states.read()
    var latest = latest
    for k in start..<(start + UInt64(seconds * 1000)) {
      person(k, &state)
      mailbox.states.publish(state)
      let input = device.sample(at: Tick(k), feedback: latest)!
      latest = phantom.step(input)
      inputs.append(input)
      feedback.append(latest!)
    }
    return (inputs, feedback)
  }

  private func make() -> (PointerDevice, InputMailbox, Phantom) {
    let mailbox = InputMailbox()
    let phantom = Self.phantom
    return (PointerDevice(context: phantom.context, input: mailbox), mailbox, phantom)
  }

  @Test func aPressReachesTheWantedForceAndStaysThere() throws {
    for force in [Float(0.5), 1, 3] {
      var (device, mailbox, phantom) = make()
      phantom.pulse = 0.5e-3
      let (_, feedback) = run(6, device, mailbox, &phantom) { _, state in
        state.place = VesselCoordinate(angle: 0.2, axial: 0.03)
        state.hasPlace = true
        state.press = 1
        state.force = force
      }
      // However long the button is down and however the wall swings with the heart.
      let held = feedback.suffix(4000).map(\.force.length)
      #expect(held.max()! < 1.25 * force + 0.1 && held.min()! > 0.75 * force - 0.1, "\(held.min()!) \(held.max()!)")
      #expect(feedback.map(\.force.length).max()! < 1.3 * force + 0.15)
    }
  }

  @Test func lettingGoLifts() {
    var (device, mailbox, phantom) = make()
    let (_, feedback) = run(5, device, mailbox, &phantom) { tick, state in
      state.place = VesselCoordinate(angle: 0, axial: 0.03)
      state.hasPlace = true
      state.press = tick < 3000 ? 1 : 0
    }
    #expect(feedback[2999].inContact)
    #expect(!feedback[4000].inContact)
    // A window that lost the keyboard's focus never goes on pressing.
    let (_, left) = run(2, device, mailbox, &phantom, from: 5000, latest: feedback.last) { tick, state in
      state.press = 1
      state.isActive = false
    }
    #expect(left.allSatisfy { !$0.inContact })
  }

  @Test func theToolGoesWhereTheCursorIsAndNoFasterThanAHand() {
    var (device, mailbox, phantom) = make()
    let (inputs, _) = run(4, device, mailbox, &phantom) { tick, state in
      state.hasPlace = true
      // Jumps from end to end, as a mouse does.
      state.place = VesselCoordinate(angle: tick < 2000 ? 1.2 : -1.2, axial: tick < 2000 ? 0.05 : 0.01)
      state.turn = tick < 2000 ? 0 : 1.5
    }
    let place = VesselCoordinate(anatomy: inputs.last!.pose.position)
    #expect(abs(place.angle + 1.2) < 0.01 && abs(place.axial - 0.01) < 2e-4)
    for (a, b) in zip(inputs, inputs.dropFirst()) {
      let move = (b.pose.position - a.pose.position).length
      #expect(move < 0.27e-3, "the tip moves \(move) m in a tick")
    }
    // Far out of reach is the edge of reach; what is no number is not followed.
    let (far, _) = run(2, device, mailbox, &phantom, from: 4000) { _, state in
      state.place = VesselCoordinate(angle: 3, axial: 9)
      state.stickAround = .nan
    }
    let edge = VesselCoordinate(anatomy: far.last!.pose.position)
    #expect(abs(edge.angle - phantom.vessel.accessibleAngle) < 0.01 && edge.axial < phantom.vessel.length)
    #expect(far.allSatisfy { $0.pose.isFinite })
  }

  @Test func aStickMovesTheToolSteadily() {
    var (device, mailbox, phantom) = make()
    let (inputs, _) = run(1, device, mailbox, &phantom) { _, state in state.stickAlong = 0.5 }
    let moved = inputs.last!.pose.position.z - inputs[0].pose.position.z
    #expect((0.015...0.021).contains(moved), "half of 40 mm/s for a second: \(moved)")
  }

  @Test func marksTouchTheTissueAndToolsAreChangedInTheAir() {
    var (device, mailbox, phantom) = make()
    let place = VesselCoordinate(angle: 0.3, axial: 0.035)
    let (_, first) = run(4, device, mailbox, &phantom) { tick, state in
      state.place = place
      state.hasPlace = true
      if tick == 1000 { _ = mailbox.acts.push(.markLesion(.calcified)) }
      if tick == 2500 { _ = mailbox.acts.push(.markSite) }
    }
    #expect(phantom.marks.count == 1 && phantom.marks[0].finding == .calcified)
    #expect(phantom.marks.allSatisfy { $0.place.distance(to: place, radius: 0.016) < 1e-3 })
    #expect(phantom.site != nil && phantom.refused == 0)
    #expect(first.map(\.force.length).max()! < 0.5, "a mark is put on lightly")
    #expect(!first.last!.inContact)
    // Pressing hard, then the other tool: it is lifted first, and goes on pressing with the new one.
    let (inputs, second) = run(4, device, mailbox, &phantom, from: 4000, latest: first.last) { tick, state in
      state.press = 1
      if tick == 5500 { _ = mailbox.acts.push(.take(.ultrasoundProbe)) }
    }
    let taken = inputs.firstIndex { $0.command == .takeTool }!
    #expect(!second[taken - 1].inContact && second[1499].inContact)
    #expect(second.last!.tool == .ultrasoundProbe && second.last!.inContact)
    let jump = (inputs[taken + 1].pose.position - inputs[taken].pose.position).length
    #expect(jump < 0.27e-3, "the tip stays where it is: \(jump)")
  }

  @Test func everyActIsDoneOnceAndInOrder() {
    var (device, mailbox, phantom) = make()
    let acts: [InputAct] = [
      .freeze(.shortAxisMid), .unmarkLesion, .declareNoSafeSite, .togglePause, .finish,
    ]
    for act in acts { #expect(mailbox.acts.push(act)) }
    let (inputs, _) = run(0.1, device, mailbox, &phantom) { _, _ in }
    let commands = inputs.map(\.command).filter { $0 != .none }
    #expect(commands == [.freezeView, .unmarkLesion, .declareNoSafeSite, .pause, .finish])
    #expect(inputs.first { $0.command == .freezeView }!.argument == UltrasoundView.shortAxisMid.rawValue)
    // A tick that is asked for again has no command, and a pause is ended by the same act.
    _ = mailbox.acts.push(.togglePause)
    var paused = Feedback(tick: Tick(100))
    paused.paused = true
    #expect(device.sample(at: Tick(99), feedback: paused)!.command == .none)
    #expect(device.sample(at: Tick(101), feedback: paused)!.command == .resume)
  }

  @Test func itNeedsAWindow() {
    #expect(throws: DeviceError.needsWindow("mouse")) {
      try DeviceFactory.make("mouse", context: Phantom().context)
    }
  }
}
