public import SimMath

/// Blood that stands in the lowest place of the field, as it is shown.
public struct BloodPool: Equatable, Sendable {
  /// Height of its surface, m, world frame.
  public var level: Float
  /// 0 venous and dark to 1 arterial and bright.
  public var brightness: Float
  /// Where a sucker draws it away, m, and how strongly, 0 to 1: the surface dips there.
  public var sucker: Vector3
  public var suction: Float

  public init(level: Float, brightness: Float = 0.2, sucker: Vector3 = .zero, suction: Float = 0) {
    self.level = level
    self.brightness = brightness
    self.sucker = sucker
    self.suction = suction
  }

  /// Numbers of it in a snapshot: level, brightness, sucker, suction.
  public static var count: Int { 6 }

  /// From its numbers, which may have been blended from two moments.
  public init(numbers: some Collection<Float>) {
    let n = Array(numbers)
    precondition(n.count == Self.count)
    self.init(level: n[0], brightness: n[1], sucker: Vector3(n[2], n[3], n[4]), suction: n[5])
  }

  /// Writes its numbers from a place on, and moves it behind them. Does not allocate.
  public func copy(into numbers: UnsafeMutableBufferPointer<Float>, at next: inout Int) {
    guard next + Self.count <= numbers.count else { return }
    numbers[next] = level
    numbers[next + 1] = brightness
    numbers[next + 2] = sucker.x
    numbers[next + 3] = sucker.y
    numbers[next + 4] = sucker.z
    numbers[next + 5] = suction
    next += Self.count
  }
}
