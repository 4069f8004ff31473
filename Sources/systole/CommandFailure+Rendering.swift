import CoreCommands
import Rendering

extension CommandFailure {
  /// Why a picture could not be made, with the status that it has in the shell.
  init(_ error: RenderingError) {
    let status: ExitStatus =
      switch error {
      case .noContext, .noWindow, .noFont, .framebuffer, .film: .unavailable
      case .picture: .badData
      case .shader, .driver: .internalFault
      }
    self.init(status, error.description)
  }

  /// Runs what draws.
  static func drawing<T>(_ body: () throws -> T) throws -> T {
    do { return try body() } catch let error as RenderingError { throw CommandFailure(error) }
  }
}
