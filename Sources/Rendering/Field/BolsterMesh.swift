import Frames
import SimMath

/// A pledget or a snare as triangles, in its own axes.
enum BolsterMesh {
  static func mesh(_ form: BolsterForm) -> TriangleMesh {
    switch form.kind {
    case .pledget: pledget(form)
    case .snare: tube(form)
    }
  }

  /// A pad with the edges that scissors leave on felt.
  private static func pledget(_ form: BolsterForm) -> TriangleMesh {
    let half = 0.5 * SIMD3(form.size.x, form.size.y, form.size.z)
    return .box(center: .zero, half: half, radius: 0.2 * form.size.y, material: .felt, steps: 8)
  }

  /// A tube open at both ends: outside up, over the rim, and inside down.
  private static func tube(_ form: BolsterForm) -> TriangleMesh {
    let (outer, inner, half) = (0.5 * form.size.x, 0.5 * form.spacing, 0.5 * form.size.y)
    let rim = 0.3 * (outer - inner)
    var profile: [(radius: Float, height: Float, material: FieldMaterial)] = [
      (inner, -half + rim, .bore), (inner + rim, -half, .plastic), (outer - rim, -half, .plastic),
    ]
    let steps = 12
    for i in 0...steps { profile.append((outer, (2 * Float(i) / Float(steps) - 1) * (half - rim), .plastic)) }
    profile += [(outer - rim, half, .plastic), (inner + rim, half, .plastic)]
    for i in 0...steps { profile.append((inner, (1 - 2 * Float(i) / Float(steps)) * (half - rim), .bore)) }
    return .lathe(profile: profile, sides: 32)
  }
}
