import CGL
public import Frames
import SimMath

/// Draws snapshots of one scene. Reads snapshots and nothing else; never writes back.
///
/// Not `Sendable`: made and used on the thread of its context, which is the render thread; every call makes that context
/// current, so that several can draw on one thread. One submission of a scene
/// may be seen by several views: `submit` once, then `draw` for each.
public final class Renderer {
  public let stage: Stage
  /// What organs and meshes were made for.
  public let quality: RenderingQuality
  /// What is drawn of them now.
  public private(set) var level: RenderingLevel
  /// Size of what `draw` makes, pixels.
  public var width: Int { targets.final.width }
  public var height: Int { targets.final.height }
  /// Triangles and draw calls of the latest submission and one view of it.
  public private(set) var statistics = FrameStatistics()

  let skin: TissueSkin
  private let field: [FieldModel]
  private let tools: [InstrumentModel?]
  /// In the order of the stage's sutures.
  private let bolsters: [FieldModel]
  private let lamps = Lamp.theatre
  private let lampMatrices: [Matrix4]
  private let noise: Texture
  private let adventitia: Texture
  private let ultrasoundLines = Texture(tableWidth: 128)

  /// Those of the levels that have been used.
  private var programs: [Int: ScenePrograms] = [:]
  private var current: ScenePrograms
  private let ghostProgram: ShaderProgram
  private let tissueShadow: ShaderProgram
  private let wallShadow: ShaderProgram
  private let fieldShadow: ShaderProgram
  private let blur: ShaderProgram
  private let tonemap: ShaderProgram
  private let smooth: ShaderProgram
  private let ultrasound: ShaderProgram

  private let shadows: [Framebuffer]
  /// The shadows of what stands still, drawn once.
  private let stillShadows: [Framebuffer]
  private var targets: RenderTargets
  /// Of the picture in the picture, while there is one.
  private var insetTargets: RenderTargets?
  /// What stands still as the latest eyes saw it, the newest last.
  private var kept: [StillLight] = []
  private let tubes: TubeModel
  private let walls = WallModel()
  private let pool: VertexArray
  private let poolTriangles: Int
  private let uniforms = Buffer(GL_UNIFORM_BUFFER)
  private let nothing = VertexArray()
  private var snapshot: Snapshot?
  /// How far up from its tip the tool of each hand is red, m.
  private var bloodied: [Float] = []
  /// Whether what the hands hold is drawn: the work is judged without it. From the next `submit` on.
  public var showsInstruments = true

  /// The last property, since properties end in order: what lives in the driver is given back before its context.
  private let context: any GraphicsContext

  /// Share of the picture's height that the ultrasound picture takes.
  public static let insetHeight: Float = 0.46

  /// Builds the field and compiles the shaders; takes a second or so.
  ///
  /// - Parameters:
  ///   - context: of this thread.
  ///   - width, height: 16 to 16384 pixels.
  public init(
    context: any GraphicsContext, stage: Stage, width: Int, height: Int, quality: RenderingQuality
  ) throws(RenderingError) {
    self.context = context
    context.makeCurrent()
    self.stage = stage
    self.quality = quality
    skin = try TissueSkin(stage.surface, subdivisions: quality.subdivisions)
    let dressing = OperatingField(stage: stage, cell: quality.cell)
    // What hides most comes first: a pixel that is hidden is not shaded.
    field = [dressing.things, dressing.tissue, dressing.wound].map { FieldModel($0) }
    tools = Tool.allCases.map { InstrumentMesh($0, stage: stage).map { InstrumentModel($0) } }
    bolsters = stage.sutures.flatMap(\.bolsters).map { FieldModel(BolsterMesh.mesh($0)) }
    let middle = SIMD3<Float>(0, 0, Float(stage.vessel.length) / 2)
    lampMatrices = lamps.map { $0.shadowMatrix(about: middle) }
    noise = Texture(rgbaVolume: NoiseVolume.make(), edge: NoiseVolume.edge)
    adventitia = Texture(
      rgba: Adventitia(seed: stage.seed).bytes, width: Adventitia.width, height: Adventitia.height)

    tubes = TubeModel(quality)
    (pool, poolTriangles) = Self.poolSurface()
    current = try ScenePrograms(level: quality.shaderLevel)
    programs[quality.shaderLevel] = current
    level = RenderingLevel(quality)
    ghostProgram = try ShaderProgram(vertex: "field.vert", fragment: "ghost.frag")
    tissueShadow = try ShaderProgram(vertex: "tissue.vert", fragment: "shadow.frag")
    wallShadow = try ShaderProgram(vertex: "wall.vert", fragment: "shadow.frag")
    fieldShadow = try ShaderProgram(vertex: "field.vert", fragment: "shadow.frag")
    blur = try ShaderProgram(vertex: "screen.vert", fragment: "blur.frag")
    tonemap = try ShaderProgram(vertex: "screen.vert", fragment: "tonemap.frag")
    smooth = try ShaderProgram(vertex: "screen.vert", fragment: "smooth.frag")
    ultrasound = try ShaderProgram(vertex: "screen.vert", fragment: "ultrasound.frag")

    let edge = quality.shadowSize
    shadows = try Self.each(lamps) { () throws(RenderingError) in
      try Framebuffer("shadows", format: GL_RG32F, width: edge, height: edge, depth: true, mipmaps: true)
    }
    stillShadows = try Self.each(lamps) { () throws(RenderingError) in
      try Framebuffer("shadows", format: GL_RG32F, width: edge, height: edge, depth: true)
    }
    targets = try RenderTargets(width: width, height: height, level: level)
    glEnable(GLenum(GL_CULL_FACE))
    drawStillShadows()
    try check("start")
  }

  /// What is given back belongs to this context.
  deinit { context.makeCurrent() }

  private static func each(
    _ lamps: [Lamp], _ make: () throws(RenderingError) -> Framebuffer
  ) throws(RenderingError) -> [Framebuffer] {
    var made: [Framebuffer] = []
    for _ in lamps { made.append(try make()) }
    return made
  }

  /// Draws at another size from now on, 16 to 16384 pixels each.
  public func resize(width: Int, height: Int) throws(RenderingError) {
    guard width != self.width || height != self.height else { return }
    context.makeCurrent()
    targets = try RenderTargets(width: width, height: height, level: level)
  }

  /// Draws at another level from now on. Compiles shaders where it is used for the first time.
  public func setLevel(_ new: RenderingLevel) throws(RenderingError) {
    guard new != level else { return }
    context.makeCurrent()
    if let known = programs[new.quality.shaderLevel] {
      current = known
    } else {
      current = try ScenePrograms(level: new.quality.shaderLevel)
      programs[new.quality.shaderLevel] = current
    }
    level = new
    targets = try RenderTargets(width: width, height: height, level: new)
    insetTargets = nil
    kept = []
  }

  /// Takes over a snapshot: everything that all views of it share.
  public func submit(_ snapshot: Snapshot) throws(RenderingError) {
    precondition(
      snapshot.vertices.count == stage.surface.rest.count + 4 * (snapshot.cut?.origins.count ?? 0),
      "the snapshot is of another scene")
    context.makeCurrent()
    self.snapshot = snapshot
    statistics = FrameStatistics()
    skin.update(snapshot)
    walls.update(snapshot, rest: skin.rest)
    tubes.update(snapshot)
    bloodied = snapshot.held.map { $0.bloodied(in: snapshot) }
    statistics.drawCalls += 1
    if snapshot.image.width > 0 { ultrasoundLines.setRow(UltrasoundLines.table(snapshot, stage.surface)) }
    drawShadows(snapshot)
    try check("shadows")
  }

  /// Draws what was submitted as one view sees it.
  public func draw(_ kind: ViewKind) throws(RenderingError) {
    try draw(Camera(kind, stage: stage, aspect: Float(width) / Float(height)))
  }

  /// Draws what was submitted as a camera sees it.
  public func draw(_ camera: Camera) throws(RenderingError) {
    guard let snapshot else { preconditionFailure("submit comes before draw") }
    context.makeCurrent()
    try draw(camera, snapshot, into: targets)
    if snapshot.image.width > 0 { drawUltrasound(snapshot) }
    try check("a view")
  }

  /// Draws what was submitted as another view sees it into a part of the latest picture.
  ///
  /// - Parameters:
  ///   - x, y: its upper left corner, pixels from that of the picture.
  ///   - insetWidth, insetHeight: 16 pixels or more; what lies outside the picture is cut off.
  public func draw(
    _ kind: ViewKind, atX x: Int, y: Int, width insetWidth: Int, height insetHeight: Int
  ) throws(RenderingError) {
    guard let snapshot else { preconditionFailure("submit comes before draw") }
    context.makeCurrent()
    let small: RenderTargets
    if let made = insetTargets, made.final.width == insetWidth, made.final.height == insetHeight {
      small = made
    } else {
      small = try RenderTargets(width: insetWidth, height: insetHeight, level: level)
      insetTargets = small
    }
    try draw(Camera(kind, stage: stage, aspect: Float(insetWidth) / Float(insetHeight)), snapshot, into: small)
    small.final.stretch(
      into: targets.final, x: x, y: height - y - insetHeight, width: insetWidth, height: insetHeight)
    try check("a view in the picture")
  }

  private func draw(_ camera: Camera, _ snapshot: Snapshot, into targets: RenderTargets) throws(RenderingError) {
    noise.bind(unit: 5)
    adventitia.bind(unit: 6)
    shadows[0].colour!.bind(unit: 7)
    shadows[1].colour!.bind(unit: 8)
    for program in current.lit {
      program.use()
      program.set("noiseVolume", unit: 5)
      program.set("adventitia", unit: 6)
      program.set("shadow0", unit: 7)
      program.set("shadow1", unit: 8)
    }
    let still = try keptLight(camera, snapshot, targets)
    setUniforms(camera.projection * camera.view, camera, snapshot)
    targets.scene.begin()
    glClearColor(0.01, 0.012, 0.013, 1)
    glClear(GLbitfield(GL_COLOR_BUFFER_BIT | GL_DEPTH_BUFFER_BIT))
    if let still { drawKept(still, targets.scene) }
    glEnable(GLenum(GL_DEPTH_TEST))
    drawMoving(tissue: current.tissue, wall: current.wall, field: current.field, snapshot)
    if still == nil { drawField(current.field) }
    if let pool = snapshot.pool { draw(pool) }
    drawTubes(camera, targets.scene)
    if let ghost = snapshot.ghost { draw(ghost) }
    glDisable(GLenum(GL_DEPTH_TEST))
    finish(targets)
  }

  /// Draws flat things over the latest picture; the canvas has its size.
  public func draw(_ canvas: OverlayCanvas, with painter: OverlayPainter) throws(RenderingError) {
    context.makeCurrent()
    targets.final.begin()
    painter.draw(canvas)
    try check("the overlay")
  }

  /// Puts the latest picture on the screen of the context, from its lower left corner.
  public func present() {
    context.makeCurrent()
    targets.final.copyToScreen()
  }

  /// The latest picture that was drawn. Waits for the driver.
  public func picture() -> Picture {
    context.makeCurrent()
    return Picture(width: width, height: height, bottomUp: targets.final.readPixels())
  }

  /// Waits until all that was asked for is drawn.
  public func waitUntilDrawn() {
    context.makeCurrent()
    glFinish()
  }

  // MARK: Passes

  private func setUniforms(_ viewProjection: Matrix4, _ camera: Camera, _ snapshot: Snapshot) {
    let block = FrameUniforms(
      viewProjection: viewProjection, camera: camera, lamps: lamps, lampMatrices: lampMatrices, snapshot: snapshot,
      held: showsInstruments ? snapshot.held : [], stage: stage)
    uniforms.set(block.floats)
    glBindBufferBase(GLenum(GL_UNIFORM_BUFFER), FrameUniforms.binding, uniforms.id)
  }

  private func drawStillShadows() {
    glEnable(GLenum(GL_DEPTH_TEST))
    for (matrix, target) in zip(lampMatrices, stillShadows) {
      setLampUniforms(matrix)
      target.begin()
      glClearColor(1, 1, 1, 1)
      glClear(GLbitfield(GL_COLOR_BUFFER_BIT | GL_DEPTH_BUFFER_BIT))
      fieldShadow.use()
      for model in field { model.draw(fieldShadow) }
    }
  }

  private func drawShadows(_ snapshot: Snapshot) {
    glEnable(GLenum(GL_DEPTH_TEST))
    // The weaker lamp throws none at the lowest level.
    for i in lamps.indices where level.quality != .low || i == 0 {
      setLampUniforms(lampMatrices[i])
      stillShadows[i].copy(into: shadows[i], depth: true)
      shadows[i].begin()
      drawMoving(tissue: tissueShadow, wall: wallShadow, field: fieldShadow, snapshot)
      shadows[i].colour!.makeMipmaps()
    }
  }

  /// A lamp's view; nothing but its matrix is read then.
  private func setLampUniforms(_ matrix: Matrix4) {
    let camera = Camera(.surgeon, stage: stage, aspect: 1)
    let nobody = Snapshot(tick: Tick(0), image: UltrasoundImage(tick: Tick(0), width: 0), vertices: [])
    setUniforms(matrix, camera, nobody)
  }

  /// The tools, what threads run through, and the deforming tissue.
  private func drawMoving(
    tissue: ShaderProgram, wall: ShaderProgram, field program: ShaderProgram, _ snapshot: Snapshot
  ) {
    program.use()
    for (held, red) in zip(snapshot.held, bloodied) where showsInstruments {
      guard let tool = tools[Int(held.tool.rawValue)] else { continue }
      tool.draw(program, at: held.pose, jawAngle: held.jawAngle, bloodied: red)
      statistics.count(tool.triangleCount, drawCalls: tool.drawCalls)
    }
    for (model, shape) in zip(bolsters, snapshot.bolsters) {
      model.draw(program, at: Matrix4(shape.pose))
      statistics.count(model.triangleCount)
    }
    tissue.use()
    skin.draw(tissue)
    statistics.count(skin.triangleCount)
    guard walls.triangleCount > 0 else { return }
    wall.use()
    walls.draw(wall)
    statistics.count(walls.triangleCount)
  }

  private func drawField(_ program: ShaderProgram) {
    program.use()
    for model in field {
      model.draw(program)
      statistics.count(model.triangleCount)
    }
  }

  /// The light of what stands still for this eye, drawn if it is the first time; nil where nothing is kept.
  private func keptLight(
    _ camera: Camera, _ snapshot: Snapshot, _ targets: RenderTargets
  ) throws(RenderingError) -> StillLight? {
    guard let split = current.split, targets.resolved == nil else { return nil }
    if let i = kept.firstIndex(where: { $0.suits(camera, targets.scene) }) {
      let found = kept.remove(at: i)
      kept.append(found)
      return found
    }
    // Two views of the window, and one that was left.
    if kept.count >= 3 { kept.removeFirst() }
    let new = try StillLight(camera, width: targets.scene.width, height: targets.scene.height)
    // Only with the shadows of what stands still.
    stillShadows[0].copy(into: shadows[0], depth: true)
    shadows[0].colour!.makeMipmaps()
    var nothing = snapshot
    nothing.marks = []
    setUniforms(camera.projection * camera.view, camera, nothing)
    new.target.begin()
    glEnable(GLenum(GL_DEPTH_TEST))
    glClearColor(0.01, 0.012, 0.013, 0)
    glClear(GLbitfield(GL_COLOR_BUFFER_BIT | GL_DEPTH_BUFFER_BIT))
    drawField(split)
    drawShadows(snapshot)
    kept.append(new)
    return new
  }

  private func drawKept(_ still: StillLight, _ scene: Framebuffer) {
    guard let program = current.still else { return }
    still.target.copyDepth(into: scene)
    scene.begin()
    program.use()
    still.target.colour!.bind(unit: 0)
    still.target.second!.bind(unit: 1)
    program.set("kept", unit: 0)
    program.set("apart", unit: 1)
    let p = still.camera.projection.elements
    let (right, up, eye) = (still.camera.right, still.camera.up, still.camera.back)
    func ray(_ x: Float, _ y: Float) -> SIMD3<Float> { right * ((x + p[8]) / p[0]) + up * ((y + p[9]) / p[5]) - eye }
    let corner = ray(-1, -1)
    program.set("corner", SIMD4(corner, 0))
    program.set("across", SIMD4(ray(1, -1) - corner, 0))
    program.set("upwards", SIMD4(ray(-1, 1) - corner, 0))
    glDisable(GLenum(GL_DEPTH_TEST))
    nothing.draw(GL_TRIANGLES, count: 3)
    statistics.count(1)
  }

  /// A grid over the whole opening, of places (x, z).
  private static func poolSurface() -> (VertexArray, Int) {
    let (nx, nz) = (48, 80)
    var places: [Float] = []
    var indices: [UInt32] = []
    for j in 0...nz {
      for i in 0...nx {
        places += [0.07 * (2 * Float(i) / Float(nx) - 1), 0.014 + 0.125 * (2 * Float(j) / Float(nz) - 1)]
        guard i > 0, j > 0 else { continue }
        let a = UInt32((j - 1) * (nx + 1) + i - 1)
        let c = a + UInt32(nx + 1)
        indices += [a, c, c + 1, a, c + 1, a + 1]
      }
    }
    let array = VertexArray()
    array.setFloats(places, components: [2])
    array.setIndices(indices)
    return (array, indices.count / 3)
  }

  private func draw(_ blood: BloodPool) {
    let program = current.pool
    program.use()
    program.set("level", blood.level)
    program.set("sucker", SIMD4(blood.sucker.x, blood.sucker.y, blood.sucker.z, blood.suction))
    program.set("bright", blood.brightness)
    pool.drawTriangles()
    statistics.count(poolTriangles)
  }

  private func drawTubes(_ camera: Camera, _ scene: Framebuffer) {
    guard tubes.triangleCount > 0 else { return }
    current.tube.use()
    current.tube.set("pixel", 2 / (camera.projection.elements[5] * Float(scene.height)))
    glEnable(GLenum(GL_BLEND))
    glBlendFunc(GLenum(GL_SRC_ALPHA), GLenum(GL_ONE_MINUS_SRC_ALPHA))
    tubes.draw()
    glDisable(GLenum(GL_BLEND))
    statistics.count(tubes.triangleCount)
  }

  /// A translucent tool: its nearest surface alone, without a shadow.
  private func draw(_ ghost: GhostTool) {
    guard let model = tools[Int(ghost.tool.rawValue)] else { return }
    ghostProgram.use()
    glColorMask(GLboolean(GL_FALSE), GLboolean(GL_FALSE), GLboolean(GL_FALSE), GLboolean(GL_FALSE))
    model.draw(ghostProgram, at: ghost.pose, jawAngle: ghost.jawAngle)
    glColorMask(GLboolean(GL_TRUE), GLboolean(GL_TRUE), GLboolean(GL_TRUE), GLboolean(GL_TRUE))
    glDepthFunc(GLenum(GL_EQUAL))
    glEnable(GLenum(GL_BLEND))
    glBlendFunc(GLenum(GL_SRC_ALPHA), GLenum(GL_ONE_MINUS_SRC_ALPHA))
    model.draw(ghostProgram, at: ghost.pose, jawAngle: ghost.jawAngle)
    glDisable(GLenum(GL_BLEND))
    glDepthFunc(GLenum(GL_LESS))
    for _ in 0..<2 { statistics.count(model.triangleCount, drawCalls: model.drawCalls) }
  }

  /// Light to screen: glare, tone curve, smooth edges.
  private func finish(_ targets: RenderTargets) {
    let (glare, mapped) = (targets.glare, targets.mapped)
    if let resolved = targets.resolved { targets.scene.copy(into: resolved) }
    let light = (targets.resolved ?? targets.scene).colour!
    light.bind(unit: 0)
    if !glare.isEmpty {
      blur.use()
      blur.set("source", unit: 0)
      let (w, h) = (1 / Float(glare[0].width), 1 / Float(glare[0].height))
      pass(glare[0], light, blur) { blur.set("direction", w, 0); blur.set("threshold", Float(2.2)) }
      for i in 1...3 {
        let reach = Float(i)
        pass(glare[1], glare[0].colour!, blur) { blur.set("direction", 0, h * reach); blur.set("threshold", Float(0)) }
        pass(glare[0], glare[1].colour!, blur) { blur.set("direction", w * reach, 0) }
      }
    }
    tonemap.use()
    tonemap.set("light", unit: 0)
    tonemap.set("glare", unit: 1)
    (glare.first?.colour ?? light).bind(unit: 1)
    tonemap.set("settings", SIMD4(0.46, glare.isEmpty ? 0 : 0.10, 0.55, 0))
    pass(mapped, light, tonemap) {}
    smooth.use()
    smooth.set("source", unit: 0)
    smooth.set("texel", 1 / Float(mapped.width), 1 / Float(mapped.height))
    if let smoothed = targets.smoothed {
      pass(smoothed, mapped.colour!, smooth) {}
      smoothed.stretch(into: targets.final, x: 0, y: 0, width: targets.final.width, height: targets.final.height)
    } else {
      pass(targets.final, mapped.colour!, smooth) {}
    }
  }

  private func pass(_ target: Framebuffer, _ source: Texture, _ program: ShaderProgram, _ set: () -> Void) {
    target.begin()
    source.bind(unit: 0)
    set()
    nothing.draw(GL_TRIANGLES, count: 3)
    statistics.count(1)
  }

  /// The picture of the probe in the upper right corner.
  private func drawUltrasound(_ snapshot: Snapshot) {
    targets.final.begin()
    let inset = Float(height) * Self.insetHeight
    let w = inset * snapshot.image.width / stage.imageDepth
    let gap = Float(height) * 0.025
    glViewport(GLint(Float(width) - w - gap), GLint(Float(height) - inset - gap), GLsizei(w), GLsizei(inset))
    ultrasound.use()
    ultrasoundLines.bind(unit: 0)
    ultrasound.set("lines", unit: 0)
    ultrasound.set(
      "scan", SIMD4(snapshot.image.width, stage.imageDepth, 0, Float(snapshot.image.tick.rawValue % 1_000_000)))
    ultrasound.set("frame", SIMD4(w, inset, 0, 0))
    nothing.draw(GL_TRIANGLES, count: 3)
    statistics.count(1)
  }

  private func check(_ place: String) throws(RenderingError) {
    let code = glGetError()
    if code != GLenum(GL_NO_ERROR) { throw .driver(code: code, place: place) }
  }
}
