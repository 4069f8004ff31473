import Foundation
public import Localisation

/// The texts of this process, in the language that `--lang` or else the locale names. Decided once, at the first use.
public enum Text {
  public static let language = chosen(
    arguments: CommandLine.arguments, environment: ProcessInfo.processInfo.environment)

  private static let catalogue = try? Catalogue(language: language)

  /// The text of `key` with its placeholders filled in.
  public static func get(_ key: String, _ arguments: [String: String] = [:]) -> String {
    catalogue?.text(key, arguments) ?? "[\(key)]"
  }

  /// The text of `key`; nil where the catalogue has none, as for the items of someone's own scenario.
  public static func find(_ key: String) -> String? { catalogue?.has(key) == true ? get(key) : nil }

  /// `--lang` comes before everything: the help itself is read in that language.
  static func chosen(arguments: [String], environment: [String: String]) -> Language {
    for (i, argument) in arguments.enumerated() {
      if argument == "--" { break }
      let value =
        argument.hasPrefix("--lang=")
        ? String(argument.dropFirst(7)) : argument == "--lang" && i + 1 < arguments.count ? arguments[i + 1] : nil
      if let value, let language = Language(rawValue: value) { return language }
    }
    return Language(environment: environment)
  }
}
