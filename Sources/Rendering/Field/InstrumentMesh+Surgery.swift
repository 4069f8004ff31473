import Frames
import SimMath

/// The instruments of surgery, drawn over the solids that tissue feels: what touches lies where they are, and what a hand
/// holds is dressing after the usual make of each kind.
extension InstrumentMesh {
  typealias Section = TriangleMesh.Section

  mutating func addParts(_ form: InstrumentForm) {
    switch form.tool {
    case .needleHolder: addRingHandled(form, jaw: JawLook(tip: SIMD2(0.62, 0.72), inner: .toothed), rings: .gilt)
    case .scissors:
      addRingHandled(form, jaw: JawLook(tip: SIMD2(0.35, 0.28), inner: .blade, outer: .blade), rings: .brushed)
    case .clamp: addRingHandled(form, jaw: JawLook(tip: SIMD2(0.70, 0.72), inner: .toothed), rings: .brushed)
    case .forceps: addForceps(form)
    case .scalpel: addScalpel(form)
    case .cannula: body = Self.cannula(form)
    case .sucker: body = Self.sucker(form)
    case .cautery: body = Self.cautery(form)
    case .palpationProbe, .ultrasoundProbe: break
    }
  }

  /// What a jaw looks like over its solids.
  private struct JawLook {
    /// Width at the tip as a part of that at the hinge, across and along the hinge.
    var tip: SIMD2<Float>
    /// The face that meets the other jaw, and the rest.
    var inner: FieldMaterial
    var outer: FieldMaterial = .brushed
  }

  /// Cuts of a jaw with both faces, from its tip to the hinge: full on the inside, tapered outside.
  private static func jaw(_ form: InstrumentForm, _ part: InstrumentForm.Part, _ look: JawLook) -> TriangleMesh {
    guard let heights = form.heights(part), let hinge = form.hinge else { return TriangleMesh() }
    let sign: Float = part == .positiveJaw ? 1 : -1
    let length = heights.upperBound - heights.lowerBound
    func section(_ share: Float, inner: Bool) -> Section {
      let y = heights.lowerBound + share * length
      let inside = min(heights.upperBound - 0.12 * length, max(heights.lowerBound + 0.12 * length, y))
      let e = form.extent(part, at: inside) ?? InstrumentForm.Extent(low: .zero, high: .zero)
      // The tip is rounded over its last tenth.
      let nose = share < 0.1 ? (1 - (1 - share / 0.1) * (1 - share / 0.1)).squareRoot() : 1
      let taper = SIMD2(mix(look.tip.x, 1, share), mix(look.tip.y, 1, share)) * SIMD2(mix(0.75, 1, nose), mix(0.55, 1, nose))
      let near = sign > 0 ? e.low.x : -e.high.x
      let far = near + 2 * e.half.x * taper.x
      // A thin plate on the inside carries the teeth.
      let split = near + 0.28 * (far - near)
      let (a, b) = inner ? (near + 0.00003, split) : (split, far)
      return Section(
        center: SIMD3(sign * 0.5 * (a + b), y, e.middle.y), half: SIMD2(0.5 * (b - a), e.half.y * taper.y),
        material: inner ? look.inner : look.outer, roundness: inner ? 7 : 3.4)
    }
    let shares = (0...16).map { i -> Float in
      let t = Float(i) / 16
      return t * t * 0.4 + t * 0.6
    }
    var mesh = TriangleMesh.loft(shares.map { section($0, inner: false) })
    mesh.append(.loft(shares.map { section($0, inner: true) }))
    // From the jaw into the lock.
    let end = section(1, inner: false)
    var neck = [end, end]
    neck[0].center.y -= 0.1 * length
    neck[1].center = SIMD3(0, hinge + 0.001, end.center.z)
    neck[1].half *= 1.05
    mesh.append(.loft(neck))
    return mesh
  }

  /// Jaws, a lock with its screw, two shanks that cross in it, and rings for thumb and finger.
  private mutating func addRingHandled(_ form: InstrumentForm, jaw look: JawLook, rings: FieldMaterial) {
    guard let heights = form.heights(.body) else { return }
    positiveJaw = Self.jaw(form, .positiveJaw, look)
    negativeJaw = Self.jaw(form, .negativeJaw, look)
    let top = heights.upperBound
    let lock = form.extent(.body, at: min(top, hinge + 0.002))?.half.x ?? 0.0025
    func radius(_ y: Float) -> Float { form.extent(.body, at: y)?.half.x ?? lock }
    for (part, side) in [(InstrumentForm.Part.positiveJaw, Float(-1)), (.negativeJaw, 1)] {
      // A shank goes on from the jaw of the other side.
      let ringHalf = SIMD2<Float>(0.0098, 0.0130)
      let end = top - 2 * ringHalf.y
      let rows = (0...18).map { i -> Section in
        let t = Float(i) / 18
        let y = mix(hinge + 0.0005, end, t)
        let r = mix(radius(y), mix(lock, radius(end), t), 0.6)
        let bow = smoothstep(0.72, 1, t) * 0.0035
        return Section(
          center: SIMD3(side * (0.5 * r * smoothstep(0, 0.12, t) + 0.0001 + bow), y, 0),
          half: SIMD2(max(0.0011, 0.46 * r), mix(0.8, 0.62, t) * r), material: .brushed, roundness: 3)
      }
      var mesh = TriangleMesh.loft(rows)
      let reach = rows[18].center.x + side * (ringHalf.x - 0.001)
      mesh.append(.ring(center: SIMD3(reach, top - ringHalf.y, 0), half: ringHalf, radius: 0.0021, material: rings))
      // Half of the ratchet that holds the jaws closed.
      if form.tool != .scissors {
        mesh.append(
          .box(
            center: SIMD3(side * 0.0042, mix(hinge, end, 0.9), side * 0.0012), half: SIMD3(0.0052, 0.0017, 0.0011),
            radius: 0.0005, material: .toothed))
      }
      if part == .positiveJaw { positiveJaw.append(mesh) } else { negativeJaw.append(mesh) }
    }
    let boxes = [Float(-0.0042), -0.0034, 0.0036, 0.0046].enumerated().map { i, y in
      Section(
        center: SIMD3(0, hinge + y, 0), half: SIMD2(lock * (i == 0 || i == 3 ? 0.92 : 1.06), lock * 0.86),
        material: .brushed, roundness: 4)
    }
    body = .loft(boxes)
    for face in [Float(-1), 1] { body.append(Self.screw(at: SIMD3(0, hinge, 0), over: lock * 0.86, face: face)) }
  }

  /// A flat screw's head on a face of the lock.
  private static func screw(at center: SIMD3<Float>, over height: Float, face: Float) -> TriangleMesh {
    let r = 0.55 * height
    var mesh = TriangleMesh.lathe(
      profile: [
        (r, 0, .steel), (r, height + 0.0001, .steel), (0.93 * r, height + 0.00022, .steel), (0, height + 0.00022, .steel),
      ], sides: 20)
    // The axis of the lathe becomes the hinge's.
    for i in mesh.vertices.indices {
      let (p, n) = (mesh.vertices[i].position, mesh.vertices[i].normal)
      mesh.vertices[i].position = center + SIMD3(p.x, -face * p.z, face * p.y)
      mesh.vertices[i].normal = SIMD3(n.x, -face * n.z, face * n.y)
    }
    return mesh
  }

  /// Two blades of spring steel that are one at their upper end, with ridges where the fingers are.
  private mutating func addForceps(_ form: InstrumentForm) {
    for (part, sign) in [(InstrumentForm.Part.positiveJaw, Float(1)), (.negativeJaw, -1)] {
      guard let heights = form.heights(part), let hinge = form.hinge else { continue }
      let length = heights.upperBound - heights.lowerBound
      func smoothed(_ y: Float) -> InstrumentForm.Extent {
        // Where one solid ends and the next begins the steel is bent, not stepped.
        let reach = min(0.006, 0.35 * (y - heights.lowerBound) + 0.0008)
        var sum = InstrumentForm.Extent(low: .zero, high: .zero)
        var n: Float = 0
        for k in -4...4 {
          guard let e = form.extent(part, at: y + reach * Float(k) / 4) else { continue }
          sum.low += e.low
          sum.high += e.high
          n += 1
        }
        return InstrumentForm.Extent(low: sum.low / max(1, n), high: sum.high / max(1, n))
      }
      let steps = 120
      let rows = (0...steps).map { i -> Section in
        let share = Float(i) / Float(steps)
        let y = mix(heights.lowerBound, hinge + 0.002, share)
        let e = smoothed(y)
        let nose = min(1, (0.25 + share / 0.03))
        let tip = smoothstep(0, 0.2, share)
        let near = sign > 0 ? e.low.x : -e.high.x
        let thick = 2 * e.half.x * mix(0.55, 0.72, tip) * mix(0.7, 1, nose)
        let grip = smoothstep(0.44, 0.54, share) * smoothstep(0.94, 0.86, share)
        let ridge = grip * (i % 2 == 0 ? 0.00022 : 0)
        let joined = smoothstep(0.9, 1, share)
        let width = mix(e.half.y * mix(0.8, 1, tip), 0.0044, grip)
        let middle = mix(near + 0.5 * thick + 0.00003, 0.0012, joined)
        return Section(
          center: SIMD3(sign * middle, y, e.middle.y), half: SIMD2(0.5 * thick + ridge, width * mix(0.8, 1, nose)),
          material: share * length < 0.016 ? .toothed : .brushed, roundness: 4)
      }
      let mesh = TriangleMesh.loft(rows)
      if part == .positiveJaw { positiveJaw = mesh } else { negativeJaw = mesh }
    }
    guard let heights = form.heights(.body) else { return }
    body = .loft(
      [(Float(0), Float(0.0024), Float(0.0034)), (0.35, 0.0020, 0.0040), (0.8, 0.0018, 0.0040), (1, 0.0014, 0.0026)]
        .map { share, x, z in
          Section(
            center: SIMD3(0, mix(heights.lowerBound + 0.001, heights.upperBound, share), 0), half: SIMD2(x, z),
            material: .brushed, roundness: 4)
        })
  }

  /// A blade with a curved edge on a flat handle.
  private mutating func addScalpel(_ form: InstrumentForm) {
    guard let heights = form.heights(.body) else { return }
    let blade: Float = 0.0185
    let steps = 24
    // Cuts through the blade: a wedge from its back (+z) to its edge.
    let outline: [(x: Float, z: Float)] = [(1, 0), (1, 0.62), (0.08, 1), (-0.08, 1), (-1, 0.62), (-1, 0)]
    body = .grid(columns: outline.count, rows: steps + 2, closed: true) { i, j in
      let share = Float(min(j, steps)) / Float(steps)
      let y = heights.lowerBound + share * blade
      let e = form.extent(.body, at: min(0.9 * blade, max(0.001, y))) ?? InstrumentForm.Extent(low: .zero, high: .zero)
      // The back runs straight to the point, the belly swings up to it.
      let back = e.high.y
      let belly = mix(back - 0.0001, e.low.y, (1 - (1 - min(1, share / 0.45)) * (1 - min(1, share / 0.45))).squareRoot())
      let closing: Float = j > steps ? 0.01 : 1
      let o = outline[outline.count - 1 - i]
      return (
        SIMD3(o.x * e.half.x * min(1, 0.3 + 6 * share) * closing, y, mix(back, belly, o.z * closing)),
        o.z > 0.5 ? .blade : .brushed
      )
    }
    let r = form.extent(.body, at: mix(blade, heights.upperBound, 0.5))?.half.x ?? 0.003
    let rows: [(share: Float, x: Float, z: Float)] = [
      (0, 0.10, 0.30), (0.06, 0.42, 0.5), (0.10, 0.6, 0.95), (0.3, 0.62, 1), (0.75, 0.62, 1), (0.9, 0.55, 0.8),
      (1, 0.4, 0.5),
    ]
    body.append(
      .loft(
        rows.map { row in
          Section(
            center: SIMD3(0, mix(blade - 0.0015, heights.upperBound, row.share), 0), half: SIMD2(row.x * r, row.z * r),
            material: .brushed, roundness: 4)
        }))
  }

  /// A clear tube with a spiral of wire, a collar to sew down, and red where blood goes to the patient.
  private static func cannula(_ form: InstrumentForm) -> TriangleMesh {
    guard let heights = form.heights(.body) else { return TriangleMesh() }
    func radius(_ y: Float) -> Float { form.extent(.body, at: y)?.half.x ?? 0.004 }
    let r = radius(0.6 * heights.upperBound)
    var profile: [(radius: Float, height: Float, material: FieldMaterial)] = [
      (0, 0.0018, .bore), (0.5 * r, 0.0018, .bore), (0.58 * r, 0.0002, .tubing),
    ]
    var y: Float = 0.0012
    while y < heights.upperBound - 0.001 {
      let isMark = (0.036..<0.042).contains(y)
      // A turn of wire every 2.4 mm over the flexible part.
      let turn = y > 0.05 ? (y * 1000).truncatingRemainder(dividingBy: 2.4) : 1
      profile.append((radius(y), y, isMark ? .arterialMark : turn < 0.8 ? .wire : .tubing))
      y += 0.0004
    }
    profile.append((0, heights.upperBound, .tubing))
    return .lathe(profile: profile, sides: 32)
  }

  /// A pencil of plastic with two buttons' ring, an insulated neck and a bare round electrode at its end.
  private static func cautery(_ form: InstrumentForm) -> TriangleMesh {
    guard let heights = form.heights(.body) else { return TriangleMesh() }
    func radius(_ y: Float) -> Float { form.extent(.body, at: y)?.half.x ?? 0.001 }
    let thick = radius(0.9 * heights.upperBound)
    var profile: [(radius: Float, height: Float, material: FieldMaterial)] = [(0, 0, .brushed)]
    var y: Float = 0.0001
    while y < heights.upperBound - 0.0001 {
      let r = radius(y)
      let isHandle = r > 0.8 * thick
      let isButton = isHandle && (0.055..<0.068).contains(y)
      profile.append((isButton ? 1.06 * r : r, y, isButton ? .accent : isHandle ? .plastic : y > 0.012 ? .tubing : .brushed))
      y += isHandle ? 0.0016 : y < 0.003 ? 0.0001 : 0.0006
    }
    profile.append((0, heights.upperBound, .plastic))
    return .lathe(profile: profile, sides: 32)
  }

  /// A metal tube with a bulb at its end and a handle.
  private static func sucker(_ form: InstrumentForm) -> TriangleMesh {
    guard let heights = form.heights(.body) else { return TriangleMesh() }
    func radius(_ y: Float) -> Float { form.extent(.body, at: y)?.half.x ?? 0.0025 }
    var profile: [(radius: Float, height: Float, material: FieldMaterial)] = [
      (0, 0.0011, .bore), (0.0010, 0.0010, .bore), (0.0012, 0.0001, .brushed),
    ]
    let thick = radius(0.9 * heights.upperBound)
    var y: Float = 0.0004
    while y < heights.upperBound - 0.0001 {
      let r = radius(y)
      // The tube is thinner over the bulb; the solid of the handle is cut short by a cone.
      let neck = 1 - 0.26 * smoothstep(0.0045, 0.008, y)
      let isHandle = r > 0.8 * thick
      profile.append((isHandle ? r : r * neck, y, isHandle ? .plastic : .brushed))
      y += isHandle ? 0.0016 : 0.0006
    }
    profile.append((0, heights.upperBound, .plastic))
    return .lathe(profile: profile, sides: 32)
  }
}
