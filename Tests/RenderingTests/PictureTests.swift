import Foundation
import Frames
@testable import Rendering
import SimMath
import Testing

/// What is to be seen.
@Suite(.enabled(if: Theatre.canDraw, "install libegl1 and libgl1-mesa-dri")) struct PictureTests {
  @Test func pngRoundTrip() throws {
    let rgb = (0..<(3 * 17 * 9)).map { UInt8(truncatingIfNeeded: $0 &* 37 ^ ($0 >> 3)) }
    let picture = Picture(width: 17, height: 9, rgb: rgb)
    #expect(try Picture(png: picture.png()) == picture)
    #expect(throws: RenderingError.self) { try Picture(png: Data([1, 2, 3])) }
  }

  @Test func twiceTheSamePixels() throws {
    let snapshot = Theatre.atRest()
    let first = try Theatre.draw(snapshot, quality: .medium)
    #expect(try Theatre.draw(snapshot, quality: .medium) == first)
    // And from one renderer that has drawn something else between.
    let renderer = try Renderer(
      context: OffscreenContext(), stage: Theatre.stage, width: 320, height: 180, quality: .medium)
    var other = snapshot
    other.toolPose = Pose(position: Vector3(0, 0.03, 0.03))
    try renderer.submit(other)
    try renderer.draw(.assistant)
    let between = renderer.picture()
    #expect(between.difference(from: first) > 5)
    try renderer.submit(snapshot)
    try renderer.draw(.surgeon)
    #expect(renderer.picture() == first)
  }

  @Test func severalDrawOnOneThread() throws {
    var near = Theatre.atRest()
    near.toolPose = Pose(position: Vector3(0, 0.03, 0.03))
    let alone = try Theatre.draw(near)
    let elsewhere = try Theatre.draw(Theatre.atRest(), .assistant)
    func renderer() throws -> Renderer {
      try Renderer(context: OffscreenContext(), stage: Theatre.stage, width: 320, height: 180, quality: .low)
    }
    let first = try renderer()
    let second = try renderer()
    // Each call of one between two of the other.
    try first.submit(near)
    try second.submit(Theatre.atRest())
    try first.draw(.surgeon)
    try second.draw(.assistant)
    #expect(first.picture() == alone && second.picture() == elsewhere)
    do {
      let third = try renderer()
      try third.submit(near)
    }
    // One that ends takes nothing of the others along.
    try first.draw(.surgeon)
    #expect(first.picture() == alone)
    try second.draw(.assistant)
    #expect(second.picture() == elsewhere)
  }

  /// Middle of the pixels that ink has darkened, between a picture with and one without a mark; nil if there are none.
  private func ink(_ marked: Picture, _ plain: Picture) -> SIMD2<Float>? {
    var sum = SIMD2<Float>.zero
    var n: Float = 0
    for y in 0..<marked.height {
      for x in 0..<marked.width {
        let (a, b) = (marked[x, y], plain[x, y])
        guard Int(b.red) - Int(a.red) > 35 else { continue }
        sum += SIMD2(Float(x) + 0.5, Float(y) + 0.5)
        n += 1
      }
    }
    return n > 3 ? sum / n : nil
  }

  private func onScreen(_ p: SIMD3<Float>, _ camera: Camera, _ picture: Picture) -> SIMD2<Float> {
    let m = (camera.projection * camera.view).elements
    func row(_ r: Int) -> Float { m[r] * p.x + m[4 + r] * p.y + m[8 + r] * p.z + m[12 + r] }
    return SIMD2(
      (row(0) / row(3) * 0.5 + 0.5) * Float(picture.width), (0.5 - row(1) / row(3) * 0.5) * Float(picture.height))
  }

  @Test func marksFollowTheTissue() throws {
    let stage = Theatre.stage
    // Beside the lamps' mirror image, under which ink is hidden.
    let site = VesselCoordinate(angle: 0.8, axial: 0.031).point(radius: stage.vessel.outerRadius)
    let mark = InkMark(kind: .lesion, site: Vector3(site))
    let camera = Camera(.loupe, stage: stage, aspect: 16 / 9)
    for lift in [Float(0), 0.004] {
      // The whole vessel a little higher.
      var plain = Theatre.atRest()
      var marked = Theatre.atRest(marks: [mark])
      for v in 0..<stage.surface.vertexCount {
        plain.vertices[4 * v + 1] += lift
        marked.vertices[4 * v + 1] += lift
      }
      let (with, without) = (try Theatre.draw(marked, .loupe), try Theatre.draw(plain, .loupe))
      let found = try #require(ink(with, without))
      let expected = onScreen(SIMD3(Float(site.x), Float(site.y) + lift, Float(site.z)), camera, with)
      let away = found - expected
      #expect((away.x * away.x + away.y * away.y).squareRoot() < 2.5, "\(found) \(expected)")
    }
  }

  @Test func pressedTissueIsPale() throws {
    var pressed = Theatre.atRest()
    for v in 0..<Theatre.stage.surface.vertexCount { pressed.vertices[4 * v + 3] = 1 }
    let (pale, usual) = (try Theatre.draw(pressed, .loupe), try Theatre.draw(Theatre.atRest(), .loupe))
    // In the middle of the vessel there is less red against green.
    func redness(_ p: Picture) -> Double {
      var ratio = 0.0
      for x in 140..<180 { ratio += Double(p[x, 90].red) / Double(max(1, p[x, 90].green)) }
      return ratio / 40
    }
    #expect(redness(pale) < redness(usual) - 0.05)
  }

  @Test func aGhostIsSeenThrough() throws {
    let stage = Theatre.stage
    let pose = Pose(position: Vector3(0, Float(stage.vessel.outerRadius) + 0.006, 0.03))
    var haunted = Theatre.atRest()
    haunted.ghost = GhostTool(tool: .palpationProbe, pose: pose)
    var held = Theatre.atRest()
    held.toolPose = pose
    let plain = try Theatre.draw(Theatre.atRest(), .loupe)
    let (ghost, tool) = (try Theatre.draw(haunted, .loupe), try Theatre.draw(held, .loupe))
    #expect(ghost.difference(from: plain) > 0.5 && ghost.difference(from: tool) > 0.5)
    // Bluer and brighter than what is behind it, which still shows; and it throws no shadow on the vessel.
    let changed = (0..<(320 * 180)).filter { i in
      (0..<3).contains { abs(Int(ghost.rgb[3 * i + $0]) - Int(plain.rgb[3 * i + $0])) > 6 }
    }
    #expect(changed.count > 300)
    let darker = changed.count { i in Int(ghost.rgb[3 * i + 2]) < Int(plain.rgb[3 * i + 2]) - 6 }
    #expect(Double(darker) < 0.02 * Double(changed.count))
  }

  @Test func aGhostOpensItsJaws() throws {
    let stage = Theatre.stage
    // Turned so that they open across the picture.
    let pose = Pose(
      position: Vector3(0, Float(stage.vessel.outerRadius) + 0.004, 0.03),
      orientation: Quaternion(axis: Vector3(0, 1, 0), angle: .pi / 2))
    let hinge = try #require(InstrumentMesh(.needleHolder, stage: stage)).hinge
    let plain = try Theatre.draw(Theatre.atRest(), .loupe)
    let camera = Camera(.loupe, stage: stage, aspect: 16 / 9)
    let angle: Float = 0.5
    let (s, c) = Trigonometry.sincos(Double(angle) / 2)
    func seen(_ drawn: Float) throws -> [Bool] {
      var haunted = Theatre.atRest()
      haunted.ghost = GhostTool(tool: .needleHolder, pose: pose, jawAngle: drawn)
      let picture = try Theatre.draw(haunted, .loupe)
      // The middles of the opened jaws a little above their tips.
      return [Float(1), -1].map { side in
        let arm = 0.85 * hinge
        let at = pose.position + pose.orientation.rotate(Vector3(side * arm * Float(s), hinge - arm * Float(c), 0))
        let p = onScreen(SIMD3(at.x, at.y, at.z), camera, picture)
        let (a, b) = (picture[Int(p.x), Int(p.y)], plain[Int(p.x), Int(p.y)])
        return abs(Int(a.blue) - Int(b.blue)) > 12
      }
    }
    #expect(try seen(angle) == [true, true])
    #expect(try seen(0) == [false, false])
  }

  @Test func eyesSeeTheFieldFromTwoPlaces() throws {
    let stage = Theatre.stage
    let (left, right) = (Camera(.left, stage: stage, aspect: 1.5), Camera(.right, stage: stage, aspect: 1.5))
    #expect(abs(length(left.eye - right.eye) - 0.063) < 1e-5)
    let blank = Picture(width: 300, height: 200, rgb: [UInt8](repeating: 0, count: 180_000))
    let surgeon = Camera(.surgeon, stage: stage, aspect: 1.5)
    // What lies in the plane of the windows has no parallax; what is nearer appears further right to the left eye.
    let middle = surgeon.target
    let (a, b) = (onScreen(middle, left, blank), onScreen(middle, right, blank))
    #expect(abs(a.x - b.x) < 0.05 && abs(a.y - b.y) < 0.05)
    let near = middle + normalize(surgeon.eye - middle) * 0.05
    #expect(onScreen(near, left, blank).x > onScreen(near, right, blank).x + 5)
  }

  /// Mean colour of a square of the picture.
  private func colour(_ p: Picture, _ at: SIMD2<Float>, _ half: Int = 4) -> SIMD3<Double> {
    var sum = SIMD3<Double>.zero
    for y in -half...half {
      for x in -half...half {
        let c = p[Int(at.x) + x, Int(at.y) + y]
        sum += SIMD3(Double(c.red), Double(c.green), Double(c.blue))
      }
    }
    return sum / Double((2 * half + 1) * (2 * half + 1))
  }

  @Test func whatIsDoneToTissueIsSeen() throws {
    let stage = Theatre.stage
    let n = stage.surface.vertexCount
    let camera = Camera(.loupe, stage: stage, aspect: 16 / 9)
    let site = VesselCoordinate(angle: 0.5, axial: 0.030).point(radius: stage.vessel.outerRadius)
    func look(_ change: (inout Snapshot) -> Void) throws -> SIMD3<Double> {
      var snapshot = Theatre.atRest()
      change(&snapshot)
      let picture = try Theatre.draw(snapshot, .loupe, quality: .medium)
      return colour(picture, onScreen(SIMD3(Float(site.x), Float(site.y), Float(site.z)), camera, picture))
    }
    let whole = try look { _ in }
    let bruised = try look { $0.bruises = [Float](repeating: 0.9, count: n) }
    let burnt = try look { $0.harm = (0..<(2 * n)).map { $0 % 2 == 0 ? 1 : 0 } }
    let bloody = try look { $0.harm = (0..<(2 * n)).map { $0 % 2 == 1 ? 1 : 0 } }
    // A bruise is darker, and bluer for its red; a burn nearly black; blood red, but for the light on its film.
    #expect(bruised.x < 0.8 * whole.x && bruised.z / bruised.x > bloody.z / bloody.x)
    #expect(burnt.sum() < 0.4 * whole.sum())
    #expect(bloody.x / bloody.y > 2 * whole.x / whole.y && bloody.x > burnt.x, "\(bloody) \(burnt) \(whole)")
    #expect(try look { $0.bruises = [Float](repeating: 0, count: n) } == whole)
  }

  @Test func bloodStandsRunsAndIsDrawnAway() throws {
    let plain = try Theatre.draw(Theatre.atRest(), quality: .medium)
    func drawn(_ change: (inout Snapshot) -> Void) throws -> Picture {
      var snapshot = Theatre.atRest()
      change(&snapshot)
      return try Theatre.draw(snapshot, quality: .medium)
    }
    func reddened(_ p: Picture) -> Int {
      (0..<(320 * 180)).count { i in
        Int(p.rgb[3 * i]) > 3 * Int(p.rgb[3 * i + 1]) && Int(plain.rgb[3 * i + 1]) > Int(p.rgb[3 * i + 1]) + 12
      }
    }
    let pools = try [-0.02, -0.012, -0.006].map { level in
      reddened(try drawn { $0.pool = BloodPool(level: Float(level), brightness: 0.5) })
    }
    #expect(pools[0] > 100 && pools[1] > pools[0] && pools[2] > pools[1], "\(pools)")
    let still = try drawn { $0.pool = BloodPool(level: -0.012) }
    let sucked = try drawn {
      $0.pool = BloodPool(level: -0.012, sucker: Vector3(0.025, -0.012, 0.03), suction: 1)
    }
    #expect(sucked != still)
    let top = Float(Theatre.stage.vessel.outerRadius) + 0.0005
    let line: [Float] = (0..<12).flatMap { (i: Int) -> [Float] in [Float(i) * 0.001, top, 0.03] }
    let stream = try drawn { $0.streams = [BloodStream(vertices: line, widths: [Float](repeating: 0.0015, count: 12))] }
    #expect(reddened(stream) > 20)
  }

  @Test func threadsAndNeedlesAreThin() throws {
    let top = Float(Theatre.stage.vessel.outerRadius) + 0.004
    let line: [Float] = (0..<30).flatMap { (i: Int) -> [Float] in [-0.01 + Float(i) * 0.0007, top, 0.03] }
    func changed(_ radius: Float, _ view: ViewKind) throws -> (count: Int, most: Int) {
      var snapshot = Theatre.atRest()
      snapshot.threads = [ThreadLine(vertices: line, radius: radius)]
      let (with, plain) = (
        try Theatre.draw(snapshot, view, quality: .medium), try Theatre.draw(Theatre.atRest(), view, quality: .medium)
      )
      let differences = (0..<(320 * 180)).map { abs(Int(with.rgb[3 * $0]) - Int(plain.rgb[3 * $0])) }
      return (differences.count { $0 > 4 }, differences.max() ?? 0)
    }
    // Thinner than a pixel: as faint as it is thin, and no row of dots.
    let (thin, thick) = (try changed(0.00008, .surgeon), try changed(0.0008, .surgeon))
    #expect(thin.count > 15 && thick.count > thin.count && thick.most > 2 * thin.most, "\(thin) \(thick)")
    #expect(try changed(0.00008, .loupe).most > thin.most, "glasses show it better")
    let needle = NeedleShape(
      pose: Pose(position: Vector3(0, top + 0.004, 0.03)), curveRadius: 0.0055, wireRadius: 0.0003, arc: 2.36)
    var held = Theatre.atRest()
    held.needles = [needle]
    #expect(try Theatre.draw(held, .loupe) != Theatre.draw(Theatre.atRest(), .loupe))
    // A mesh without holes: every ring but the last has two triangles a side.
    let mesh = TubeMesh(held, sides: 8, steps: 3)
    #expect(mesh.indices.count == 40 * 8 * 6 && mesh.indices.max() == 41 * 8 - 1)
    #expect(mesh.floats.allSatisfy { $0.isFinite })
  }

  /// White felt with a thread over it, and a pale tube that stands on the wall. With `SYSTOLE_WRITE_PICTURES=FOLDER` the pictures
  /// are kept at a size to look at.
  @Test func pledgetsAndSnaresAreSeen() throws {
    let folder = ProcessInfo.processInfo.environment["SYSTOLE_WRITE_PICTURES"]
    let (width, height) = folder == nil ? (320, 180) : (960, 540)
    let felt = BolsterForm(kind: .pledget, size: Vector3(0.007, 0.001_5, 0.003), spacing: 0.003)
    let tube = BolsterForm(kind: .snare, size: Vector3(0.004_7, 0.03, 0.004_7), spacing: 0.003)
    var stage = Theatre.stage
    stage.sutures = [SutureForm(vertexCount: 4, radius: 1e-4, kind: .polypropylene, needle: nil, bolsters: [felt, tube])]
    let renderer = try Renderer(
      context: OffscreenContext(), stage: stage, width: width, height: height, quality: folder == nil ? .low : .high)
    let top = Float(stage.vessel.outerRadius)
    func look(_ shapes: [BolsterShape], _ view: ViewKind) throws -> Picture {
      var snapshot = Theatre.atRest()
      snapshot.bolsters = shapes
      if !shapes.isEmpty {
        let (y, z): (Float, Float) = (top + 0.001_6, 0.03)
        let bight: [Float] = [-0.0016, y - 0.003, z, -0.0015, y, z, 0.0015, y, z, 0.0016, y - 0.003, z]
        snapshot.threads = [ThreadLine(vertices: bight, radius: 0.000_1)]
      }
      try renderer.submit(snapshot)
      try renderer.draw(view)
      return renderer.picture()
    }
    let pad = BolsterShape(form: felt, pose: Pose(position: Vector3(0, top + 0.000_75, 0.03)))
    let snare = BolsterShape(form: tube, pose: Pose(position: Vector3(0.004, top + 0.015, 0.045)))
    let away = BolsterShape(form: tube, pose: Pose(position: Vector3(0, 0.5, 0)))
    let hidden = BolsterShape(form: felt, pose: Pose(position: Vector3(0, 0.5, 0)))
    for view in [ViewKind.loupe, .surgeon] {
      let plain = try look([], view)
      func changed(_ picture: Picture) -> [Int] {
        (0..<(width * height)).filter { i in
          (0..<3).contains { abs(Int(picture.rgb[3 * i + $0]) - Int(plain.rgb[3 * i + $0])) > 25 }
        }
      }
      let (withPad, withSnare) = (try look([pad, away], view), try look([hidden, snare], view))
      let white = changed(withPad).count { i in
        let p = (0..<3).map { Int(withPad.rgb[3 * i + $0]) }
        return p.min()! > 100 && p.max()! - p.min()! < 60
      }
      #expect(white > (view == .loupe ? 60 : 12), "\(view): \(white) white pixels of \(changed(withPad).count)")
      #expect(changed(withSnare).count > 2 * changed(withPad).count, "\(view)")
      if let folder {
        try look([pad, snare], view).png().write(to: URL(fileURLWithPath: "\(folder)/bolsters-\(view).png"))
      }
    }
  }

  @Test func whatIsKeptIsWhatWouldBeDrawn() throws {
    let stage = Theatre.stage
    var pressed = Theatre.atRest()
    pressed.toolPose = Pose(position: Vector3(0.012, 0.03, 0.045))
    let renderer = try Renderer(
      context: OffscreenContext(), stage: stage, width: 320, height: 180, quality: .low)
    try renderer.submit(Theatre.atRest())
    try renderer.draw(.surgeon)
    let first = renderer.picture()
    try renderer.submit(pressed)
    try renderer.draw(.surgeon)
    let second = renderer.picture()
    #expect(second.difference(from: first) > 0.5, "the tool and its shadow move over what is kept")
    // The same with other eyes between, and with a renderer that has seen nothing else.
    for view in ViewKind.allCases { try renderer.draw(view) }
    try renderer.submit(Theatre.atRest())
    try renderer.draw(.surgeon)
    #expect(renderer.picture() == first)
    #expect(try Theatre.draw(pressed) == second)
  }

  @Test func aLevelChangesAtOnceAndBack() throws {
    let renderer = try Renderer(
      context: OffscreenContext(), stage: Theatre.stage, width: 320, height: 180, quality: .medium)
    try renderer.submit(Theatre.atRest())
    try renderer.draw(.surgeon)
    let fine = renderer.picture()
    for level in RenderingLevel.ladder where level.quality < .high {
      try renderer.setLevel(level)
      try renderer.submit(Theatre.atRest())
      try renderer.draw(.surgeon)
      let picture = renderer.picture()
      #expect(picture.width == 320 && picture.height == 180 && renderer.level == level)
      #expect(picture.difference(from: fine) < 30, "\(level)")
    }
    try renderer.setLevel(RenderingLevel(.medium))
    try renderer.submit(Theatre.atRest())
    try renderer.draw(.surgeon)
    #expect(renderer.picture() == fine)
  }

  @Test func anotherViewIsInThePicture() throws {
    let renderer = try Renderer(
      context: OffscreenContext(), stage: Theatre.stage, width: 320, height: 180, quality: .low)
    try renderer.submit(Theatre.atRest())
    try renderer.draw(.surgeon)
    let plain = renderer.picture()
    try renderer.draw(.assistant, atX: 8, y: 90, width: 128, height: 72)
    let both = renderer.picture()
    let alone = try Theatre.draw(Theatre.atRest(), .assistant, width: 128, height: 72)
    for y in stride(from: 0, to: 180, by: 3) {
      for x in stride(from: 0, to: 320, by: 3) {
        let isInside = (8..<136).contains(x) && (90..<162).contains(y)
        let (a, b) = (both[x, y], isInside ? alone[x - 8, y - 90] : plain[x, y])
        #expect(a.red == b.red && a.green == b.green && a.blue == b.blue, "\(x) \(y)")
      }
    }
  }

  @Test func levelsDropWhatTheySay() throws {
    let snapshot = Theatre.atRest()
    var triangles: [Int] = []
    for quality in RenderingQuality.allCases {
      let renderer = try Renderer(
        context: OffscreenContext(), stage: Theatre.stage, width: 64, height: 36, quality: quality)
      try renderer.submit(snapshot)
      try renderer.draw(.surgeon)
      triangles.append(renderer.statistics.triangles)
    }
    #expect(triangles == triangles.sorted() && triangles[0] * 2 < triangles[2])
  }
}
