import Frames
import SimMath
import Testing

@testable import Devices

@Suite struct FactoryTests {
  @Test func unknownDevicesAreAnsweredWithWhatThereIs() {
    do {
      _ = try DeviceFactory.make("surgeon", context: Phantom().context)
      Issue.record("made an unknown device")
    } catch {
      #expect(error.description.contains("surgeon"))
      for name in ["expert", "resident", "novice", "mark-all", "no-touch", "idle-finish", "poke-grid", "csv:", "null"] {
        #expect(error.description.contains(name))
      }
    }
  }

  @Test func everyNamedDeviceSaysWhatItIs() throws {
    for name in TraineeLevel.allCases.map(\.rawValue) + CheaterKind.allCases.map(\.rawValue) {
      let device = try DeviceFactory.make(name, context: Phantom().context)
      #expect(device.description.id == name)
      #expect(device.description.deviceClass == "scripted")
      #expect(device.description.rendersForce)
      #expect(device.sample(at: Tick(0), feedback: nil)?.pose.isFinite == true)
    }
  }

  @Test func theNullDeviceHoldsStill() throws {
    let device = try DeviceFactory.make("null", context: Phantom().context)
    let first = try #require(device.sample(at: Tick(0), feedback: nil))
    for k in 1..<100 as Range<UInt64> {
      let next = try #require(device.sample(at: Tick(k), feedback: Feedback(tick: Tick(k - 1))))
      #expect(next.pose == first.pose && next.command == .none && next.flags.contains(.noForce))
    }
  }

  @Test func aReplayGivesBackTheBits() throws {
    let run = try PhantomRun("mark-all", phantom: Phantom(), seconds: 3)
    let device = ReplayDevice(description: NullDevice(pose: .identity).description, inputs: run.inputs)
    for (k, input) in run.inputs.enumerated() {
      #expect(device.sample(at: Tick(UInt64(k)), feedback: nil) == input)
    }
    #expect(device.sample(at: Tick(UInt64(run.inputs.count)), feedback: nil) == nil)
  }
}
