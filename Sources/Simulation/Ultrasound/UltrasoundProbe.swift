public import Frames
public import SimMath

/// The epiaortic probe: a slice of the same mesh that is simulated and touched.
///
/// Sixty-four parallel lines leave the face; along each the first outer and the next inner surface of the tissue are
/// found on the deformed faces, and the material points between them say what the line passes. Not for the 1 kHz
/// thread: about a millisecond.
public struct UltrasoundProbe: Sendable {
  /// Width of the face, m.
  public var width: Float
  /// How deep the picture reaches, m.
  public var depth: Float
  /// Largest gap between face and tissue that gel bridges, m.
  public var gelGap: Float
  private let model: SimulationModel
  private let surface: [Face]
  private let columns: MaterialGrid

  /// A quadratic face; for the picture it is cut at its middles into four flat triangles.
  private struct Face: Sendable {
    var nodes: [Int32]
    var outer: Bool
  }

  public init(model: SimulationModel, width: Float, depth: Float = 0.04, gelGap: Float = 0.004) {
    self.model = model
    self.width = width
    self.depth = depth
    self.gelGap = gelGap
    surface =
      model.mesh.contactFaces.map { Face(nodes: $0.map { Int32($0) }, outer: true) }
      + model.mesh.cavityFaces.map { Face(nodes: $0.map { Int32($0) }, outer: false) }
    columns = MaterialGrid(model: model)
  }

  /// The picture at a pose of the probe: tip in the middle of the face, tool -y into the tissue, tool x along the face.
  ///
  /// - Parameter positions: of all vertices, [N][4] m, as `SimulationState.positions` gives them.
  public func image(positions: Span<Float>, pose: Pose, tick: Tick) -> UltrasoundImage {
    var image = UltrasoundImage(tick: tick, width: width)
    let along = pose.orientation.rotate(Vector3(1, 0, 0))
    let into = pose.orientation.rotate(Vector3(0, -1, 0))
    let across = along.cross(into)
    func at(_ v: Int32) -> Vector3 {
      let i = 4 * Int(v)
      return Vector3(positions[i], positions[i + 1], positions[i + 2])
    }

    // Flat triangles that the image plane can meet, with their nodes.
    var triangles: [(a: Int32, b: Int32, c: Int32, outer: Bool)] = []
    for face in surface {
      let n = face.nodes
      var low = Float.infinity
      var high = -Float.infinity
      var near = false
      for v in n {
        let d = at(v) - pose.position
        let s = d.dot(across)
        low = min(low, s)
        high = max(high, s)
        if abs(d.dot(along)) < width && d.dot(into) < depth && d.dot(into) > -0.01 { near = true }
      }
      guard near, low <= 0, high >= 0 else { continue }
      triangles.append((n[0], n[3], n[5], face.outer))
      triangles.append((n[3], n[1], n[4], face.outer))
      triangles.append((n[5], n[4], n[2], face.outer))
      triangles.append((n[3], n[4], n[5], face.outer))
    }

    for line in 0..<64 {
      let offset = width * ((Float(line) + 0.5) / 64 - 0.5)
      // Start a little above the face: the wall may stand into it.
      let lift: Float = 0.003
      let origin = pose.position + offset * along - lift * into
      var outer: (depth: Float, place: Vector3)?
      var inner: (depth: Float, place: Vector3)?
      for t in triangles {
        guard let hit = Self.meet(origin, into, at(t.a), at(t.b), at(t.c)) else { continue }
        let place = hit.u * rest(t.a) + hit.v * rest(t.b) + hit.w * rest(t.c)
        if t.outer {
          if outer == nil || hit.distance < outer!.depth { outer = (hit.distance, place) }
        } else if inner == nil || hit.distance < inner!.depth {
          inner = (hit.distance, place)
        }
      }
      guard let outer, outer.depth - lift < gelGap else { continue }
      guard let inner, inner.depth > outer.depth, inner.depth - lift < depth else { continue }
      // What lies between, in steps of a fifth of a millimetre of the rest positions.
      var soft = 0
      var calcium: Float?
      let steps = max(2, Int((inner.depth - outer.depth) / 0.0002))
      for k in 0..<steps {
        let s = (Float(k) + 0.5) / Float(steps)
        switch columns.tissue(at: outer.place + s * (inner.place - outer.place)) {
        case .calcium: if calcium == nil { calcium = outer.depth - lift + s * (inner.depth - outer.depth) }
        case .softPlaque: soft += 1
        case .wall: break
        }
      }
      let echo: Echo = calcium != nil ? .calcium : soft * 5 > steps ? .softPlaque : .wall
      image.lines[line] = ScanLine(
        outerDepth: outer.depth - lift, innerDepth: inner.depth - lift, calciumDepth: calcium ?? 0, echo: echo)
    }
    return image
  }

  private func rest(_ v: Int32) -> Vector3 { model.tissue.restPosition(Int(v)) }

  /// Where a line from `o` along `d` meets a triangle: distance and barycentric coordinates (Moller and Trumbore 1997).
  private static func meet(
    _ o: Vector3, _ d: Vector3, _ a: Vector3, _ b: Vector3, _ c: Vector3
  ) -> (distance: Float, u: Float, v: Float, w: Float)? {
    let e1 = b - a
    let e2 = c - a
    let p = d.cross(e2)
    let det = e1.dot(p)
    guard abs(det) > 1e-14 else { return nil }
    let s = o - a
    let v = s.dot(p) / det
    guard v >= 0, v <= 1 else { return nil }
    let q = s.cross(e1)
    let w = d.dot(q) / det
    guard w >= 0, v + w <= 1 else { return nil }
    let t = e2.dot(q) / det
    guard t >= 0 else { return nil }
    return (t, 1 - v - w, v, w)
  }
}
