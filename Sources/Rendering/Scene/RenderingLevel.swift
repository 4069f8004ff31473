/// What is drawn of a frame, and how fine: can change from one frame to the next, where the quality that a renderer was
/// made with (its organs and meshes) cannot.
public struct RenderingLevel: Equatable, Sendable {
  /// What the shaders do, and which passes there are.
  public var quality: RenderingQuality
  /// Pixels that are drawn to one that is shown, along each side, 0.1 to 1.
  public var scale: Float

  public init(_ quality: RenderingQuality, scale: Float? = nil) {
    self.quality = quality
    self.scale = min(1, max(0.1, scale ?? quality.usualScale))
  }

  /// From the finest to the coarsest.
  public static let ladder: [RenderingLevel] = [
    RenderingLevel(.high), RenderingLevel(.medium), RenderingLevel(.medium, scale: 0.75),
    RenderingLevel(.low, scale: 0.75), RenderingLevel(.low), RenderingLevel(.low, scale: 0.36),
  ]

  /// What a level leaves out.
  public enum Omission: String, Sendable, CaseIterable {
    case glare
    case samples
    /// Relief and fine patterns of surfaces.
    case relief
    /// Shadows of the weaker lamp, and soft borders of the other's.
    case shadows
    /// Pixels: fewer are drawn than shown.
    case pixels
  }

  public var omissions: [Omission] {
    var all: [Omission] = []
    if !quality.hasGlare { all.append(.glare) }
    if quality.samples == 0 { all.append(.samples) }
    if quality.shaderLevel == 0 { all += [.relief, .shadows] }
    if scale < 1 { all.append(.pixels) }
    return all
  }
}
