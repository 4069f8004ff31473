import Frames
import SimMath
import Testing

@testable import Devices

@Suite struct StationDeviceTests {
  private final class Probe: Device {
    let description = DeviceDescription(id: "x", deviceClass: "null", limits: .none, rendersForce: false)
    var felt: Feedback?
    var command = Command.none

    func sample(at tick: Tick, feedback: Feedback?) -> InputFrame? {
      felt = feedback
      return InputFrame(
        tick: tick, pose: .identity, command: command, second: HandInput(pose: .identity, flags: [.connected]))
    }
  }

  private func feedback(_ tick: UInt64, paused: Bool) -> Feedback {
    var feedback = Feedback(tick: Tick(tick))
    feedback.force = Vector3(1, 2, 3)
    feedback.torque = Vector3(0.1, 0, 0)
    feedback.graspForce = 1
    feedback.second = HandFeedback(
      force: Vector3(0, 1, 0), torque: Vector3(0, 0.1, 0), graspForce: 2, tool: .forceps, toolPose: .identity,
      inContact: true)
    feedback.paused = paused
    return feedback
  }

  @Test func aStopTakesOffEverythingInTheSameSampleUntilTheUserResumes() throws {
    let probe = Probe()
    let control = StationControl()
    let device = StationDevice(probe, control)
    var tick: UInt64 = 0
    func sample(paused: Bool = false) throws -> InputFrame {
      tick += 1
      return try #require(device.sample(at: Tick(tick), feedback: feedback(tick, paused: paused)))
    }
    func isFree() -> Bool {
      guard let felt = probe.felt, let second = felt.second else { return false }
      return felt.force == .zero && felt.torque == .zero && felt.graspForce == 0 && second.force == .zero
        && second.torque == .zero && second.graspForce == 0
    }
    #expect(try sample().flags == [.connected])
    #expect(!isFree())
    control.stop()
    let stopped = try sample()
    #expect(isFree() && stopped.flags.contains(.emergencyStop))
    #expect(stopped.second?.flags.contains(.emergencyStop) == true)
    // As long as the session has not paused it is asked to, now and then.
    var asked = 0
    for _ in 0..<500 {
      if try sample().command == .pause { asked += 1 }
      #expect(isFree())
    }
    #expect((4...5).contains(asked))
    for _ in 0..<50 { #expect(try sample(paused: true).flags.contains(.emergencyStop)) }
    #expect(isFree() && control.isPaused)
    // The user goes on at the device; only when the session has, the force may come back.
    probe.command = .resume
    #expect(try sample(paused: true).command == .resume)
    #expect(isFree())
    probe.command = .none
    #expect(try sample().flags == [.connected])
    #expect(!isFree())
    // The same, resumed at the station.
    control.stop()
    _ = try sample()
    _ = try sample(paused: true)
    control.togglePause()
    #expect(try sample(paused: true).command == .resume)
    #expect(isFree())
    _ = try sample()
    #expect(!isFree())
  }

  @Test func theStationPausesAndResumesAfterTheDevicesOwnCommand() throws {
    let probe = Probe()
    let control = StationControl()
    let device = StationDevice(probe, control)
    control.togglePause()
    probe.command = .markLesion
    #expect(device.sample(at: Tick(1), feedback: nil)?.command == .markLesion)
    probe.command = .none
    #expect(device.sample(at: Tick(2), feedback: nil)?.command == .pause)
    #expect(device.sample(at: Tick(3), feedback: feedback(3, paused: true))?.command == Command.none)
    control.togglePause()
    #expect(device.sample(at: Tick(4), feedback: feedback(4, paused: true))?.command == .resume)
    #expect(device.sample(at: Tick(5), feedback: feedback(5, paused: false))?.flags == [.connected])
  }
}
