import Frames
import SimMath

@testable import Devices

/// A vessel made of formulas, in place of the simulation: a pulsating cylinder whose wall is a spring behind the
/// spring of the hand's coupling, with lesions that are stiff or thick.
struct Phantom {
  var vessel = VesselTruth(
    outerRadius: 0.016, wallThickness: 0.002, length: 0.06, accessibleAngle: 75 * Double.pi / 180,
    siteZone: 0.030...0.050)
  var lesions: [LesionTruth] = []
  /// Stiffness of the healthy wall under the probe and of the coupling, N/m.
  var wallStiffness = 1800.0
  var couplingStiffness = 4000.0
  /// How much stiffer the wall is right at a fixed end, as a part, and over which distance that fades, m.
  var rim = (rise: 0.6, decay: 8e-3)
  /// How much stiffer the wall is over calcium.
  var calciumFactor = 3.0
  /// Swing of the outer radius with the heart, m, and beats in a second.
  var pulse = 0.5e-3
  var heartRate = 1.2
  let tipRadius = 0.006
  let faceWidth = 0.03
  /// Ticks from one picture to the next.
  let imageInterval: UInt64 = 33
  /// The gel fills a gap of up to this, m.
  var gel = 0.006

  private(set) var tool = Tool.palpationProbe
  private(set) var marks: [Mark] = []
  private(set) var refused = 0
  private(set) var views: [(view: UltrasoundView, pose: Pose)] = []
  private(set) var site: VesselCoordinate?
  private(set) var declaredNone = false
  private(set) var finished: Tick?
  private(set) var inContact = false
  private var image = UltrasoundImage(tick: Tick(0), width: 0)

  struct Mark {
    var place: VesselCoordinate
    var finding: Finding
    var tool: Tool
    var tick: Tick
  }

  var context: DeviceContext { context(seed: 1) }
  func context(seed: UInt64) -> DeviceContext {
    DeviceContext(
      vessel: vessel, siteZone: vessel.siteZone, requiredMargin: 0.010, probeTipRadius: tipRadius, timeLimit: 240,
      seed: seed)
  }

  /// A quick rise and a slow fall, 0 to 1.
  func beat(_ seconds: Double) -> Double {
    let phase = (seconds * heartRate) - (seconds * heartRate).rounded(.down)
    return phase < 0.15
      ? 0.5 * (1 - Trigonometry.cos(Double.pi * phase / 0.15))
      : 0.5 * (1 + Trigonometry.cos(Double.pi * (phase - 0.15) / 0.85))
  }

  func outerRadius(_ tick: Tick) -> Double { vessel.outerRadius + pulse * (beat(tick.seconds) - 0.5) }

  /// Thickening and calcium at a place.
  func wall(_ p: VesselCoordinate) -> (thickness: Double, calcium: Double, soft: Bool) {
    var thickness = vessel.wallThickness
    var calcium = 0.0
    var soft = false
    for lesion in lesions {
      let rho = lesion.normalizedRadius(at: p, outerRadius: vessel.outerRadius)
      guard rho < 1 else { continue }
      let height = lesion.thickening * (1 - rho * rho)
      thickness += height
      if lesion.kind != .soft && rho < lesion.calcifiedFraction { calcium = max(calcium, min(1, 3 * (1 - rho))) }
      if lesion.kind == .soft && height > 0.3e-3 { soft = true }
    }
    return (thickness, calcium, soft)
  }

  /// One tick: the command is done, the tool finds its equilibrium, and the feedback is what a person gets of it.
  mutating func step(_ input: InputFrame) -> Feedback {
    if input.command == .takeTool, let t = Tool(rawValue: input.argument) { tool = t }
    let offset = tool == .palpationProbe ? tipRadius : 0
    let radius = outerRadius(input.tick)
    let hand = Vector3D(input.pose.position)
    let r = (hand.x * hand.x + hand.y * hand.y).squareRoot()
    let normal = Vector3D(hand.x / r, hand.y / r, 0)
    let place = VesselCoordinate(anatomy: input.pose.position)
    let end = max(0, min(place.axial, vessel.length - place.axial))
    let hold = 1 + rim.rise * Trigonometry.exp(-end / rim.decay)
    let k = wallStiffness * hold * (1 + (calciumFactor - 1) * wall(place).calcium)
    let depth = radius + offset - r
    let on = hand.z > 0 && hand.z < vessel.length
    let force = on ? max(0, depth * couplingStiffness * k / (couplingStiffness + k)) : 0
    inContact = force > 0

    var feedback = Feedback(tick: input.tick)
    feedback.force = Vector3(force * normal)
    feedback.tool = tool
    feedback.toolPose = Pose(
      position: Vector3(hand + force / couplingStiffness * normal), orientation: input.pose.orientation)
    feedback.inContact = inContact
    if tool != .ultrasoundProbe {
      image = UltrasoundImage(tick: input.tick, width: 0)
    } else if input.tick.rawValue % imageInterval == 0 || input.command == .freezeView {
      image = picture(feedback.toolPose, tick: input.tick, radius: radius)
    }
    feedback.image = image

    let gap = -depth
    switch input.command {
    case .markLesion:
      if gap < 3e-3 {
        marks.append(
          Mark(
            place: place, finding: Finding(rawValue: input.argument) ?? .unspecified, tool: tool, tick: input.tick))
      } else {
        refused += 1
      }
    case .freezeView:
      if feedback.image.coupling > 0.3, let view = UltrasoundView(rawValue: input.argument) {
        views.append((view, feedback.toolPose))
      } else {
        refused += 1
      }
    case .markSite:
      if gap < 3e-3 { site = place } else { refused += 1 }
    case .declareNoSafeSite: declaredNone = true
    case .finish: finished = input.tick
    default: break
    }
    return feedback
  }

  private func picture(_ pose: Pose, tick: Tick, radius: Double) -> UltrasoundImage {
    var image = UltrasoundImage(tick: tick, width: Float(faceWidth))
    guard inContact else { return image }
    let across = Vector3D(pose.orientation.rotate(Vector3(1, 0, 0)))
    let into = -1 * Vector3D(pose.orientation.rotate(Vector3(0, 1, 0)))
    func hit(_ start: Vector3D, _ r: Double) -> Double? {
      let a = into.x * into.x + into.y * into.y
      let b = start.x * into.x + start.y * into.y
      let c = start.x * start.x + start.y * start.y - r * r
      guard b * b - a * c >= 0 else { return nil }
      return (-b - (b * b - a * c).squareRoot()) / a
    }
    for i in 0..<64 {
      let start = Vector3D(pose.position) + ((Double(i) + 0.5) / 64 - 0.5) * faceWidth * across
      guard start.z > 0, start.z < vessel.length, let outer = hit(start, radius), outer < gel else { continue }
      let place = VesselCoordinate(anatomy: Vector3(start + outer * into))
      let here = wall(place)
      guard let inner = hit(start, radius - here.thickness) else { continue }
      let echo: Echo = here.calcium > 0.2 ? .calcium : here.soft ? .softPlaque : .wall
      image.lines[i] = ScanLine(
        outerDepth: Float(max(0, outer)), innerDepth: Float(max(0, inner)),
        calciumDepth: echo == .calcium ? Float(max(0, 0.5 * (outer + inner))) : 0, echo: echo)
    }
    return image
  }
}

extension LesionTruth {
  /// A lesion for the phantom; sizes in mm, angle in degrees.
  static func test(
    _ kind: LesionKind, angle: Double, axial: Double, size: Double, thickening: Double = 2.5
  ) -> LesionTruth {
    LesionTruth(
      id: "L", kind: kind, center: VesselCoordinate(angle: angle * Double.pi / 180, axial: axial / 1000),
      circumferentialRadius: size / 1000, axialRadius: size / 1000, thickening: thickening / 1000,
      calcifiedFraction: kind == .soft ? 0 : kind == .mixed ? 0.5 : 1, grade: 3)
  }
}
