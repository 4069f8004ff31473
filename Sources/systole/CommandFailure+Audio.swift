import Audio
import CoreCommands

extension CommandFailure {
  /// Why there is no sound, with the status that it has in the shell.
  init(_ error: AudioError) {
    let status: ExitStatus =
      switch error {
      case .noDevice, .noLoopback: .unavailable
      case .library: .internalFault
      case .file: .cannotCreate
      }
    self.init(status, error.description)
  }

  /// Runs what sounds, and perhaps draws.
  static func sounding<T>(_ body: () throws -> T) throws -> T {
    do { return try drawing(body) } catch let error as AudioError { throw CommandFailure(error) }
  }
}
