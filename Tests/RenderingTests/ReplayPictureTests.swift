import Executables
import Foundation
import Frames
import Glibc
import Rendering
import Session
import Testing

/// From a session to its pictures, and with the built executable.
@Suite(.serialized, .enabled(if: Theatre.canDraw, "install libegl1 and libgl1-mesa-dri")) struct ReplayPictureTests {
  private let folder: String
  private var log: String { "\(folder)/e.mcap" }

  init() throws {
    folder = NSTemporaryDirectory() + "systole-view-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    _ = try SessionRunner.run(
      SessionPlan(
        scenario: "aortic-assessment", patient: 7, device: "expert", mode: .fast, maximumTicks: 1000, out: log,
        writer: "test"))
  }

  private func systole(_ arguments: [String], _ environment: [String: String] = [:]) throws -> (Int32, String) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "\(Executables.folder)/systole")
    process.arguments = arguments
    process.environment = ["HOME": folder, "LANG": "C", "PATH": "/usr/bin:/bin"].merging(environment) { $1 }
    let err = Pipe()
    process.standardError = err
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    let text = String(decoding: err.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return (process.terminationStatus, text)
  }

  @Test func theAssessmentLooksAsItDid() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let replay = try SnapshotReplay(log: log)
    var pictures: [Picture] = []
    let renderer = try Renderer(
      context: OffscreenContext(), stage: replay.stage, width: 256, height: 144, quality: .high)
    try replay.play([Tick(100), Tick(999)]) { snapshot in
      try renderer.submit(snapshot)
      try renderer.draw(.surgeon)
      pictures.append(renderer.picture())
    }
    let golden = try #require(Bundle.module.url(forResource: "Golden/assessment", withExtension: "png"))
    if let made = ProcessInfo.processInfo.environment["SYSTOLE_WRITE_GOLDEN"] {
      try pictures[1].png().write(to: URL(fileURLWithPath: made))
    }
    let expected = try Picture(png: Data(contentsOf: golden))
    // Another driver rounds differently and moves an edge by part of a pixel; a lost shadow or light is far more.
    #expect(pictures[1].difference(from: expected) < 4)
    #expect(pictures[0].difference(from: expected) > 4, "the picture shows what happens")
  }

  @Test func frameAndFilmFromTheCommandLine() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let png = "\(folder)/f.png"
    let drawn = try systole(
      ["replay", log, "--frame", "500", "-o", png, "--size", "160x90", "--quality", "low", "--view", "loupe"])
    #expect(drawn.0 == 0, "\(drawn.1)")
    let picture = try Picture(png: Data(contentsOf: URL(fileURLWithPath: png)))
    #expect(picture.width == 160 && picture.height == 90)
    // Not one flat colour.
    #expect(Set(picture.rgb).count > 50)

    // Both eyes side by side: what each sees alone.
    let eyes = ["left", "right", "stereo"].map { view -> Picture? in
      let size = view == "stereo" ? "160x60" : "80x60"
      let done = try? systole(
        ["replay", log, "--frame", "500", "-o", png, "--size", size, "--quality", "low", "--view", view])
      return done?.0 == 0 ? try? Picture(png: Data(contentsOf: URL(fileURLWithPath: png))) : nil
    }
    let (left, right, both) = (try #require(eyes[0]), try #require(eyes[1]), try #require(eyes[2]))
    #expect(both == Picture(sideBySide: [left, right]) && left != right)
    #expect(try systole(["replay", log, "--frame", "5", "-o", png, "--size", "161x60", "--view", "stereo"]).0 == 64)

    #expect(try systole(["replay", log, "--frame", "1000000", "-o", png]).0 == 65)
    #expect(try systole(["replay", log, "--frame", "5"]).0 == 64)
    #expect(try systole(["replay", log, "--frame", "5", "-o", png, "--size", "7x9"]).0 == 64)
    #expect(try systole(["replay", log, "--frame", "5", "-o", "\(folder)/no/f.png", "--size", "64x64"]).0 == 73)

    // A machine that cannot draw says so, and does everything else.
    let blind = ["__EGL_VENDOR_LIBRARY_FILENAMES": "/dev/null"]
    let refused = try systole(["replay", log, "--frame", "5", "-o", png], blind)
    #expect(refused.0 == 69 && refused.1.contains("No picture can be drawn here"), "\(refused.1)")
    #expect(try systole(["replay", log, "--verify", "--ticks", "200"], blind).0 == 0)

    let film = "\(folder)/f.mp4"
    let noEncoder = try systole(["replay", log, "--video", film, "--ticks", "100"], ["PATH": folder])
    #expect(noEncoder.0 == 69 && noEncoder.1.contains("ffmpeg is not installed"), "\(noEncoder.1)")
    guard access("/usr/bin/ffmpeg", X_OK) == 0 else { return }
    let filmed = try systole(
      ["replay", log, "--video", film, "--fps", "20", "--size", "96x54", "--quality", "low"])
    #expect(filmed.0 == 0, "\(filmed.1)")
    let data = try Data(contentsOf: URL(fileURLWithPath: film))
    #expect(data.count > 1000 && data[4..<8].elementsEqual("ftyp".utf8))
    #expect(try systole(["replay", log, "--video", film, "--size", "97x54"]).0 == 64)
    #expect(try systole(["replay", log, "--video", "\(folder)/film", "--size", "96x54"]).0 == 64)
    let nowhere = try systole(["replay", log, "--video", "\(folder)/no/f.mp4", "--lang", "ko"])
    #expect(nowhere.0 == 73 && nowhere.1.contains("/no/f.mp4: 쓸 수 없습니다"), "\(nowhere.1)")
  }

  @Test func theThinProductDrawsNothing() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    for (name, draws) in [("systole", true), ("systole-core", false)] {
      let program = try Data(contentsOf: URL(fileURLWithPath: "\(Executables.folder)/\(name)"), options: .alwaysMapped)
      #expect((program.range(of: Data("libepoxy.so".utf8)) != nil) == draws, "\(name)")
    }
  }
}
