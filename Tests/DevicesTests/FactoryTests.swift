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

  /// Each does its own task alone, and who asks for another is told who does it.
  @Test func everyoneDoesTheirOwnTask() throws {
    var contexts = [TrainingTask.assess: Phantom().context]
    contexts[.sew] = contexts[.assess]
    contexts[.sew]?.anastomosis = AnastomosisTruth(
      seam: 0.005_5, gap: 0.001, stitches: 12, biteDistance: 0.001_5, needleRadius: 0.003, needleLength: 0.009_3,
      needleDiameter: 0.000_14, threadLength: 0.15)
    contexts[.tie] = contexts[.assess]
    contexts[.tie]?.knot = KnotTruth(
      axial: 0.02, bite: 0.002, strandLength: 0.052, tailLength: 0.022, threadDiameter: 1e-4, threadStrength: 6,
      throwsAsked: 7)
    for (task, context) in contexts {
      #expect(context.task == task && task.devices.contains(task.expert))
      for other in TrainingTask.allCases {
        for name in other.devices where other == task {
          let device = try DeviceFactory.make(name, context: context)
          #expect(device.description.id == name && (device.second != nil) == (task != .assess))
        }
        for name in other.devices where other != task {
          let fault = #expect(throws: DeviceError.otherTask(name, asked: task)) { try DeviceFactory.make(name, context: context) }
          #expect(fault?.description.contains(task.expert) == true)
        }
      }
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
