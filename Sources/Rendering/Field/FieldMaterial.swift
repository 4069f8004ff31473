/// What a vertex of the field is made of. Materials blend along borders.
struct FieldMaterial: Equatable, Sendable {
  /// Linear colour.
  var albedo: SIMD3<Float>
  /// Share of the surface under a film of fluid, 0 to 1.
  var wet: Float
  /// Roughness of what lies under the film, 0.05 to 1.
  var roughness: Float
  /// How far light spreads inside, 0 to 1.
  var scatter: Float
  /// Weights of detail: lobes of fat, fibres of muscle, fine veins, weave of cloth. On metal: marks of the brush, teeth.
  var detail: SIMD4<Float>
  /// 1 where the aorta's own pattern goes on.
  var aorta: Float = 0
  /// 1 for bare metal.
  var metal: Float = 0

  static func + (a: FieldMaterial, b: FieldMaterial) -> FieldMaterial {
    FieldMaterial(
      albedo: a.albedo + b.albedo, wet: a.wet + b.wet, roughness: a.roughness + b.roughness,
      scatter: a.scatter + b.scatter, detail: a.detail + b.detail, aorta: a.aorta + b.aorta, metal: a.metal + b.metal)
  }

  static func * (s: Float, a: FieldMaterial) -> FieldMaterial {
    FieldMaterial(
      albedo: s * a.albedo, wet: s * a.wet, roughness: s * a.roughness, scatter: s * a.scatter, detail: s * a.detail,
      aorta: s * a.aorta, metal: s * a.metal)
  }

  /// From a colour as a screen shows it.
  private init(
    _ r: Float, _ g: Float, _ b: Float, wet: Float, roughness: Float, scatter: Float,
    detail: SIMD4<Float> = .zero, aorta: Float = 0, metal: Float = 0
  ) {
    // The square is close enough to the screen's curve for colours that are chosen by eye.
    self.init(
      albedo: SIMD3(r * r, g * g, b * b), wet: wet, roughness: roughness, scatter: scatter, detail: detail,
      aorta: aorta, metal: metal)
  }

  init(
    albedo: SIMD3<Float>, wet: Float, roughness: Float, scatter: Float, detail: SIMD4<Float>, aorta: Float = 0,
    metal: Float = 0
  ) {
    self.albedo = albedo
    self.wet = wet
    self.roughness = roughness
    self.scatter = scatter
    self.detail = detail
    self.aorta = aorta
    self.metal = metal
  }

  // Colours are starting points taken from descriptions of open-heart fields; a surgeon should look at them.
  static let aorta = FieldMaterial(
    0.80, 0.64, 0.55, wet: 0.85, roughness: 0.5, scatter: 0.45, detail: SIMD4(0, 0, 0, 0), aorta: 1)
  static let pulmonaryArtery = FieldMaterial(
    0.70, 0.55, 0.52, wet: 0.85, roughness: 0.5, scatter: 0.5, detail: SIMD4(0.1, 0, 0.7, 0))
  static let coronary = FieldMaterial(
    0.72, 0.46, 0.38, wet: 0.9, roughness: 0.45, scatter: 0.5, detail: SIMD4(0, 0, 0.2, 0))
  static let vein = FieldMaterial(
    0.37, 0.275, 0.32, wet: 0.9, roughness: 0.45, scatter: 0.6, detail: SIMD4(0.05, 0, 0.5, 0))
  static let atrium = FieldMaterial(
    0.47, 0.235, 0.225, wet: 0.9, roughness: 0.5, scatter: 0.6, detail: SIMD4(0.12, 0.3, 0.4, 0))
  static let muscle = FieldMaterial(
    0.42, 0.155, 0.125, wet: 0.95, roughness: 0.5, scatter: 0.7, detail: SIMD4(0.1, 1, 0.6, 0))
  static let fat = FieldMaterial(
    0.86, 0.70, 0.40, wet: 0.95, roughness: 0.5, scatter: 0.9, detail: SIMD4(1, 0, 0.25, 0))
  static let pericardium = FieldMaterial(
    0.70, 0.57, 0.51, wet: 0.9, roughness: 0.5, scatter: 0.45, detail: SIMD4(0.12, 0.15, 0.5, 0))
  static let well = FieldMaterial(
    0.46, 0.24, 0.21, wet: 0.95, roughness: 0.5, scatter: 0.4, detail: SIMD4(0.1, 0.2, 0.5, 0))
  /// Tissue where it was cut: between muscle and its pale coat.
  static let flesh = 0.7 * muscle + 0.3 * pericardium
  static let cortex = FieldMaterial(
    0.84, 0.76, 0.62, wet: 0.5, roughness: 0.6, scatter: 0.6, detail: SIMD4(0.1, 0.1, 0.2, 0))
  static let marrow = FieldMaterial(
    0.48, 0.15, 0.115, wet: 0.7, roughness: 0.65, scatter: 0.5, detail: SIMD4(0.8, 0.2, 0, 0))
  static let skin = FieldMaterial(
    0.66, 0.42, 0.22, wet: 0.35, roughness: 0.5, scatter: 0.6, detail: SIMD4(0.05, 0, 0.1, 0.12))
  static let drape = FieldMaterial(
    0.11, 0.30, 0.44, wet: 0, roughness: 0.92, scatter: 0.1, detail: SIMD4(0, 0, 0, 1))
  static let towel = FieldMaterial(
    0.15, 0.37, 0.31, wet: 0, roughness: 0.95, scatter: 0.1, detail: SIMD4(0, 0, 0, 1))
  static let steel = FieldMaterial(
    0.80, 0.79, 0.77, wet: 0, roughness: 0.22, scatter: 0, detail: .zero, metal: 1)
  static let satin = FieldMaterial(
    0.74, 0.74, 0.73, wet: 0, roughness: 0.36, scatter: 0, detail: .zero, metal: 1)
  /// Steel of instruments: ground to a satin that doesn't blind, with the marks of the brush along it.
  static let brushed = FieldMaterial(
    0.79, 0.79, 0.785, wet: 0, roughness: 0.33, scatter: 0, detail: SIMD4(1, 0, 0, 0), metal: 1)
  /// The working faces: cross-cut carbide, or fine teeth.
  static let toothed = FieldMaterial(
    0.58, 0.585, 0.59, wet: 0, roughness: 0.45, scatter: 0, detail: SIMD4(0.3, 1, 0, 0), metal: 1)
  /// Rings that say that the jaws are of carbide.
  static let gilt = FieldMaterial(
    0.93, 0.78, 0.47, wet: 0, roughness: 0.25, scatter: 0, detail: SIMD4(0.4, 0, 0, 0), metal: 1)
  /// A blade, polished but for its cutting edge.
  static let blade = FieldMaterial(
    0.83, 0.83, 0.83, wet: 0, roughness: 0.16, scatter: 0, detail: SIMD4(0.25, 0, 0, 0), metal: 1)
  /// Soft clear tube with blood or water behind it, its wire, and the mark of an arterial one.
  static let tubing = FieldMaterial(
    0.66, 0.70, 0.70, wet: 0.9, roughness: 0.3, scatter: 0.8, detail: .zero)
  static let wire = FieldMaterial(
    0.46, 0.48, 0.50, wet: 0.9, roughness: 0.3, scatter: 0.2, detail: .zero)
  static let arterialMark = FieldMaterial(
    0.72, 0.10, 0.10, wet: 0.5, roughness: 0.4, scatter: 0.2, detail: .zero)
  static let bore = FieldMaterial(
    0.05, 0.05, 0.055, wet: 0.2, roughness: 0.6, scatter: 0, detail: .zero)
  static let plastic = FieldMaterial(
    0.87, 0.87, 0.85, wet: 0.4, roughness: 0.42, scatter: 0.2, detail: .zero)
  static let lens = FieldMaterial(
    0.36, 0.38, 0.41, wet: 0.6, roughness: 0.35, scatter: 0.1, detail: .zero)
  static let accent = FieldMaterial(
    0.18, 0.36, 0.60, wet: 0.3, roughness: 0.4, scatter: 0.1, detail: .zero)
  static let cable = FieldMaterial(
    0.30, 0.31, 0.33, wet: 0, roughness: 0.55, scatter: 0, detail: .zero)
  /// Felt of white fibres.
  static let felt = FieldMaterial(
    0.90, 0.89, 0.85, wet: 0.15, roughness: 0.9, scatter: 0.5, detail: SIMD4(0, 0, 0, 0.5))
  static let suture = FieldMaterial(
    0.12, 0.30, 0.26, wet: 0.2, roughness: 0.6, scatter: 0, detail: .zero)
}
