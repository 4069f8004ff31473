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
    let text =
      switch error {
      case .noDevice: Text.get("sound.error.device")
      case .noLoopback(let reason): Text.get("sound.error.loopback", ["reason": reason])
      case .library(let code, let place):
        Text.get("sound.error.library", ["code": "0x\(String(code, radix: 16))", "place": place])
      case .file(let path, let reason): Text.get("render.error.place", ["path": path, "reason": reason])
      }
    self.init(status, text)
  }

  /// Runs what sounds, and perhaps draws.
  static func sounding<T>(_ body: () throws -> T) throws -> T {
    do { return try drawing(body) } catch let error as AudioError { throw CommandFailure(error) }
  }
}
