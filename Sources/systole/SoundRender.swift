import ArgumentParser
import Audio
import CoreCommands
import Foundation
import Frames
import Localisation
import Scenarios

/// `systole sound render NAME -o FILE`
struct SoundRender: SystoleCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "render", abstract: Text.get("cli.sound.render.abstract"),
      discussion: CommandHelp.discussion(
        examples: [
          "systole sound render pulse --saturation 85 -o pulse.wav", "systole sound render alarm-high --dry -o alarm.wav",
          "systole sound render everything --seconds 10 -o theatre.wav --json",
        ],
        statuses: [.ok, .usage, .unavailable, .internalFault, .cannotCreate]))
  }

  static let everything = "everything"

  @Argument(help: ArgumentHelp(Text.get("cli.help.sound-name"), valueName: "name"))
  var name: String
  @Option(name: [.short, .customLong("out")], help: ArgumentHelp(Text.get("cli.help.sound-out"), valueName: "file"))
  var out: String
  @Option(help: ArgumentHelp(Text.get("cli.help.saturation"), valueName: "percent"))
  var saturation = Voice.usualSaturation
  @Option(help: ArgumentHelp(Text.get("cli.help.sound-seconds"), valueName: "s"))
  var seconds: Double?
  @Flag(help: ArgumentHelp(Text.get("cli.help.dry")))
  var dry = false
  @Flag(help: ArgumentHelp(Text.get("cli.help.json")))
  var json = false
  @OptionGroup var language: LanguageOption

  struct Result: Codable {
    var path: String
    var voice: String
    var channels: Int
    var seconds: Double
    /// dB re full scale.
    var peak: Double
    var level: Double
    var clipped: Int

    enum CodingKeys: String, CodingKey {
      case path, voice, channels, seconds, clipped
      case peak = "peak_db"
      case level = "level_db"
    }
  }

  func validate() throws {
    if !(50...100).contains(saturation) { throw ValidationError(Text.get("cli.error.sound-saturation")) }
    if let seconds, !(seconds > 0 && seconds <= 600) { throw ValidationError(Text.get("cli.error.sound-seconds")) }
    if name == Self.everything {
      if dry { throw ValidationError(Text.get("cli.error.sound-dry-everything")) }
    } else if voices.isEmpty {
      let names = (Voice.allCases.map(\.name) + [Self.everything]).joined(separator: ", ")
      throw ValidationError(Text.get("cli.error.sound-voice", ["name": name, "names": names]))
    }
  }

  private var voices: [Voice] {
    if name == Voice.pulse(saturation: saturation).name { return [.pulse(saturation: saturation)] }
    return Voice.allCases.filter { name == Self.everything || $0.name == name }
  }

  func execute() throws {
    let result = try CommandFailure.sounding { try render() }
    if json { return try Console.print(json: result) }
    Console.print(
      Text.get(
        "cli.sound.rendered",
        [
          "path": out, "seconds": NumberText.fixed(result.seconds, decimals: 2),
          "peak": NumberText.fixed(result.peak, decimals: 1), "level": NumberText.fixed(result.level, decimals: 1),
          "clipped": "\(result.clipped)",
        ]))
  }

  private func render() throws -> Result {
    let channels = dry ? 1 : 2
    let samples = dry ? drySamples() : try heard()
    let file = try WaveFile(path: out, channels: channels)
    try file.append(samples)
    try file.finish()
    let left = Waveform(samples: stride(from: 0, to: samples.count, by: channels).map { samples[$0] })
    let right = Waveform(samples: stride(from: channels - 1, to: samples.count, by: channels).map { samples[$0] })
    let peak = Double(max(left.peak, right.peak))
    return Result(
      path: out, voice: name, channels: channels, seconds: file.seconds, peak: 20 * log10(max(peak, 1e-9)),
      level: max(left.level, right.level), clipped: file.clipped)
  }

  private func drySamples() -> [Float] {
    let voice = voices[0]
    let once = voice.synthesise().samples
    guard let wanted = seconds ?? (voice.isContinuous ? 4 : nil) else { return once }
    let count = Int(wanted * Double(Waveform.rate))
    return (0..<count).map { voice.isContinuous ? once[$0 % once.count] : $0 < once.count ? once[$0] : 0 }
  }

  /// At the surgeon's head; continuous voices come and go.
  private func heard() throws -> [Float] {
    let scenario = try ScenarioLoader.load(id: "aortic-assessment")
    let loopback = try LoopbackMixer(layout: TheatreLayout(vesselLength: Float(scenario.vessel.length)))
    let continuous = voices.filter(\.isContinuous)
    let longest = voices.filter { !$0.isContinuous }.map { $0.synthesise().seconds }.max() ?? 0
    let wanted = seconds ?? (continuous.isEmpty ? longest + 0.02 : max(4, longest + 0.02))
    let ticks = Int((wanted * 1000).rounded(.up))
    let fade = min(ticks / 2, Mixer.ramp + 5)
    for voice in continuous { loopback.mixer.setLevel(voice, 1) }
    for voice in voices where !voice.isContinuous { loopback.mixer.play(voice) }
    var samples = loopback.render(ticks: ticks - fade)
    for voice in continuous { loopback.mixer.setLevel(voice, 0) }
    samples += loopback.render(ticks: fade)
    try loopback.mixer.check("render")
    return samples
  }
}
