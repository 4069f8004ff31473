import Frames

/// An eye and the window it looks through.
public struct Camera: Equatable, Sendable {
  /// World to eye, and eye to screen.
  public var view: Matrix4
  public var projection: Matrix4
  /// Where the eye is and what it looks at, m, world frame.
  public var eye: SIMD3<Float>
  public var target: SIMD3<Float>

  /// Distance between the eyes, m. Mean of adults.
  static let pupils: Float = 0.063
  /// Half the height of the field that the surgeon sees at the target, m.
  private static let halfHeight: Float = 0.074
  /// The same at a bench, at most.
  private static let benchHalfHeight: Float = 0.045

  /// - Parameter aspect: width by height of the picture.
  public init(_ kind: ViewKind, stage: Stage, aspect: Float) {
    // On a bench the vessels are all there is to see, of a large one the hands' field on its crest.
    let isBench = stage.surroundings != .chest
    let whole = Float(stage.vessel.length)
    let middle = isBench ? SIMD3<Float>(0, Float(stage.vessel.outerRadius), whole * 0.5) : SIMD3<Float>(0.002, 0.004, whole * 0.5 - 0.008)
    let side: Float = kind == .assistant ? -1 : 1
    let seat = middle + SIMD3(0.245 * side, 0.405, -0.045 * side)
    let forward = normalize(middle - seat)
    let right = normalize(cross(forward, SIMD3(0, 1, 0)))
    let shift: Float = kind == .left ? -Self.pupils / 2 : kind == .right ? Self.pupils / 2 : 0
    let distance = length(middle - seat)
    let half = (isBench ? min(2 * whole, Self.benchHalfHeight) : Self.halfHeight) / (kind == .loupe ? 2.5 : 1)
    self.init(
      eye: seat + right * shift, target: middle + right * shift, aspect: aspect, halfHeight: half, distance: distance,
      shift: shift)
  }

  /// - Parameters:
  ///   - halfHeight: half the height of what is seen at `distance`, m.
  ///   - shift: how far the eye is to the right of its window's middle, m: parallel axes with windows that coincide.
  init(
    eye: SIMD3<Float>, target: SIMD3<Float>, aspect: Float, halfHeight: Float, distance: Float, shift: Float
  ) {
    self.eye = eye
    self.target = target
    view = .look(from: eye, at: target, up: SIMD3(0, 1, 0))
    let near: Float = 0.06
    let scale = 1 / distance
    projection = .frustum(
      left: (-halfHeight * aspect - shift) * scale, right: (halfHeight * aspect - shift) * scale,
      bottom: -halfHeight * scale, top: halfHeight * scale, near: near, far: 2.5)
  }

  /// The line of sight through a point of the picture.
  ///
  /// - Parameters:
  ///   - x, y: from the middle, -1 to 1, right and up.
  /// - Returns: a unit vector, world frame.
  public func ray(x: Float, y: Float) -> SIMD3<Float> {
    let p = projection.elements
    let v = view.elements
    let local = SIMD3((x + p[8]) / p[0], (y + p[9]) / p[5], -1)
    // The rows of the view are the camera's axes.
    return normalize(
      SIMD3(
        v[0] * local.x + v[1] * local.y + v[2] * local.z, v[4] * local.x + v[5] * local.y + v[6] * local.z,
        v[8] * local.x + v[9] * local.y + v[10] * local.z))
  }

  /// The axes of the picture in the world: to the right and up.
  public var right: SIMD3<Float> { SIMD3(view.elements[0], view.elements[4], view.elements[8]) }
  public var up: SIMD3<Float> { SIMD3(view.elements[1], view.elements[5], view.elements[9]) }
  /// Towards the eye from what it looks at.
  var back: SIMD3<Float> { SIMD3(view.elements[2], view.elements[6], view.elements[10]) }
}
