import SimMath

/// A place of the tissue that something beside the tools holds by a spring: a thread that passes through a puncture, a
/// needle in its channel.
///
/// Whoever holds it moves `anchor` whenever its own unknowns have moved; the tissue's vertices take the force and the
/// block of the spring as they take a sample in contact.
struct TissueTie: BitwiseCopyable {
  /// A place lies in one ten-node tetrahedron.
  static var vertexCount: Int { QuadraticTetrahedron.nodes }
  var vertex = InlineArray<10, Int32>(repeating: 0)
  var weight = InlineArray<10, Float>(repeating: 0)
  /// Where the place is held, m.
  var anchor = Vector3.zero
  /// Across `direction` and along it, N/m. A tie that holds nothing is left out of the tick.
  var stiffness: Float = 0
  var along: Float = 0
  var direction = Vector3(1, 0, 0)
  /// Something lies on the place and doesn't hold it: the tie pushes against `direction` only, and what it pushes or
  /// drags across it with, `push` as a force, N, `stiffness` as a spring, ends with that.
  var isOneSided = false
  /// What holds it is little beside the tissue: a vertex of a thread that lies there. Coarse corrections leave it to the sweeps.
  var isLight = false
  var push = Vector3.zero

  var isActive: Bool { stiffness > 0 || along > 0 }
  /// Its place is known in every tick; that of something that lies on tissue only while it does.
  @inline(__always) var hasPlace: Bool { isActive || !isOneSided }

  /// The place in vertex positions or moves ([N][4] m).
  @inline(__always) func place(_ vertices: UnsafeMutablePointer<Float>) -> Vector3 {
    var p = Vector3.zero
    for a in 0..<Self.vertexCount {
      let x = vertices + 4 * Int(vertex[a])
      p += weight[a] * Vector3(x[0], x[1], x[2])
    }
    return p
  }

  /// Energy of the spring, J.
  @inline(__always) func energy(at p: Vector3) -> Double {
    let d = anchor - p
    let a = d.dot(direction)
    return 0.5 * Double(stiffness * d.lengthSquared + (along - stiffness) * a * a)
  }

  /// A tie of nothing that lies on tissue.
  static var noRest: TissueTie {
    var tie = TissueTie()
    tie.isOneSided = true
    return tie
  }

  /// How deep what lies on the place is in the tissue where the place is at `p`, m; below zero above it.
  @inline(__always) func depth(at p: Vector3) -> Float { -(anchor - p).dot(direction) }

  /// Force on the tissue where its place is at `p`, with its stiffness; nil where the place is not reached.
  @inline(__always) func point(at p: Vector3) -> ContactPoint? {
    if isOneSided {
      let depth = depth(at: p)
      guard depth > 0 else { return nil }
      var force = push - (along * depth) * direction
      if stiffness > 0 { force += stiffness * (anchor - p + depth * direction) }
      return ContactPoint(
        normal: direction, depth: 0, force: force, normalForce: 0, normalStiffness: along, tangentialStiffness: stiffness,
        slip: .zero)
    }
    let d = anchor - p
    return ContactPoint(
      normal: direction, depth: 0, force: stiffness * d + ((along - stiffness) * d.dot(direction)) * direction,
      normalForce: 0, normalStiffness: along, tangentialStiffness: stiffness, slip: .zero)
  }
}
