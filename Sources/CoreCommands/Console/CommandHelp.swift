/// The part of a command's help that all commands have: examples and exit codes.
public enum CommandHelp {
  /// - Parameters:
  ///   - examples: command lines as they would be typed.
  ///   - statuses: those that this command can end with, in ascending order.
  public static func discussion(_ about: String = "", examples: [String], statuses: [ExitStatus]) -> String {
    var text = about.isEmpty ? "" : about + "\n\n"
    text += Text.get("cli.help.examples") + "\n" + examples.map { "  \($0)" }.joined(separator: "\n") + "\n\n"
    text += Text.get("cli.help.exit-codes") + "\n"
    text += statuses.map { "  \($0.rawValue)  \(Text.get("cli.exit.\($0.rawValue)"))" }.joined(separator: "\n")
    return text
  }
}
