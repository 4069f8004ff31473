import ArgumentParser
import CoreCommands
import Devices
import HaplyDevice

@main struct Systole: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "systole", abstract: Text.get("cli.abstract"),
      discussion: CommandHelp.discussion(
        examples: [
          "systole demo", "systole run aortic-assessment", "systole run aortic-assessment --device expert --fast --out e.mcap",
          "systole replay e.mcap --verify", "systole replay e.mcap --video e.mp4", "systole score e.mcap --json",
          "systole report e.mcap -o report.html",
        ], statuses: ExitStatus.allCases),
      version: SystoleVersion.text,
      subcommands: [
        DemoCommand.self, RunStationCommand.self, ReplayViewCommand.self, ScoreCommand.self, ReportCommand.self,
        SessionsCommand.self, ScenarioCommand.self, ValidateCommand.self, BenchViewCommand.self, SoundCommand.self,
        DevicesCommand.self, DoctorTheatreCommand.self,
      ])
  }

  static func main() {
    // The thin product does without what this one's drivers need.
    DeviceFactory.register(.haply)
    CommandMain.run(Self.self, arguments: nil)
  }
}
