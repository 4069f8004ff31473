internal import Foundation
internal import Frames

extension ProtoHeader {
  /// Throws what JSON cannot hold, such as a number that is not finite.
  init(_ header: SessionHeader) throws {
    self.init()
    format = UInt32(clamping: header.format)
    // Sorted keys: the same header gives the same bytes.
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    json = String(decoding: try encoder.encode(header), as: UTF8.self)
  }

  /// Refuses a later version before it looks at anything else.
  func header(path: String, offset: Int) throws(SessionLogError) -> SessionHeader {
    guard format > 0 else { throw .foreign(path: path, reason: "its header names no format") }
    guard format <= UInt32(SessionHeader.currentFormat) else {
      throw .newer(path: path, what: "format", found: Int(format), supported: SessionHeader.currentFormat)
    }
    do {
      let header = try JSONDecoder().decode(SessionHeader.self, from: Data(json.utf8))
      guard header.format == Int(format) else {
        throw CodecError("it says format \(header.format) inside and \(format) outside")
      }
      guard header.truth.schema <= LogLimits.truthSchema else {
        throw SessionLogError.newer(
          path: path, what: "scene truth", found: header.truth.schema, supported: LogLimits.truthSchema)
      }
      return header
    } catch let error as SessionLogError {
      throw error
    } catch let error as CodecError {
      throw .damaged(path: path, offset: offset, reason: error.description)
    } catch {
      throw .damaged(path: path, offset: offset, reason: "its JSON cannot be understood: \(Self.place(error))")
    }
  }

  /// Where in the JSON a decoding error lies.
  private static func place(_ error: any Error) -> String {
    let context: DecodingError.Context
    switch error {
    case DecodingError.keyNotFound(let key, let c):
      return "\((c.codingPath + [key]).map(\.stringValue).joined(separator: ".")) is missing"
    case DecodingError.typeMismatch(_, let c), DecodingError.valueNotFound(_, let c),
      DecodingError.dataCorrupted(let c):
      context = c
    default:
      return "unknown error"
    }
    let path = context.codingPath.map(\.stringValue).joined(separator: ".")
    return path.isEmpty ? "not valid JSON" : "\(path) has a wrong value"
  }
}
