import CoreCommands
import Rendering

extension CommandFailure {
  /// Why a picture could not be made, with the status that it has in the shell.
  init(_ error: RenderingError) {
    let status: ExitStatus =
      switch error {
      case .noContext, .noWindow, .noFont, .framebuffer, .noEncoder, .film: .unavailable
      case .filmSize, .filmName: .usage
      case .filmPlace: .cannotCreate
      case .picture: .badData
      case .shader, .driver: .internalFault
      }
    self.init(status, Self.text(error))
  }

  private static func text(_ error: RenderingError) -> String {
    switch error {
    case .noContext(let reason): Text.get("render.error.context", ["reason": reason])
    case .noWindow(let reason): Text.get("render.error.window", ["reason": reason])
    case .noFont(let reason): Text.get("render.error.font", ["reason": reason])
    case .framebuffer(let what, let width, let height):
      Text.get("render.error.size", ["what": what, "size": "\(width)x\(height)"])
    case .picture(let reason): Text.get("render.error.picture", ["reason": reason])
    case .noEncoder: Text.get("render.error.encoder")
    case .filmSize(let width, let height): Text.get("render.error.film-size", ["size": "\(width)x\(height)"])
    case .filmName(let path): Text.get("render.error.film-name", ["path": path])
    case .filmPlace(let path, let reason): Text.get("render.error.place", ["path": path, "reason": reason])
    case .film(let reason): Text.get("render.error.film", ["reason": reason])
    case .shader(let name, let log): Text.get("render.error.shader", ["name": name, "log": log])
    case .driver(let code, let place):
      Text.get("render.error.driver", ["code": "0x\(String(code, radix: 16))", "place": place])
    }
  }

  /// Runs what draws.
  static func drawing<T>(_ body: () throws -> T) throws -> T {
    do { return try body() } catch let error as RenderingError { throw CommandFailure(error) }
  }
}
