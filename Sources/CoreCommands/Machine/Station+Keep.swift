import Devices
import Foundation
import Localisation

extension Station {
  /// Writes the station to a folder.
  /// - Throws: a failure that names the file.
  func keep(in folder: String) throws(CommandFailure) {
    do {
      try write(to: folder)
    } catch {
      throw CommandFailure(
        .cannotCreate,
        Text.get("cli.error.create", ["path": Self.file(in: folder), "reason": error.localizedDescription]))
    }
  }
}
