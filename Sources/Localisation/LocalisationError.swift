/// Why a catalogue cannot be used.
public struct LocalisationError: Error, Equatable, Sendable, CustomStringConvertible {
  public var file: String
  public var message: String
  public var description: String { "\(file): \(message)" }
}
