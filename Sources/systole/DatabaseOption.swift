import ArgumentParser
import CoreCommands
import Foundation
import Skills

/// `--db`: where scored sessions are filed.
struct DatabaseOption: ParsableArguments {
  @Option(name: .customLong("db"), help: ArgumentHelp(Text.get("cli.help.db"), valueName: "file"))
  var path: String?

  var location: String { path ?? SkillsLocation.defaultPath() }

  /// Opens the database, making it if it is not there.
  func open() throws -> SQLiteSkillsStore { try mappingSkills { () throws(SkillsError) in
    try SQLiteSkillsStore(path: location)
  } }
}

/// Gives errors of the database the exit status that they have in the shell.
func mappingSkills<T>(_ body: () throws(SkillsError) -> T) throws -> T {
  do throws(SkillsError) {
    return try body()
  } catch {
    let status: ExitStatus =
      switch error {
      case .badPseudonym, .keyTooShort, .ambiguous: .usage
      case .invalid, .conflict, .corrupt, .notADatabase, .notOurs, .laterVersion: .badData
      case .locked: .unavailable
      case .cannotOpen: .cannotCreate
      case .cannotWrite, .full, .failed: .inputOutput
      }
    throw CommandFailure(status, error.description)
  }
}
