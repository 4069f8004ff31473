import Frames
import SimMath

@testable import Devices

/// A whole session of a device on the phantom, tick by tick as the session loop does it.
struct PhantomRun {
  var phantom: Phantom
  var inputs: [InputFrame] = []
  var feedback: [Feedback] = []
  var peakForce = 0.0
  var pressedTicks = 0

  init(_ device: any Device, phantom: Phantom, seconds: Double = 240, keepsFeedback: Bool = false) {
    self.phantom = phantom
    var latest: Feedback?
    for k in 0..<UInt64(seconds * 1000) {
      guard let input = device.sample(at: Tick(k), feedback: latest) else { break }
      inputs.append(input)
      let next = self.phantom.step(input)
      let force = Double(next.force.length)
      peakForce = max(peakForce, force)
      if force > 0.3 { pressedTicks += 1 }
      latest = next
      if keepsFeedback { feedback.append(next) }
      if self.phantom.finished != nil { break }
    }
  }

  init(_ spec: String, phantom: Phantom, seed: UInt64 = 1, seconds: Double = 240) throws {
    self.init(
      try DeviceFactory.make(spec, context: phantom.context(seed: seed)), phantom: phantom, seconds: seconds)
  }

  var seconds: Double { phantom.finished?.seconds ?? .infinity }

  /// Highest speed of the hand's tip, m/s, leaving out the ticks where the tool (and so the tip) changes.
  var peakSpeed: Double {
    var result = 0.0
    for i in 1..<inputs.count where inputs[i].command != .takeTool {
      result = max(result, Double((inputs[i].pose.position - inputs[i - 1].pose.position).length) * 1000)
    }
    return result
  }

  func marks(_ tool: Tool) -> [Phantom.Mark] { phantom.marks.filter { $0.tool == tool } }

  /// The marks of a tool that lie within `tolerance` (m) of a lesion's edge.
  func marks(_ tool: Tool, on lesion: LesionTruth, within tolerance: Double = 2e-3) -> [Phantom.Mark] {
    marks(tool).filter { lesion.signedDistance(from: $0.place, outerRadius: 0.016) <= tolerance }
  }

  /// Distance of the site from the nearest lesion's edge, m.
  var siteMargin: Double? {
    guard let site = phantom.site else { return nil }
    return phantom.lesions.map { $0.signedDistance(from: site, outerRadius: 0.016) }.min() ?? .infinity
  }
}
