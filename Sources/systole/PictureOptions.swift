import ArgumentParser
import CoreCommands
import Rendering

extension RenderingQuality: ExpressibleByArgument {}

/// How a picture is drawn.
struct PictureOptions: ParsableArguments {
  @Option(help: ArgumentHelp(Text.get("cli.help.view"), valueName: "name"))
  var view = PictureView.surgeon
  @Option(help: ArgumentHelp(Text.get("cli.help.size"), valueName: "WxH"))
  var size = PictureSize(width: 1280, height: 720)
  @Option(help: ArgumentHelp(Text.get("cli.help.quality"), valueName: "level"))
  var quality = RenderingQuality.high
}
