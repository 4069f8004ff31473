/// How much work goes into a frame. Each level names what it leaves out.
public enum RenderingQuality: String, Sendable, CaseIterable, Comparable {
  /// For machines without a graphics card: drawn at half the width and height, no relief in the surface, one lamp with
  /// shadows of fixed softness, no glare, coarse organs.
  case low
  /// Relief, two lamps with shadows that soften with distance; no glare, edges smoothed once.
  case medium
  /// Also glare, four samples a pixel at edges, fine organs.
  case high

  /// Size of the finest detail of organs, m.
  var cell: Float { self == .low ? 0.0028 : self == .medium ? 0.0018 : 0.0014 }
  /// Edge of a shadow map, texels.
  var shadowSize: Int { self == .low ? 512 : 1024 }
  /// Samples a pixel.
  var samples: Int { self == .high ? 4 : 0 }
  /// Rows of triangles along an edge of a face of the tissue.
  var subdivisions: Int { self == .low ? 4 : self == .medium ? 6 : 8 }
  /// Pixels that are drawn to one that is shown, along each side, unless another scale is chosen.
  var usualScale: Float { self == .low ? 0.5 : 1 }
  /// What the shaders do, see `Shaders.levels`.
  var shaderLevel: Int { self == .low ? 0 : self == .medium ? 1 : 2 }
  var hasGlare: Bool { self == .high }

  public static func < (a: RenderingQuality, b: RenderingQuality) -> Bool {
    allCases.firstIndex(of: a)! < allCases.firstIndex(of: b)!
  }
}
