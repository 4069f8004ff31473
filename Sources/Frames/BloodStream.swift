/// Blood that runs, as it is shown: a rounded ribbon along a line.
public struct BloodStream: Equatable, Sendable {
  /// Positions along its middle from where it springs, [n][3] m, world frame, and half its width there, [n] m.
  public var vertices: [Float]
  public var widths: [Float]
  /// 0 venous and dark to 1 arterial and bright.
  public var brightness: Float

  public init(vertices: [Float], widths: [Float], brightness: Float = 1) {
    self.vertices = vertices
    self.widths = widths
    self.brightness = brightness
  }
}
