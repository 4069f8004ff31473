import CAllocationProbe
import CSIMD
import Foundation
import Frames
import SimMath
import Testing

@testable import Simulation

@Suite(.serialized) struct DeterminismTests {
  /// All hash reports of a palpation of 2,000 ticks over a calcified plaque.
  private func reports(workers: Int = 1, lanes: LaneWidth = .widest, tamper: Bool = false) throws -> [HashReport] {
    let model = try Scene.aorta([Scene.lesion(.calcified)])
    var state = SimulationState(model: model, seed: 9)
    let team = WorkerTeam(workers: workers, lanes: lanes)
    defer { team.stop() }
    var result: [HashReport] = []
    let poses = FloatingPointMode.withDeterministic { (0..<2000).map { Scene.palpation($0) } }
    let mode = systole_get_mxcsr()
    if tamper { systole_set_mxcsr(0x1F80 | 0x6000) }
    run(model, &state, ticks: 2000, team: team, pose: { poses[Int($0)] }) { output in
      if output.hashes != .zero { result.append(output.hashes) }
    }
    if tamper {
      // The caller's own mode is given back.
      #expect(systole_get_mxcsr() & 0x6000 == 0x6000)
      systole_set_mxcsr(mode)
    }
    return result
  }

  @Test func sameBitsEveryTimeAndForAnyNumberOfWorkers() throws {
    let one = try reports()
    #expect(one.count == 20)
    #expect(Set(one.map(\.positions)).count == 20)
    #expect(try reports() == one)
    #expect(try reports(workers: 2) == one)
    #expect(try reports(workers: 3) == one)
    for lanes in LaneWidth.supported { #expect(try reports(lanes: lanes) == one) }
    #expect(try reports(tamper: true) == one)
  }

  /// The golden hash: the same bits on every machine and in every build. A change of it is a commit of its own that says
  /// why the physics changed.
  @Test func bitsAreTheGoldenOnes() throws {
    let last = try #require(try reports().last)
    var hash = StateHash()
    for part in [last.positions, last.velocities, last.contacts, last.random] { hash.combine(part) }
    #expect(String(hash.value, radix: 16) == "4ceff2f25b26615c")
  }

  /// A device library may set flush-to-zero or another rounding in its constructors: the step is not moved by it.
  @Test func fastMathLibraryChangesNothing() throws {
    let before = try reports()
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("systole-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let code = folder.appendingPathComponent("fast.c")
    try """
    #include <immintrin.h>
    __attribute__((constructor)) static void set(void) { _mm_setcsr(_mm_getcsr() | 0x8040 | 0x2000); }
    """.write(to: code, atomically: true, encoding: .utf8)
    let library = folder.appendingPathComponent("libfast.so")
    let compiler = Process()
    compiler.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    compiler.arguments = ["clang", "-shared", "-fPIC", "-ffast-math", "-o", library.path, code.path]
    try compiler.run()
    compiler.waitUntilExit()
    try #require(compiler.terminationStatus == 0)
    let mode = systole_get_mxcsr()
    let handle = try #require(dlopen(library.path, RTLD_NOW))
    #expect(systole_get_mxcsr() != mode)
    #expect(try reports() == before)
    systole_set_mxcsr(mode)
    dlclose(handle)
  }

  @Test func restoredStateGoesOnToTheBit() throws {
    let model = try Scene.aorta([Scene.lesion(.mixed)])
    let team = WorkerTeam()
    var state = SimulationState(model: model, seed: 4)
    run(model, &state, ticks: 1234, team: team, pose: Scene.palpation)
    let saved = state.save()
    var going: [StepOutput] = []
    run(model, &state, ticks: 700, team: team, pose: Scene.palpation) { going.append($0) }
    var restored = try SimulationState(model: model, restoring: saved)
    #expect(restored.nextTick == Tick(1234))
    var again: [StepOutput] = []
    run(model, &restored, ticks: 700, team: team, pose: Scene.palpation) { again.append($0) }
    #expect(going == again)
    #expect(restored.save() == state.save())
  }

  @Test func damagedStatesAreRefused() throws {
    let model = try Scene.aorta()
    let state = SimulationState(model: model)
    let saved = state.save()
    #expect(throws: StateError.malformed) { _ = try SimulationState(model: model, restoring: []) }
    #expect(throws: StateError.malformed) {
      _ = try SimulationState(model: model, restoring: Array(saved.dropLast(3)))
    }
    var later = saved
    later[4] = 99
    #expect(throws: StateError.version(found: 99, expected: 2)) {
      _ = try SimulationState(model: model, restoring: later)
    }
    let block = try Scene.block(youngsModulus: 1e4, poissonRatio: 0.4)
    #expect(throws: StateError.otherModel) { _ = try SimulationState(model: block, restoring: saved) }
  }

  /// The promise of the 1 kHz thread, counted: no heap request in 10,000 ticks of palpation, with marks and tool changes.
  @Test func tickDoesNotAllocate() throws {
    let model = try Scene.aorta([Scene.lesion(.calcified)])
    var state = SimulationState(model: model, seed: 9)
    let team = WorkerTeam()
    func tick() -> StepOutput {
      let k = state.nextTick
      var input = InputFrame(tick: k, pose: Scene.palpation(k.rawValue))
      if k.rawValue % 997 == 0 { input.command = .markLesion }
      if k.rawValue % 1501 == 0 {
        input.command = .takeTool
        input.argument = UInt8((k.rawValue / 1501) % 2)
      }
      return step(model, &state, input, on: team)
    }
    _ = tick()
    // The probe works at all.
    allocation_probe_start()
    let box = UnsafeMutablePointer<Int>.allocate(capacity: 100)
    box.pointee = 1
    let proof = allocation_probe_stop()
    box.deallocate()
    #expect(proof >= 1)

    // A loop saves its state now and then.
    let saved = UnsafeMutableRawBufferPointer.allocate(byteCount: state.savedCapacity, alignment: 16)
    defer { saved.deallocate() }
    var touched = 0
    var length = 0
    allocation_probe_start()
    for k in 0..<10_000 {
      if tick().contactCount > 0 { touched += 1 }
      if k % 1000 == 999 { length = state.save(into: saved) }
    }
    let count = allocation_probe_stop()
    #expect(state.save() == [UInt8](saved.prefix(length)))
    #expect(count == 0)
    #expect(touched > 1000)
  }

  @Test func notFinitePosesAreBridgedAndJumpsBounded() throws {
    let model = try Scene.aorta()
    var state = SimulationState(model: model)
    let team = WorkerTeam()
    run(model, &state, ticks: 10, team: team)
    var bad = InputFrame(tick: state.nextTick, pose: Pose(position: Vector3(.nan, 0, 0)))
    #expect(step(model, &state, bad, on: team).status.contains(.poseNotFinite))
    bad = InputFrame(tick: state.nextTick, pose: Pose(position: Vector3(5, 5, 5)))
    let jumped = step(model, &state, bad, on: team)
    #expect(jumped.status.contains(.poseJumpBounded))
    #expect((jumped.toolPose.position - Scene.away.position).length < 0.0035)
    #expect(!jumped.status.contains(.quarantined))
  }

  @Test func pauseStopsTheTissueAndTheForce() throws {
    let model = try Scene.aorta()
    var state = SimulationState(model: model)
    let team = WorkerTeam()
    let pressed = Pose(position: Vector3(0, 0.0205, 0.03))
    run(model, &state, ticks: 1, team: team, pose: { _ in Pose(position: Vector3(0, 0.0225, 0.03)) })
    run(model, &state, ticks: 1000, team: team, pose: { _ in pressed })
    _ = step(model, &state, InputFrame(tick: state.nextTick, pose: pressed, command: .pause), on: team)
    let before = state.positions[4 * 900 + 1]
    var last = StepOutput(tick: Tick(0))
    run(model, &state, ticks: 500, team: team, pose: { _ in pressed }) { last = $0 }
    #expect(last.forceSent == .zero && last.status.contains(.paused))
    #expect(state.positions[4 * 900 + 1] == before)
    _ = step(model, &state, InputFrame(tick: state.nextTick, pose: pressed, command: .resume), on: team)
    var largest: Float = 0
    var previous = Vector3.zero
    run(model, &state, ticks: 1000, team: team, pose: { _ in pressed }) { output in
      largest = max(largest, (output.forceSent - previous).length)
      previous = output.forceSent
    }
    // The force comes back by the ramp, without a knock.
    #expect(previous.length > 0.3 && largest < 0.05)
  }
}
