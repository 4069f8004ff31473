/// A set of coordinate axes, along which a node is held.
public struct Axes: OptionSet, Sendable {
  public let rawValue: Int
  public init(rawValue: Int) { self.rawValue = rawValue }

  public static let x = Axes(rawValue: 1)
  public static let y = Axes(rawValue: 2)
  public static let z = Axes(rawValue: 4)
  public static let all: Axes = [.x, .y, .z]

  static func axis(_ i: Int) -> Axes { Axes(rawValue: 1 << i) }
}
