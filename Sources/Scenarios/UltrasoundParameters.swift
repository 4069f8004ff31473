/// The epiaortic ultrasound probe.
public struct UltrasoundParameters: Equatable, Sendable {
  /// Width of the face along the picture, m.
  public var width: Double
  /// How deep the picture goes, m.
  public var depth: Double
}
