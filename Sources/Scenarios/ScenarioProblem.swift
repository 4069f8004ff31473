/// One thing that is wrong with a scenario file, and how to mend it.
public struct ScenarioProblem: Equatable, Sendable, CustomStringConvertible {
  /// Path of the file, or the identifier that was asked for where there is no file.
  public var file: String
  /// Counted from 1; nil where the problem has no place in the text.
  public var line: Int?
  public var column: Int?
  /// For example "vessel.outer_diameter.value"; empty for the file as a whole.
  public var keyPath: String
  /// What is wrong.
  public var message: String
  /// What to do about it.
  public var mend: String

  public init(
    file: String, line: Int? = nil, column: Int? = nil, keyPath: String = "", message: String, mend: String
  ) {
    self.file = file
    self.line = line
    self.column = column
    self.keyPath = keyPath
    self.message = message
    self.mend = mend
  }

  /// "file:line:column: key: what is wrong; what to do".
  public var description: String {
    var place = file
    if let line { place += ":\(line)" }
    if let column { place += ":\(column)" }
    return "\(place): \(keyPath.isEmpty ? "" : "\(keyPath): ")\(message); \(mend)"
  }
}
