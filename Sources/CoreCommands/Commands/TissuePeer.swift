import Foundation
import Localisation

/// What another engine needs for a step of 1 ms on the same block, from a file of measurements.
///
/// The file holds one JSON object or a list of them; of each only `engine`, `variant`, `tets` and `cpu_ms.median` are
/// read.
struct TissuePeer: Codable, Equatable {
  var name: String
  /// Linear tetrahedra.
  var tets: Int
  /// Processor time of a step, median, ms.
  var milliseconds: Double

  private struct Record: Decodable {
    struct Time: Decodable { var median: Double }
    var engine: String
    var variant: String?
    var tets: Int
    var cpu_ms: Time
  }

  /// - Throws: `CommandFailure` naming the file and what it lacks.
  static func read(_ path: String) throws -> [TissuePeer] {
    let data: Data
    do {
      data = try Data(contentsOf: URL(fileURLWithPath: path))
    } catch {
      throw CommandFailure(.badData, Text.get("cli.error.compare-read", ["path": path]))
    }
    let decoder = JSONDecoder()
    let records: [Record]
    do {
      records = try (try? [decoder.decode(Record.self, from: data)]) ?? decoder.decode([Record].self, from: data)
    } catch {
      throw CommandFailure(.badData, Text.get("cli.error.compare-format", ["path": path]))
    }
    return records.map {
      let variant = $0.variant.flatMap { $0.isEmpty ? nil : $0 }
      return TissuePeer(
        name: $0.engine + (variant.map { " " + $0 } ?? ""), tets: $0.tets, milliseconds: $0.cpu_ms.median)
    }
  }
}
