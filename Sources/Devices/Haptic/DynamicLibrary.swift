import Glibc
import SimMath

/// A shared library of a maker, loaded at run time and never unloaded: some leave threads behind.
final class DynamicLibrary: @unchecked Sendable {
  /// What it was loaded by: a path, or a name that the loader looked up.
  let path: String
  /// Loading it left the thread in another floating-point mode; it was put back.
  let changedFloatingPointMode: Bool
  // Only read after `init`.
  private let handle: UnsafeMutableRawPointer

  /// Loads the library that a person named, else that of the environment, else the first of the usual ones that can be.
  ///
  /// - Parameters:
  ///   - driver: whose library it is, for the error.
  ///   - named: a path that is tried alone.
  ///   - candidates: the usual paths, or names for the loader's own search, in order.
  ///   - variable: the environment variable that can hold a path, which is then tried alone.
  init(driver: String, named: String?, candidates: [String], variable: String) throws(DriverFault) {
    let environment = getenv(variable).map { String(cString: $0) }.flatMap { $0.isEmpty ? nil : $0 }
    let candidates = (named ?? environment).map { [$0] } ?? candidates
    var reason = ""
    for candidate in candidates {
      let (loaded, changed) = FloatingPointMode.restoring { dlopen(candidate, RTLD_NOW | RTLD_LOCAL) }
      if let loaded {
        handle = loaded
        path = candidate
        changedFloatingPointMode = changed
        return
      }
      // A library that is there but does not load says more than one that is not there.
      let message = dlerror().map { String(cString: $0) } ?? ""
      if reason.isEmpty || access(candidate, F_OK) == 0 { reason = message }
    }
    throw .libraryNotFound(driver: driver, looked: candidates, reason: reason, variable: variable)
  }

  /// A function of the library. `type` is a C function type that fits it.
  func function<F>(_ name: String, as type: F.Type = F.self) throws(DriverFault) -> F {
    guard let found: F = optional(name) else { throw .symbolMissing(library: path, symbol: name) }
    return found
  }

  /// A function that older libraries lack; nil there.
  func optional<F>(_ name: String, as type: F.Type = F.self) -> F? {
    guard let symbol = dlsym(handle, name) else { return nil }
    return unsafeBitCast(symbol, to: F.self)
  }
}
