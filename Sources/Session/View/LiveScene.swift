public import Frames
import RealTime
import SimMath

/// The scene of a running session as a view shows it. Belongs to the thread that looks.
///
/// Tissue is shown between two surfaces that were simulated, one interval in the past, never ahead; the tool is where it
/// was after the latest step.
public final class LiveScene {
  /// What is to be seen, and how old it is.
  public struct Frame {
    public var snapshot: Snapshot
    /// When what is shown of the tissue and of the tool was simulated, ns of `MonotonicClock`.
    public var tissueTime: UInt64
    public var toolTime: UInt64
    /// The step that the tool is shown after.
    public var output: StepOutput
  }

  private let feed: ViewFeed
  private let stage: Stage
  private(set) var marks = MarkList()
  private var pallor: Pallor
  private var tissue: TissueView
  private var older: (moment: ViewFeed.Moment, vertices: [Float])?
  private var newer: (moment: ViewFeed.Moment, vertices: [Float])?
  /// What happened since the last call of `frame`, oldest first.
  public private(set) var events: [Event] = []
  /// The blood pressure since the last call of `frame`, oldest first.
  public private(set) var pulse: [PulseMoment] = []

  public init(_ session: LiveSession) {
    feed = session.feed
    stage = session.stage
    pallor = Pallor(session.stage.surface)
    tissue = session.feed.tissue
    for event in session.past { marks.add(event) }
  }

  /// The scene at `now` (ns of `MonotonicClock`); nil before the first surface came.
  public func frame(at now: UInt64) -> Frame? {
    events.removeAll(keepingCapacity: true)
    while let event = feed.events.pop() {
      marks.add(event)
      events.append(event)
    }
    pulse.removeAll(keepingCapacity: true)
    while let moment = feed.pulse.pop() { pulse.append(moment) }
    takeSurface()
    guard let newer, let latest = feed.moments.read() else { return nil }
    let older = older ?? newer
    let part = Self.part(from: older.moment, to: newer.moment, at: now)
    var numbers = [Float](newer.vertices[..<(tissue.firstCutWord ?? newer.vertices.count)])
    for i in numbers.indices { numbers[i] = older.vertices[i] + part * (newer.vertices[i] - older.vertices[i]) }
    let surface = stage.surface.rest.count
    var vertices = Array(numbers.prefix(surface + tissue.doubleNumbers))
    let bruises = stride(from: 3, to: vertices.count, by: 4).map { vertices[$0] }
    tissue.put(pallor, into: &vertices)
    let output = latest.output
    var image = feed.images.read()
    if output.tool != .ultrasoundProbe { image = UltrasoundImage(tick: output.tick, width: 0) }
    var snapshot = Snapshot(after: output, marks: marks.marks, image: image, vertices: vertices, bruises: bruises)
    snapshot.takeRest(of: stage, from: numbers)
    tissue.putHarm(into: &snapshot)
    snapshot.cut = tissue.surface
    return Frame(
      snapshot: snapshot,
      tissueTime: older.moment.time
        + UInt64(Double(newer.moment.time - older.moment.time) * Double(part)),
      toolTime: latest.time, output: output)
  }

  private func takeSurface() {
    let last = newer
    feed.surfaces.take { moment, numbers in
      // The arrays change hands, so that none is made anew.
      var vertices = older?.vertices ?? []
      older = newer
      if vertices.count == numbers.count {
        vertices.withUnsafeMutableBufferPointer { _ = $0.update(from: numbers) }
      } else {
        vertices = [Float](numbers)
      }
      newer = (moment, vertices)
    }
    if let latest = newer, latest.moment.output.tick != last?.moment.output.tick {
      let before = tissue
      latest.vertices.withUnsafeBufferPointer { tissue.update($0) }
      if older != nil { tissue.placeDoubles(since: before, in: &older!.vertices) }
    }
    guard let newer, newer.moment.output.tick != last?.moment.output.tick else { return }
    let passed = last.map { newer.moment.output.tick - $0.moment.output.tick } ?? Pallor.interval
    pallor.update(newer.moment.output, intervals: max(1, passed / Pallor.interval))
  }

  /// How far between two surfaces the tissue is shown at `now`, 0 to 1.
  static func part(from older: ViewFeed.Moment, to newer: ViewFeed.Moment, at now: UInt64) -> Float {
    guard newer.output.tick > older.output.tick else { return 1 }
    let since = now > newer.time ? Double(now - newer.time) / 1e6 : 0
    let behind = since - Double(ViewFeed.interval)
    let span = Double(newer.output.tick - older.output.tick)
    return Float(min(1, max(0, 1 + behind / span)))
  }
}
