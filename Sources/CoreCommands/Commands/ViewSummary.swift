public import RealTime

/// What `systole run` prints of a window.
public struct ViewSummary: Equatable, Sendable, Codable {
  /// The driver that drew.
  public var renderer: String
  public var frames: UInt64
  /// From one picture to the next, and how much later than simulated the tissue and the tool were drawn, µs.
  public var frame: LatencySummary
  public var tissue: LatencySummary
  public var tool: LatencySummary
  /// From a move of mouse or stick to the first picture that shows it, µs.
  public var hand: LatencySummary

  enum CodingKeys: String, CodingKey {
    case renderer, frames
    case frame = "frame_us"
    case tissue = "tissue_lag_us"
    case tool = "tool_lag_us"
    case hand = "motion_to_picture_us"
  }

  public init(
    renderer: String, frames: UInt64, frame: LatencySummary, tissue: LatencySummary, tool: LatencySummary,
    hand: LatencySummary
  ) {
    self.renderer = renderer
    self.frames = frames
    self.frame = frame
    self.tissue = tissue
    self.tool = tool
    self.hand = hand
  }
}
