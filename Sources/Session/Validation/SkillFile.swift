import Foundation
import Synchronization

/// Finished sessions of a skill validation, a JSON object a line: what an interrupted run has done is not done again.
final class SkillFile: Sendable {
  let path: String
  private let known: [String: SkillRecord]
  private let writing = Mutex<Void>(())

  /// - Parameter path: is made if it is not there; a line cut short by a killed run is left out.
  /// - Throws: `SkillFileError` for a file that cannot be read or is none of these.
  init(path: String) throws {
    self.path = path
    var known: [String: SkillRecord] = [:]
    if FileManager.default.fileExists(atPath: path) {
      guard let text = try? String(contentsOfFile: path, encoding: .utf8) else { throw SkillFileError.unreadable(path) }
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
      for (i, line) in lines.enumerated() where !line.isEmpty {
        guard let record = try? JSONDecoder().decode(SkillRecord.self, from: Data(line.utf8)) else {
          // The last line has no end: the run was killed while it wrote.
          if i == lines.count - 1 { break }
          throw SkillFileError.malformed(path, line: i + 1)
        }
        known[Self.key(record.patient, record.device)] = record
      }
      if let cut = lines.last, !cut.isEmpty {
        guard (try? text.dropLast(cut.count).write(toFile: path, atomically: true, encoding: .utf8)) != nil else {
          throw SkillFileError.unwritable(path)
        }
      }
    } else if !FileManager.default.createFile(atPath: path, contents: nil) {
      throw SkillFileError.unwritable(path)
    }
    self.known = known
  }

  private static func key(_ patient: UInt64, _ device: String) -> String { "\(patient) \(device)" }

  /// The session if it was finished earlier.
  /// - Throws: `SkillFileError.other` if it was simulated or scored by another version.
  func record(patient: UInt64, device: String, scene: String, scorer: String) throws -> SkillRecord? {
    guard let record = known[Self.key(patient, device)] else { return nil }
    guard record.scene == scene, record.scorer == scorer else {
      throw SkillFileError.other(path, patient: patient, device: device)
    }
    return record
  }

  /// Adds a finished session. Any thread.
  func add(_ record: SkillRecord) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    try append(String(decoding: try encoder.encode(record), as: UTF8.self) + "\n")
  }

  private func append(_ text: String) throws {
    try writing.withLock { _ in
      guard let file = FileHandle(forWritingAtPath: path) else { throw SkillFileError.unwritable(path) }
      defer { try? file.close() }
      do {
        try file.seekToEnd()
        try file.write(contentsOf: Data(text.utf8))
      } catch {
        throw SkillFileError.unwritable(path)
      }
    }
  }
}
