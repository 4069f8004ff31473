import Foundation
import Frames
@testable import Rendering
import SimMath
import Testing

/// The instruments in both hands.
struct InstrumentTests {
  private static let surgical: [Tool] = [.needleHolder, .forceps, .scissors, .scalpel, .cannula, .clamp, .sucker]

  private func form(_ tool: Tool) throws -> InstrumentForm {
    try #require(Theatre.stage.instruments.first { $0.tool == tool })
  }

  /// Signed distance from what tissue feels of an instrument, m.
  private func distance(_ p: SIMD3<Float>, _ form: InstrumentForm) -> Float {
    form.solids.map { solid -> Float in
      let at = Vector3(p.x, p.y, p.z)
      switch solid.core {
      case .segment(let a, let b):
        let ab = b - a
        let t = ab.lengthSquared > 0 ? min(1, max(0, (at - a).dot(ab) / ab.lengthSquared)) : 0
        return (at - (a + t * ab)).length - solid.radius
      case .box(let c, let half, let turn):
        let q = turn.conjugate.rotate(at - c)
        let d = Vector3(abs(q.x) - half.x, abs(q.y) - half.y, abs(q.z) - half.z)
        return Vector3(max(0, d.x), max(0, d.y), max(0, d.z)).length + min(0, max(d.x, max(d.y, d.z))) - solid.radius
      }
    }.min() ?? .infinity
  }

  @Test func theStageHasThemAll() {
    #expect(Set(Theatre.stage.instruments.map(\.tool)) == Set(Tool.allCases))
    for tool in Tool.allCases { #expect(InstrumentMesh(tool, stage: Theatre.stage) != nil) }
    var bare = Theatre.stage
    bare.instruments = []
    #expect(InstrumentMesh(.forceps, stage: bare) == nil && InstrumentMesh(.palpationProbe, stage: bare) != nil)
  }

  @Test(arguments: surgical) func whatIsSeenIsWhatTouches(tool: Tool) throws {
    let form = try form(tool)
    let mesh = try #require(InstrumentMesh(tool, stage: Theatre.stage))
    var lowest = Float.infinity
    var worst: (away: Float, what: String) = (0, "")
    for part in InstrumentForm.Part.allCases {
      for v in mesh.part(part).vertices {
        lowest = min(lowest, v.position.y)
        // The end that works; further up a hand's dressing begins.
        guard v.position.y < (mesh.hinge > 0 ? min(mesh.hinge - 0.005, 0.05) : 0.05) else { continue }
        let away = distance(v.position, form)
        if away > worst.away { worst = (away, "\(part) \(v.position)") }
      }
    }
    #expect(worst.away < 0.0005, "\(worst)")
    // The tip is where it is felt.
    #expect(abs(lowest) < 0.0003)
    // Jaws there are where there is a hinge, and each on its side.
    #expect((mesh.hinge > 0) == (form.hinge != nil) && (mesh.positiveJaw.triangleCount > 0) == (form.hinge != nil))
    let jaws = [mesh.positiveJaw.vertices, mesh.negativeJaw.vertices].map { $0.filter { $0.position.y < 0.8 * mesh.hinge } }
    #expect(jaws[0].allSatisfy { $0.position.x > 0 } && jaws[1].allSatisfy { $0.position.x < 0 })
  }

  @Test func jawsTurnAboutTheirHinge() {
    let (angle, hinge) = (Float(0.4), Float(0.02))
    for part in InstrumentForm.Part.allCases {
      let m = Matrix4.turn(aboutZ: part.share * angle, at: hinge).elements
      func turned(_ p: SIMD3<Float>) -> SIMD3<Float> {
        SIMD3(m[0] * p.x + m[4] * p.y + m[12], m[1] * p.x + m[5] * p.y + m[13], m[10] * p.z)
      }
      // The hinge stays; the tips part by what the simulation calls their distance, 2 l sin(angle / 2).
      #expect(length(turned(SIMD3(0, hinge, 0)) - SIMD3(0, hinge, 0)) < 1e-7)
      let side: Float = part == .body ? 0 : part == .positiveJaw ? 1 : -1
      #expect(abs(turned(.zero).x - side * hinge * Float(Trigonometry.sin(0.2))) < 1e-6)
    }
  }

  @Test(.enabled(if: Theatre.canDraw, "install libegl1 and libgl1-mesa-dri"))
  func bothHandsAndTheirJawsAreSeen() throws {
    let top = Float(Theatre.stage.vessel.outerRadius)
    func look(_ first: Float, _ second: HeldTool?) throws -> Picture {
      var snapshot = Theatre.atRest()
      snapshot.tool = .needleHolder
      snapshot.toolPose = Pose(position: Vector3(0.004, top + 0.004, 0.040))
      snapshot.jawAngle = first
      snapshot.second = second
      return try Theatre.draw(snapshot, .loupe)
    }
    let forceps = HeldTool(tool: .forceps, pose: Pose(position: Vector3(0.004, top + 0.004, 0.018)), jawAngle: 0)
    let alone = try look(0, nil)
    let open = try look(0.45, nil)
    let both = try look(0, forceps)
    var wide = forceps
    wide.jawAngle = 0.12
    #expect(open.difference(from: alone) > 0.5 && both.difference(from: alone) > 0.5)
    #expect(try look(0, wide).difference(from: both) > 0.3)
  }

  /// The work alone: nothing that the hands hold, nor its shadow, wherever it is.
  @Test(.enabled(if: Theatre.canDraw, "install libegl1 and libgl1-mesa-dri"))
  func theWorkIsSeenWithoutTheInstruments() throws {
    func look(_ height: Float, showsInstruments: Bool) throws -> Picture {
      var snapshot = Theatre.atRest()
      snapshot.tool = .needleHolder
      snapshot.toolPose = Pose(position: Vector3(0.004, Float(Theatre.stage.vessel.outerRadius) + height, 0.040))
      return try Theatre.draw(snapshot, .loupe, showsInstruments: showsInstruments)
    }
    let near = try look(0.004, showsInstruments: false)
    #expect(try near == look(0.3, showsInstruments: false))
    #expect(try look(0.004, showsInstruments: true).difference(from: near) > 0.5)
  }

  /// Each instrument is drawn where its mesh says, in every view, and nothing hides it over the open vessel. With
  /// `SYSTOLE_WRITE_PICTURES=FOLDER` the pictures are kept at a size to look at (`SYSTOLE_QUALITY`, `SYSTOLE_TOOLS`).
  @Test(.enabled(if: Theatre.canDraw, "install libegl1 and libgl1-mesa-dri"))
  func everyInstrumentIsWhereItsMeshIs() throws {
    let environment = ProcessInfo.processInfo.environment
    let folder = environment["SYSTOLE_WRITE_PICTURES"]
    let quality = environment["SYSTOLE_QUALITY"].flatMap(RenderingQuality.init) ?? (folder == nil ? .low : .high)
    let (width, height) = folder == nil ? (320, 180) : (640, 360)
    let renderer = try Renderer(
      context: OffscreenContext(), stage: Theatre.stage, width: width, height: height, quality: quality)
    func picture(_ snapshot: Snapshot, _ view: ViewKind, _ name: String) throws -> Picture {
      try renderer.submit(snapshot)
      try renderer.draw(view)
      let picture = renderer.picture()
      if let folder { try picture.png().write(to: URL(fileURLWithPath: "\(folder)/\(name)-\(view).png")) }
      return picture
    }
    let views = [ViewKind.loupe, .surgeon]
    let plain = try views.map { try picture(Theatre.atRest(), $0, "plain") }
    let top = Float(Theatre.stage.vessel.outerRadius)
    let lean = Quaternion(axis: Vector3(0.9, 0, 0.3).normalized, angle: 0.75)
    let other = Quaternion(axis: Vector3(-0.9, 0, 0.4).normalized, angle: 0.7)
    for tool in Tool.allCases where environment["SYSTOLE_TOOLS"].map({ $0.contains("\(tool)") }) ?? true {
      var snapshot = Theatre.atRest()
      snapshot.tool = tool
      snapshot.toolPose = Pose(position: Vector3(0.004, top + 0.002, 0.040), orientation: lean)
      snapshot.jawAngle = 0.7 * (try form(tool).opening)
      snapshot.second = HeldTool(
        tool: .forceps, pose: Pose(position: Vector3(0.006, top + 0.001, 0.016), orientation: other), jawAngle: 0.06)
      let mesh = try #require(InstrumentMesh(tool, stage: Theatre.stage))
      for (view, plain) in zip(views, plain) {
        let drawn = try picture(snapshot, view, "\(tool)")
        let (inside, changed) = covered(mesh, snapshot, view, drawn, plain)
        #expect(inside > 20 && Double(changed) > 0.8 * Double(inside), "\(tool) \(view): \(changed) of \(inside)")
      }
    }
    // Sewing with blood about: a needle in its holder, a thread from it into the wall and out, a smear, a stream, a pool.
    var sewing = Theatre.atRest()
    let arc = NeedleShape(
      pose: Pose(
        position: Vector3(0.003, top + 0.0045, 0.030), orientation: Quaternion(axis: Vector3(0, 0.3, 0.95), angle: 3.4)),
      curveRadius: 0.0085, wireRadius: 0.00032, arc: 2.36)
    sewing.needles = [arc]
    sewing.tool = .needleHolder
    let blunt = arc.pose.position + arc.pose.orientation.rotate(Vector3(arc.curveRadius, 0, 0))
    sewing.toolPose = Pose(position: blunt, orientation: lean)
    sewing.jawAngle = 0.03
    sewing.bloodied = 0.009
    sewing.second = HeldTool(
      tool: .forceps, pose: Pose(position: Vector3(0.006, top + 0.001, 0.016), orientation: other), jawAngle: 0.02)
    sewing.second!.bloodied = 0.014
    let line = (0..<40).flatMap { i -> [Float] in
      let t = Double(i) / 39
      let p = blunt + Vector3(
        0.020 * Float(t), -0.004 * Float(t) + 0.003 * Float(Trigonometry.sin(7 * t)), -0.012 * Float(t * t)
          + 0.004 * Float(Trigonometry.sin(5 * t)))
      return [p.x, p.y, p.z]
    }
    sewing.threads = [ThreadLine(vertices: line, radius: 0.00008)]
    sewing.pool = BloodPool(level: -0.016, brightness: 0.4)
    let rest = Theatre.stage.surface.rest
    sewing.harm = (0..<Theatre.stage.surface.vertexCount).flatMap { v -> [Float] in
      let d = Vector3(rest[4 * v], rest[4 * v + 1], rest[4 * v + 2]) - Vector3(0.010, 0.75 * top, 0.040)
      return [0, Float(Trigonometry.exp(Double(-d.lengthSquared / (0.009 * 0.009))))]
    }
    let run = (0..<16).flatMap { i -> [Float] in
      let (s, c) = Trigonometry.sincos(0.3 + 0.09 * Double(i))
      return [(top + 0.0003) * Float(s), (top + 0.0003) * Float(c), 0.028 - 0.0003 * Float(i)]
    }
    sewing.streams = [
      BloodStream(vertices: run, widths: (0..<16).map { 0.0007 + 0.00008 * Float($0) }, brightness: 0.9)
    ]
    for (view, plain) in zip(views, plain) {
      #expect(try picture(sewing, view, "sewing").difference(from: plain) > 1)
    }
  }

  /// How many vertices of an instrument fall into the picture, and how many of them on pixels that it has changed.
  private func covered(
    _ mesh: InstrumentMesh, _ snapshot: Snapshot, _ view: ViewKind, _ drawn: Picture, _ plain: Picture
  ) -> (inside: Int, changed: Int) {
    let camera = Camera(view, stage: Theatre.stage, aspect: Float(drawn.width) / Float(drawn.height))
    let m = (camera.projection * camera.view).elements
    var n = (0, 0)
    for part in InstrumentForm.Part.allCases {
      let t = (Matrix4(snapshot.toolPose) * .turn(aboutZ: part.share * snapshot.jawAngle, at: mesh.hinge)).elements
      for v in mesh.part(part).vertices {
        let q = v.position
        func world(_ r: Int) -> Float { t[r] * q.x + t[4 + r] * q.y + t[8 + r] * q.z + t[12 + r] }
        let p = SIMD3(world(0), world(1), world(2))
        func row(_ r: Int) -> Float { m[r] * p.x + m[4 + r] * p.y + m[8 + r] * p.z + m[12 + r] }
        let x = Int((row(0) / row(3) * 0.5 + 0.5) * Float(drawn.width))
        let y = Int((0.5 - row(1) / row(3) * 0.5) * Float(drawn.height))
        guard (0..<drawn.width).contains(x), (0..<drawn.height).contains(y) else { continue }
        n.0 += 1
        let (a, b) = (drawn[x, y], plain[x, y])
        if abs(Int(a.red) - Int(b.red)) + abs(Int(a.green) - Int(b.green)) + abs(Int(a.blue) - Int(b.blue)) > 6 { n.1 += 1 }
      }
    }
    return n
  }
}
