import ArgumentParser
import Foundation
import Localisation

/// Which ticks a benchmark times, and with how many workers.
struct TickOptions: ParsableArguments {
  @Option(help: ArgumentHelp(Text.get("cli.help.bench-workers"), valueName: "list"))
  var workers = "1,2"
  @Option(help: ArgumentHelp(Text.get("cli.help.bench-ticks"), valueName: "n"))
  var ticks = 1000

  /// Numbers of workers; nil where one is no number.
  var counts: [Int]? { Self.list(workers, Int.init) }

  /// Values with commas between them; nil where one cannot be read, or there is none.
  static func list<T>(_ text: String, _ value: (String) -> T?) -> [T]? {
    let values = text.split(separator: ",").map { value($0.trimmingCharacters(in: .whitespaces)) }
    return values.isEmpty || values.contains { $0 == nil } ? nil : values.compactMap { $0 }
  }

  func validate() throws {
    if counts.map({ $0.allSatisfy((1...16).contains) }) != true {
      throw ValidationError(Text.get("cli.error.workers"))
    }
    if !(100...1_000_000).contains(ticks) { throw ValidationError(Text.get("cli.error.bench-ticks")) }
  }
}
