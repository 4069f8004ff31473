/// What a frame asked of the driver.
public struct FrameStatistics: Equatable, Sendable {
  public var triangles = 0
  public var drawCalls = 0

  mutating func count(_ triangles: Int, drawCalls calls: Int = 1) {
    self.triangles += triangles
    drawCalls += calls
  }
}
