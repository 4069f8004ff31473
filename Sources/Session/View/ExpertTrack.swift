public import Frames
public import SessionLog
public import SimMath

/// The way of the tool in an expert's session of the same patient, to be shown beside somebody else's. It scores nothing.
public struct ExpertTrack: Sendable {
  /// Ticks from one sample to the next.
  public static let interval: UInt64 = 8

  /// Where the tool was after a tick.
  public struct Sample: Equatable, Sendable {
    public var tool: Tool
    public var pose: Pose
    public var isTouching: Bool
    /// Between the jaws, rad; 0 for a tool without.
    public var jawAngle: Float

    public init(tool: Tool, pose: Pose, isTouching: Bool, jawAngle: Float = 0) {
      self.tool = tool
      self.pose = pose
      self.isTouching = isTouching
      self.jawAngle = jawAngle
    }
  }

  /// One after every `interval` ticks.
  public let samples: [Sample]
  /// The last tick of it.
  public var last: Tick { Tick(UInt64(max(0, samples.count - 1)) * Self.interval) }

  public init(samples: [Sample]) { self.samples = samples }

  /// Takes it out of a log.
  public init(_ reader: SessionLogReader) {
    var samples: [Sample] = []
    reader.forEachTick { entry in
      guard let output = entry.output, output.tick.rawValue % Self.interval == 0 else { return }
      samples.append(
        Sample(
          tool: output.tool, pose: output.toolPose, isTouching: output.status.contains(.inContact),
          jawAngle: output.touch.jawAngle))
    }
    self.samples = samples
  }

  /// The tool after a tick, between two samples where it is the same one; nil beyond the end.
  public func ghost(at tick: Tick) -> GhostTool? {
    let i = Int(tick.rawValue / Self.interval)
    guard samples.indices.contains(i) else { return nil }
    let a = samples[i]
    guard i + 1 < samples.count, samples[i + 1].tool == a.tool else {
      return GhostTool(tool: a.tool, pose: a.pose, jawAngle: a.jawAngle)
    }
    let b = samples[i + 1]
    let t = Float(tick.rawValue % Self.interval) / Float(Self.interval)
    return GhostTool(
      tool: a.tool, pose: a.pose.blended(with: b.pose, t), jawAngle: a.jawAngle + t * (b.jawAngle - a.jawAngle))
  }

  /// The moment when the expert touched the tissue with `tool` nearest to a place (m); where it never did, the first
  /// moment of that tool, or of the session.
  public func moment(nearest place: Vector3, tool: Tool) -> Tick {
    var best: (index: Int, distance: Float)?
    var first: Int?
    for (i, s) in samples.enumerated() where s.tool == tool {
      if first == nil { first = i }
      guard s.isTouching else { continue }
      let distance = (s.pose.position - place).lengthSquared
      if distance < best?.distance ?? .infinity { best = (i, distance) }
    }
    return Tick(UInt64(best?.index ?? first ?? 0) * Self.interval)
  }
}
