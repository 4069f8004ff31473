import Frames
import SimMath

/// A tool in the hand as triangles, in tool axes: the tip at the origin, +y away from the tissue. Jaws are closed.
struct InstrumentMesh {
  var body = TriangleMesh()
  /// The jaws with all that turns with them; empty without.
  var positiveJaw = TriangleMesh()
  var negativeJaw = TriangleMesh()
  /// Height of the hinge over the tip, m.
  var hinge: Float = 0

  /// Nil where the stage says nothing of such an instrument.
  init?(_ tool: Tool, stage: Stage) {
    switch tool {
    case .palpationProbe: body = Self.palpationProbe(radius: stage.probeRadius)
    case .ultrasoundProbe: body = Self.ultrasoundProbe(width: stage.imageWidth)
    case .needleHolder, .forceps, .scissors, .scalpel, .cannula, .clamp, .sucker, .cautery:
      guard let form = stage.instruments.first(where: { $0.tool == tool }) else { return nil }
      hinge = form.hinge ?? 0
      addParts(form)
    }
  }

  func part(_ part: InstrumentForm.Part) -> TriangleMesh {
    switch part {
    case .body: body
    case .positiveJaw: positiveJaw
    case .negativeJaw: negativeJaw
    }
  }

  /// A ball on a stem with a turned handle. The ball's middle is the tip.
  private static func palpationProbe(radius r: Float) -> TriangleMesh {
    var profile: [(radius: Float, height: Float, material: FieldMaterial)] = []
    for i in 0...22 {
      // From the lower pole to where the stem leaves.
      let a = -1.5708 + 2.76 * Float(i) / 22
      profile.append((r * cosine(a), r * sine(a), .satin))
    }
    let stem: Float = 0.0021
    profile += [
      (stem + 0.0003, r + 0.0006, .satin), (stem, r + 0.0020, .satin), (stem, r + 0.030, .satin),
      (stem + 0.0002, r + 0.060, .satin), (0.0030, r + 0.064, .steel), (0.0044, r + 0.068, .steel),
      (0.0046, r + 0.070, .steel), (0.0042, r + 0.072, .steel), (0.0042, r + 0.0735, .accent),
    ]
    for i in 0...14 {
      // Shallow rings for the grip.
      let h = r + 0.074 + 0.004 * Float(i)
      profile += [(0.0046, h, .accent), (0.0049, h + 0.0014, .accent), (0.0046, h + 0.0028, .accent)]
    }
    profile += [(0.0046, r + 0.136, .steel), (0.0038, r + 0.140, .steel), (0.0, r + 0.141, .steel)]
    return .lathe(profile: profile, sides: 40)
  }

  /// A linear probe: slightly domed lens, shell that narrows to a grip, cable. The middle of the face is the tip.
  private static func ultrasoundProbe(width: Float) -> TriangleMesh {
    let half = width / 2 + 0.003
    let depth: Float = 0.0062
    var profile: [(radius: Float, height: Float, material: FieldMaterial)] = [(0, 0, .lens)]
    profile += [
      (0.35, 0.0001, .lens), (0.6, 0.0004, .lens), (0.8, 0.0010, .lens), (0.92, 0.0018, .lens), (0.97, 0.0026, .lens),
      (0.985, 0.0032, .lens), (1.0, 0.0034, .plastic), (1.0, 0.0060, .plastic), (0.99, 0.012, .plastic),
      (0.96, 0.0175, .plastic), (0.965, 0.0180, .accent), (0.955, 0.0195, .accent), (0.945, 0.0200, .plastic),
      (0.86, 0.027, .plastic), (0.72, 0.034, .plastic), (0.62, 0.042, .plastic), (0.58, 0.052, .plastic),
      (0.57, 0.064, .plastic), (0.55, 0.074, .plastic), (0.48, 0.080, .plastic), (0.36, 0.083, .plastic),
      (0.30, 0.084, .cable), (0.26, 0.090, .cable), (0.20, 0.098, .cable), (0.17, 0.110, .cable),
      (0.17, 0.150, .cable), (0.17, 0.220, .cable),
    ]
    return .lathe(
      profile: profile, sides: 56,
      shape: { height in
        // Flat at the face, round at the cable.
        let round = smoothstep(0.030, 0.086, height)
        return SIMD2(half, mix(depth, half, round * 0.92))
      }, roundness: 3.2)
  }

  private static func sine(_ a: Float) -> Float { Float(Trigonometry.sin(Double(a))) }
  private static func cosine(_ a: Float) -> Float { Float(Trigonometry.cos(Double(a))) }
}
