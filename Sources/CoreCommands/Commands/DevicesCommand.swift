public import ArgumentParser
import Localisation

/// `systole devices`: what is there, its axes, and its gain. The list is a command of its own, so that its options are not
/// taken for those of the others.
public struct DevicesCommand: ParsableCommand {
  public static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "devices", abstract: Text.get("cli.devices.abstract"),
      subcommands: [DevicesListCommand.self, DevicesCalibrateCommand.self, DevicesCheckCommand.self],
      defaultSubcommand: DevicesListCommand.self)
  }

  public init() {}
}
