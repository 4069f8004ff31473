/// The end of a command that did not do what it was asked: a sentence for the person and a status for the shell.
public struct CommandFailure: Error, Equatable, Sendable, CustomStringConvertible {
  public var status: ExitStatus
  /// What went wrong, where, and what mends it. Empty if all is said already.
  public var message: String

  public init(_ status: ExitStatus, _ message: String) {
    self.status = status
    self.message = message
  }

  public var description: String { message }
}
