import Frames
import SimMath

/// An ultrasound picture that the trainee froze, with what it really shows.
struct FrozenView: Sendable {
  var tick: UInt64
  /// What the trainee called it; nil for a number that is no view.
  var named: UltrasoundView?
  var place: VesselCoordinate
  /// How far the image plane is turned from across the vessel and from along it, rad, 0 to pi/2.
  var fromShortAxis: Double
  var fromLongAxis: Double

  /// The image plane holds tool x and y, so its normal is tool z.
  init(event: Event, tick: UInt64) {
    self.tick = tick
    named = UltrasoundView(rawValue: event.argument)
    place = VesselCoordinate(anatomy: event.site)
    let x = event.pose.orientation.rotate(Vector3(1, 0, 0))
    let z = event.pose.orientation.rotate(Vector3(0, 0, 1))
    fromShortAxis = Trigonometry.acos(abs(Double(z.z)))
    fromLongAxis = Trigonometry.acos(abs(Double(x.z)))
  }

  /// Whether the picture is the given view, within the tolerances of `ScoringConstants`.
  func shows(_ view: UltrasoundView, length: Double) -> Bool {
    let part = Self.part(of: view)
    let slack = ScoringConstants.viewSlack.value
    let along = place.axial / length
    return tilt(from: view) <= ScoringConstants.viewTilt.value
      && along >= part.lowerBound - slack && along <= part.upperBound + slack
  }

  /// Angle between the picture's plane and the view's, rad.
  func tilt(from view: UltrasoundView) -> Double { Self.isShortAxis(view) ? fromShortAxis : fromLongAxis }

  static func isShortAxis(_ view: UltrasoundView) -> Bool { view.rawValue <= UltrasoundView.shortAxisDistal.rawValue }

  /// Where along the vessel a view belongs, as shares of its length.
  static func part(of view: UltrasoundView) -> ClosedRange<Double> {
    let arch = ScoringConstants.archFrom.value
    return switch view {
    case .shortAxisProximal: 0...(1.0 / 3)
    case .shortAxisMid: (1.0 / 3)...(2.0 / 3)
    case .shortAxisDistal: (2.0 / 3)...1
    case .longAxisAscending: 0...arch
    case .longAxisArch: arch...1
    }
  }
}
