import Foundation
import Frames
import RealTime
import StandIns
import Testing

@testable import Devices

/// The check of a device's gain, on stand-ins whose handle stands on a spring of 300 N/m.
@Suite(.serialized) struct GainCheckTests {
  private func read(
    _ make: HapticDriverTests.Make, gain: Double, plan: GainCheck.Plan = .init(seconds: 6, cycles: 3),
    change: (StandIn) -> Void = { _ in }
  ) throws -> GainReading {
    let standIn = try StandIn(make.library)
    standIn.set(.gain, gain)
    change(standIn)
    // A machine that stalls for long lets the watchdog take the force off: such cycles are uneven, and are made again.
    for _ in 0..<4 {
      do {
        let reading = try GainCheck(HapticDriverTests.device(make, standIn), plan: plan).run()
        #expect(standIn.get(.largestForce) <= 2.0001)
        #expect(standIn.get(.fx) == 0 && standIn.get(.fy) == 0 && standIn.get(.fz) == 0, "it ends without force")
        return reading
      } catch GainCheck.Fault.uneven {}
    }
    return try GainCheck(HapticDriverTests.device(make, standIn), plan: plan).run()
  }

  @Test(arguments: HapticDriverTests.makes)
  func aGainThatIsSevenPercentOffIsShown(make: HapticDriverTests.Make) throws {
    let sound = try read(make, gain: 1)
    #expect(abs(sound.stiffness / 300 - 1) < 0.02, "\(sound)")
    #expect(abs((sound.readBack ?? 0) - 1) < 0.01)
    var station = Station()
    station.devices[make.library] = .init(baseline: sound, check: sound)
    let capabilities = try HapticDriverTests.device(make, StandIn(make.library)).capabilities
    #expect(station.gain(of: capabilities) == .passed(drift: 0))
    station.devices[make.library]?.check = try read(make, gain: 0.93)
    guard case .drifted(let drift) = station.gain(of: capabilities) else {
      Issue.record("\(station.gain(of: capabilities))")
      return
    }
    #expect(abs(drift + 0.07) < 0.02, "\(drift)")
  }

  @Test func whatIsNoReadingIsRefused() throws {
    func fault(_ change: (StandIn) -> Void, gain: Double = 1) -> GainCheck.Fault? {
      do {
        _ = try read(.dhd, gain: gain, plan: .init(seconds: 3, cycles: 3), change: change)
        return nil
      } catch { return error as? GainCheck.Fault }
    }
    if case .held = fault({ _ in }, gain: 0) {} else { Issue.record("held fast") }
    // Motors five times as strong: the handle runs off.
    if case .loose = fault({ _ in }, gain: 6) {} else { Issue.record("no spring") }
    let check = try GainCheck(HapticDriverTests.device(.hd, StandIn("hd")), plan: .init(seconds: 60))
    #expect(throws: GainCheck.Fault.stopped) { try check.run { $0 < 0.01 } }
    let standIn = try StandIn("hd")
    let lost = try GainCheck(HapticDriverTests.device(.hd, standIn), plan: .init(seconds: 600))
    #expect(throws: GainCheck.Fault.lost) {
      try lost.run { share in
        if share > 0.0005 { standIn.set(.present, 0) }
        return true
      }
    }
  }

  @Test func aCheckHoldsForADayAndForThisDeviceAlone() throws {
    let now = Date(timeIntervalSince1970: 1_800_000_000)
    func reading(_ age: Double, _ stiffness: Double = 300, serial: String = "S41") -> GainReading {
      GainReading(
        date: now.addingTimeInterval(-age), model: "Touch \"X\"", serial: serial, stiffness: stiffness, spread: 0.01,
        readBack: 1)
    }
    let capabilities = HapticCapabilities(
      model: "Touch \"X\"", serial: "S41", limits: .scripted, hasOrientation: true, buttonCount: 2, limitsAreMeasured: true)
    func state(_ baseline: GainReading?, _ check: GainReading?) -> GainState {
      Station(devices: ["hd": .init(baseline: baseline, check: check)]).gain(of: capabilities, at: now)
    }
    #expect(state(nil, nil) == .missing && state(reading(9), nil) == .missing)
    #expect(state(reading(1e7), reading(3600)) == .passed(drift: 0))
    #expect(state(reading(1e7), reading(90_000)) == .expired(now.addingTimeInterval(-90_000)))
    #expect(state(reading(1e7), reading(-3600)) == .expired(now.addingTimeInterval(3600)))
    #expect(state(reading(1e7, serial: "S42"), reading(1)) == .missing)
    #expect(state(reading(1e7), reading(1, serial: "S42")) == .missing)
    #expect(state(reading(1e7), reading(1, 290)).isPassed && state(reading(1e7), reading(1, 310)).isPassed)
    #expect(!state(reading(1e7), reading(1, 280)).isPassed && !state(reading(1e7), reading(1, 320)).isPassed)
    // Kept in the station's file.
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("gain-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let station = Station(devices: ["hd": .init(scale: 2, baseline: reading(1e7, 301.5), check: reading(0))])
    try station.write(to: folder)
    #expect(try Station(folder: folder, kinds: ["hd", "dhd"]) == station)
  }
}
