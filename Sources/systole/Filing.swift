import Foundation
import Frames
import Session
import Skills

/// Files a scored log.
enum Filing {
  static func file(_ score: LogScore, in store: some SkillsStore) throws -> FilingResult {
    let path = URL(fileURLWithPath: score.log).standardizedFileURL.path
    return try mappingSkills { () throws(SkillsError) in
      try store.file(score.card, logPath: path, began: score.header.began)
    }
  }
}
