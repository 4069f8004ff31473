import Devices
import Foundation
public import Frames
import Scenarios
import SessionLog

/// The scripted expert's session of each patient, made when it is first wanted and kept in a folder.
public enum ExpertLibrary {
  /// The expert's way through the same patient. Runs the expert's session where there is none yet, which takes about half
  /// as long as the session itself.
  ///
  /// - Parameters:
  ///   - truth: the patient.
  ///   - folder: where such sessions are kept; made if it is not there.
  ///   - goOn: asked now and then; false gives up.
  /// - Returns: nil where it was given up.
  public static func track(
    of truth: SceneTruth, in folder: String, writer: String, goOn: (SessionProgress) -> Bool = { _ in true }
  ) throws -> ExpertTrack? {
    let name = "\(truth.scenario)-\(truth.scenarioVersion)-\(truth.patientSeed)"
    let path = "\(folder)/\(name).mcap"
    // A session of an earlier version of the patient is made again.
    if let reader = try? SessionLogReader(path: path), reader.end == .finished, reader.header.truth == truth {
      return ExpertTrack(reader)
    }
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let new = "\(folder)/\(name)-\(UUID().uuidString.lowercased()).part"
    defer { try? FileManager.default.removeItem(atPath: new) }
    let result = try SessionRunner.run(
      SessionPlan(
        scenario: truth.scenario, patient: truth.patientSeed, device: truth.task.expert, mode: .fast, isPractice: true,
        out: new, writer: writer), goOn: goOn)
    guard result.loop.end == .finished else { return nil }
    let track = ExpertTrack(try SessionLogReader(path: new))
    // Another station may have been quicker; either is as good.
    _ = rename(new, path)
    return track
  }
}
