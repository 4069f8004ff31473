import Foundation
import Glibc

/// The built executables that tests run.
public enum Executables {
  /// Where the test bundle lies, and the executables beside it.
  public static let folder: String = {
    let me = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
    let beside = (me as NSString).deletingLastPathComponent
    if access("\(beside)/systole", X_OK) == 0 { return beside }
    // Run by a helper of the toolchain: the bundle is among the arguments.
    let bundle = CommandLine.arguments.first { $0.hasSuffix(".xctest") } ?? ""
    return (bundle as NSString).deletingLastPathComponent
  }()
}
