@testable import Audio
import Executables
import Foundation
import Testing

/// The built executable, as a person's shell would run it, and the files it makes as an instrument would see them.
@Suite(.serialized) struct LiveTests {
  private let folder: String

  init() throws {
    folder = NSTemporaryDirectory() + "systole-audio-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  private func done() { try? FileManager.default.removeItem(atPath: folder) }

  private struct Result {
    var status: Int32
    var out: Data
    var err: String
    var text: String { String(decoding: out, as: UTF8.self) }
  }

  private func run(_ program: String, _ arguments: [String], _ environment: [String: String] = [:]) throws -> Result {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    process.environment = ["HOME": folder, "LANG": "C", "PATH": "/usr/bin:/bin"].merging(environment) { $1 }
    let out = Pipe()
    let messages = "\(folder)/messages"
    _ = FileManager.default.createFile(atPath: messages, contents: nil)
    process.standardOutput = out
    process.standardError = try FileHandle(forWritingTo: URL(fileURLWithPath: messages))
    try process.run()
    let data = out.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return Result(
      status: process.terminationStatus, out: data, err: try String(contentsOfFile: messages, encoding: .utf8))
  }

  private func systole(_ arguments: [String], _ environment: [String: String] = [:]) throws -> Result {
    try run("\(Executables.folder)/systole", arguments, environment)
  }

  /// The left channel of a sound file or film, as a player would hear it.
  private func decoded(_ file: String) throws -> [Float] {
    let result = try run(
      "/usr/bin/ffmpeg",
      ["-loglevel", "error", "-i", file, "-map", "0:a", "-af", "pan=mono|c0=c0", "-ar", "48000", "-f", "f32le", "-"])
    #expect(result.status == 0, "\(result.err)")
    return result.out.withUnsafeBytes { bytes in
      (0..<bytes.count / 4).map { bytes.loadUnaligned(fromByteOffset: 4 * $0, as: Float.self) }
    }
  }

  /// No sound server, and only the library's own outputs.
  private func library(_ driver: String, _ lines: String = "") throws -> [String: String] {
    let configuration = "\(folder)/alsoft.conf"
    try Data("[general]\ndrivers = \(driver)\n\(lines)\n".utf8).write(to: URL(fileURLWithPath: configuration))
    return ["ALSOFT_CONF": configuration]
  }

  private static let hasEncoder = access("/usr/bin/ffmpeg", X_OK) == 0

  @Test func voicesBecomeFiles() throws {
    defer { done() }
    let listing = try systole(["sound", "list", "--json"], library("null"))
    #expect(listing.status == 0 && Voice.allCases.allSatisfy { listing.text.contains("\"\($0.name)\"") })
    let wav = "\(folder)/p.wav"
    let made = try systole(["sound", "render", "pulse", "--saturation", "80", "--dry", "-o", wav, "--json"])
    #expect(made.status == 0, "\(made.err)")
    let data = try Data(contentsOf: URL(fileURLWithPath: wav))
    #expect(data.count == 44 + 2 * 4800 && data.prefix(4).elementsEqual("RIFF".utf8))
    // 880 Hz less ten semitones.
    let samples = data.dropFirst(44).withUnsafeBytes { bytes in
      (0..<4800).map { Float(Int16(littleEndian: bytes.loadUnaligned(fromByteOffset: 2 * $0, as: Int16.self))) / 32767 }
    }
    #expect(abs(Spectrum.peak(samples[...], in: 200...1200) - 493.88) < 4)
    let all = try systole(["sound", "render", "everything", "--seconds", "4", "-o", wav, "--json"])
    #expect(all.status == 0 && all.text.contains("\"clipped\" : 0"), "\(all.err)")

    let wrong = try systole(["sound", "render", "siren", "-o", wav])
    #expect(wrong.status == 64 && wrong.err.contains("alarm-high"))
    #expect(try systole(["sound", "render", "pulse", "--saturation", "20", "-o", wav]).status == 64)
    let unmakable = try systole(["sound", "render", "pump", "-o", "\(folder)/no/x.wav"])
    #expect(unmakable.status == 73 && unmakable.err.contains("no/x.wav"))
    let full = try systole(["sound", "render", "pump", "-o", "/dev/full"])
    #expect(full.status == 73, "\(full.err)")
    #expect(try systole(["sound", "render", "pump", "-o", wav, "--lang", "ko"]).text.contains("썼습니다"))
  }

  @Test func aRunWithoutADeviceIsSilentAndSaysSo() throws {
    defer { done() }
    func session(_ more: [String], _ environment: [String: String]) throws -> Result {
      try systole(
        ["run", "aortic-assessment", "--device", "null", "--seconds", "0.2", "--out", "\(folder)/\(UUID().uuidString).mcap"]
          + more, environment)
    }
    let none = try session(["--realtime"], library("alsa"))
    #expect(none.status == 0 && none.text.contains("silent: no sound device"), "\(none.text) \(none.err)")
    #expect(!none.err.contains("AL lib"), "\(none.err)")
    #expect(try session(["--realtime", "--sound", "on"], library("alsa")).text.contains("silent: no sound device"))
    #expect(try session(["--realtime", "--sound", "off"], library("null")).text.contains("sound off"))
    #expect(try session(["--realtime", "--json"], library("null")).text.contains("\"state\" : \"on\""))
    #expect(try session(["--fast", "--sound", "on"], library("null")).status == 64)
    #expect(try !session(["--fast"], library("null")).text.contains("sound"))
  }

  @Test(.enabled(if: hasEncoder, "install ffmpeg")) func aRunIsHeardWhileItRuns() throws {
    defer { done() }
    let wav = "\(folder)/live.wav"
    let environment = try library("wave", "frequency = 48000\nchannels = stereo\n[wave]\nfile = \(wav)")
    let result = try systole(
      ["run", "aortic-assessment", "--device", "null", "--realtime", "--seconds", "4", "--out", "\(folder)/l.mcap"],
      environment)
    #expect(result.status == 0 && result.text.contains("sound on"), "\(result.text) \(result.err)")
    // The device's clock is not the simulation's: beats come at the heart's pace, not at exact moments.
    let onsets = Spectrum.onsets(try decoded(wav), above: 0.01, quiet: 0.3)
    #expect((3...5).contains(onsets.count), "\(onsets)")
  }

  @Test(.enabled(if: hasEncoder, "install ffmpeg")) func aFilmSoundsAtTheHeartsBeats() throws {
    defer { done() }
    let log = "\(folder)/e.mcap"
    let made = try systole(
      ["run", "aortic-assessment", "--device", "expert", "--fast", "--patient", "7", "--seconds", "6", "--out", log])
    #expect(made.status == 0, "\(made.err)")
    let feet = try HeartBeats.feet(ofLog: log)
    #expect(feet.count >= 6)

    let film = "\(folder)/e.mp4"
    let small = ["replay", log, "--video", film, "--fps", "10", "--size", "64x36", "--quality", "low"]
    let filmed = try systole(small)
    guard filmed.status != 69 else { return }
    #expect(filmed.status == 0, "\(filmed.err)")
    let samples = try decoded(film)
    #expect(abs(Double(samples.count) / 48_000 - 6) < 0.1, "\(samples.count)")
    let onsets = Spectrum.onsets(samples, above: 0.01, quiet: 0.3)
    #expect(onsets.count == feet.count, "\(onsets)")
    for (onset, foot) in zip(onsets, feet) { #expect(abs(onset - foot) < 0.02, "\(onset) s for \(foot) s") }

    // The same log, the same sound.
    let second = "\(folder)/f.mp4"
    _ = try systole(["replay", log, "--video", second] + small.dropFirst(4))
    #expect(try decoded(second) == samples)
    #expect(try systole(small + ["--silent"]).status == 0)
    let streams = try run("/usr/bin/ffmpeg", ["-hide_banner", "-i", film])
    #expect(streams.err.contains("Video:") && !streams.err.contains("Audio:"))
    #expect(try systole(["replay", log, "--silent"]).status == 64)
    let left = try FileManager.default.contentsOfDirectory(atPath: folder)
    #expect(!left.contains { $0.hasSuffix("-mute.mp4") })
  }
}
