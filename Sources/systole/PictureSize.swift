import ArgumentParser

/// `--size WIDTHxHEIGHT`.
struct PictureSize: ExpressibleByArgument, Equatable {
  var width: Int
  var height: Int

  init(width: Int, height: Int) {
    self.width = width
    self.height = height
  }

  /// Each from 16 to 8192 pixels.
  init?(argument: String) {
    let parts = argument.lowercased().split(separator: "x", omittingEmptySubsequences: false)
    guard parts.count == 2, let w = Int(parts[0]), let h = Int(parts[1]), (16...8192).contains(w),
      (16...8192).contains(h)
    else { return nil }
    self.init(width: w, height: h)
  }

  var defaultValueDescription: String { "\(width)x\(height)" }
}
