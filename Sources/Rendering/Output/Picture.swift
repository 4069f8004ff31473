/// A finished picture: eight bits of red, green and blue, rows from the top.
public struct Picture: Equatable, Sendable {
  public let width: Int
  public let height: Int
  /// Three bytes a pixel, [height][width][3].
  public var rgb: [UInt8]

  public init(width: Int, height: Int, rgb: [UInt8]) {
    precondition(rgb.count == 3 * width * height)
    self.width = width
    self.height = height
    self.rgb = rgb
  }

  /// One beside the other, from left to right; all of one height.
  public init(sideBySide pictures: [Picture]) {
    guard pictures.count != 1 else {
      self = pictures[0]
      return
    }
    let height = pictures.first?.height ?? 0
    precondition(pictures.allSatisfy { $0.height == height })
    var rgb: [UInt8] = []
    rgb.reserveCapacity(pictures.reduce(0) { $0 + $1.rgb.count })
    for y in 0..<height {
      for p in pictures { rgb += p.rgb[(3 * p.width * y)..<(3 * p.width * (y + 1))] }
    }
    self.init(width: pictures.reduce(0) { $0 + $1.width }, height: height, rgb: rgb)
  }

  /// From what OpenGL reads: four bytes a pixel, rows from the bottom.
  init(width: Int, height: Int, bottomUp rgba: [UInt8]) {
    self.width = width
    self.height = height
    rgb = [UInt8](unsafeUninitializedCapacity: 3 * width * height) { bytes, count in
      var at = 0
      for y in 0..<height {
        var from = 4 * width * (height - 1 - y)
        for _ in 0..<width {
          bytes[at] = rgba[from]
          bytes[at + 1] = rgba[from + 1]
          bytes[at + 2] = rgba[from + 2]
          at += 3
          from += 4
        }
      }
      count = at
    }
  }

  /// The colour of a pixel; (0, 0) is at the top left.
  public subscript(x: Int, y: Int) -> (red: UInt8, green: UInt8, blue: UInt8) {
    let at = 3 * (y * width + x)
    return (rgb[at], rgb[at + 1], rgb[at + 2])
  }

  /// Root of the mean squared difference of all bytes, 0 to 255; the two must have one size.
  public func difference(from other: Picture) -> Double {
    precondition(width == other.width && height == other.height)
    var sum = 0
    for i in rgb.indices {
      let d = Int(rgb[i]) - Int(other.rgb[i])
      sum += d * d
    }
    return (Double(sum) / Double(rgb.count)).squareRoot()
  }
}
