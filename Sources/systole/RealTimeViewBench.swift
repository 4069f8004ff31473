import ArgumentParser
import CoreCommands
import Frames
import Localisation
import Rendering
import Session

/// `systole bench realtime`, and with `--renderer` whether the loop feels that it is looked at.
struct RealTimeViewBench: SystoleCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "realtime", abstract: Text.get("cli.bench.realtime.abstract"),
      discussion: CommandHelp.discussion(
        examples: [
          "systole bench realtime --seconds 10", "systole bench realtime --seconds 60 --json",
          "systole bench realtime --no-load --spin 150 --cpu 1",
          "systole bench realtime --no-load --renderer low --seconds 60",
        ],
        statuses: [.ok, .usage, .badData, .unavailable, .internalFault, .cannotCreate, .interrupted]))
  }

  @OptionGroup var plain: BenchCommand.RealTimeBench
  @Option(help: ArgumentHelp(Text.get("cli.help.bench-renderer"), valueName: "level"))
  var renderer: RenderingQuality?
  @Option(help: ArgumentHelp(Text.get("cli.help.size"), valueName: "WxH"))
  var size = PictureSize(width: 1280, height: 720)

  func execute() throws {
    guard let renderer else { return try plain.execute() }
    let painter = Painter(width: size.width, height: size.height, quality: renderer)
    defer { painter.stop() }
    let result = try CommandFailure.drawing {
      let result = try plain.measure(guest: painter.guest)
      try painter.check()
      return result
    }
    try plain.show(result)
    if !plain.json {
      Console.print(
        Text.get(
          "cli.bench.realtime.drawn",
          ["rate": NumberText.fixed(painter.rate, decimals: 1), "renderer": painter.driver]))
    }
  }
}
