import CGL
public import Frames
import SimMath

/// Draws snapshots of one scene. Reads snapshots and nothing else; never writes back.
///
/// Not `Sendable`: made and used on the thread of its context, which is the render thread. One submission of a scene
/// may be seen by several views: `submit` once, then `draw` for each.
public final class Renderer {
  public let stage: Stage
  public let quality: RenderingQuality
  /// Size of what `draw` makes, pixels.
  public var width: Int { targets.final.width }
  public var height: Int { targets.final.height }
  /// Triangles and draw calls of the latest submission and one view of it.
  public private(set) var statistics = FrameStatistics()

  let skin: TissueSkin
  private let field: [FieldModel]
  private let tools: [FieldModel]
  private let lamps = Lamp.theatre
  private let lampMatrices: [Matrix4]
  private let noise: Texture
  private let adventitia: Texture
  private let ultrasoundLines = Texture(tableWidth: 128)

  private let tissueProgram: ShaderProgram
  private let fieldProgram: ShaderProgram
  private let ghostProgram: ShaderProgram
  private let tissueShadow: ShaderProgram
  private let fieldShadow: ShaderProgram
  private let blur: ShaderProgram
  private let tonemap: ShaderProgram
  private let smooth: ShaderProgram
  private let ultrasound: ShaderProgram

  private let shadows: [Framebuffer]
  /// The shadows of what stands still, drawn once.
  private let stillShadows: [Framebuffer]
  private var targets: RenderTargets
  private let uniforms = Buffer(GL_UNIFORM_BUFFER)
  private let nothing = VertexArray()
  private var snapshot: Snapshot?
  /// The last property, since properties end in order: what lives in the driver is given back before its context.
  private let context: any GraphicsContext

  /// Share of the picture's height that the ultrasound picture takes.
  public static let insetHeight: Float = 0.46

  /// Builds the field and compiles the shaders; takes a second or so.
  ///
  /// - Parameters:
  ///   - context: current on this thread.
  ///   - width, height: 16 to 16384 pixels.
  public init(
    context: any GraphicsContext, stage: Stage, width: Int, height: Int, quality: RenderingQuality
  ) throws(RenderingError) {
    self.context = context
    self.stage = stage
    self.quality = quality
    skin = try TissueSkin(stage.surface, subdivisions: quality.subdivisions)
    let dressing = OperatingField(stage: stage, cell: quality.cell)
    // What hides most comes first: a pixel that is hidden is not shaded.
    field = [dressing.things, dressing.tissue, dressing.wound].map { FieldModel($0) }
    tools = Tool.allCases.map { FieldModel(InstrumentMesh.make($0, stage: stage)) }
    let middle = SIMD3<Float>(0, 0, Float(stage.vessel.length) / 2)
    lampMatrices = lamps.map { $0.shadowMatrix(about: middle) }
    noise = Texture(rgbaVolume: NoiseVolume.make(), edge: NoiseVolume.edge)
    adventitia = Texture(
      rgba: Adventitia(seed: stage.seed).bytes, width: Adventitia.width, height: Adventitia.height)

    let level = quality.shaderLevel
    tissueProgram = try ShaderProgram(vertex: "tissue.vert", fragment: "tissue.frag", level: level)
    fieldProgram = try ShaderProgram(vertex: "field.vert", fragment: "field.frag", level: level)
    ghostProgram = try ShaderProgram(vertex: "field.vert", fragment: "ghost.frag")
    tissueShadow = try ShaderProgram(vertex: "tissue.vert", fragment: "shadow.frag")
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
    targets = try RenderTargets(width: width, height: height, quality: quality)
    glEnable(GLenum(GL_CULL_FACE))
    drawStillShadows()
    try check("start")
  }

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
    targets = try RenderTargets(width: width, height: height, quality: quality)
  }

  /// Takes over a snapshot: everything that all views of it share.
  public func submit(_ snapshot: Snapshot) throws(RenderingError) {
    precondition(snapshot.vertices.count == stage.surface.rest.count, "the snapshot is of another scene")
    self.snapshot = snapshot
    statistics = FrameStatistics()
    skin.update(snapshot)
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
    setUniforms(camera.projection * camera.view, camera, snapshot)
    targets.scene.begin()
    glEnable(GLenum(GL_DEPTH_TEST))
    glClearColor(0.01, 0.012, 0.013, 1)
    glClear(GLbitfield(GL_COLOR_BUFFER_BIT | GL_DEPTH_BUFFER_BIT))
    noise.bind(unit: 5)
    adventitia.bind(unit: 6)
    shadows[0].colour!.bind(unit: 7)
    shadows[1].colour!.bind(unit: 8)
    for program in [tissueProgram, fieldProgram] {
      program.use()
      program.set("noiseVolume", unit: 5)
      program.set("adventitia", unit: 6)
      program.set("shadow0", unit: 7)
      program.set("shadow1", unit: 8)
    }
    drawScene(tissue: tissueProgram, field: fieldProgram, snapshot)
    if let ghost = snapshot.ghost { draw(ghost) }
    glDisable(GLenum(GL_DEPTH_TEST))
    finish(snapshot)
    try check("a view")
  }

  /// Draws flat things over the latest picture; the canvas has its size.
  public func draw(_ canvas: OverlayCanvas, with painter: OverlayPainter) throws(RenderingError) {
    targets.final.begin()
    painter.draw(canvas)
    try check("the overlay")
  }

  /// Puts the latest picture on the screen of the context, from its lower left corner.
  public func present() { targets.final.copyToScreen() }

  /// The latest picture that was drawn. Waits for the driver.
  public func picture() -> Picture { Picture(width: width, height: height, bottomUp: targets.final.readPixels()) }

  /// Waits until all that was asked for is drawn.
  public func waitUntilDrawn() { glFinish() }

  // MARK: Passes

  private func setUniforms(_ viewProjection: Matrix4, _ camera: Camera, _ snapshot: Snapshot) {
    let block = FrameUniforms(
      viewProjection: viewProjection, camera: camera, lamps: lamps, lampMatrices: lampMatrices, snapshot: snapshot,
      stage: stage)
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
    for i in lamps.indices where quality != .low || i == 0 {
      setLampUniforms(lampMatrices[i])
      stillShadows[i].copy(into: shadows[i], depth: true)
      shadows[i].begin()
      drawMoving(tissue: tissueShadow, field: fieldShadow, snapshot)
      shadows[i].colour!.makeMipmaps()
    }
  }

  /// A lamp's view; nothing but its matrix is read then.
  private func setLampUniforms(_ matrix: Matrix4) {
    let camera = Camera(.surgeon, stage: stage, aspect: 1)
    let nobody = Snapshot(tick: Tick(0), image: UltrasoundImage(tick: Tick(0), width: 0), vertices: [])
    setUniforms(matrix, camera, nobody)
  }

  /// The tool and the deforming tissue.
  private func drawMoving(tissue: ShaderProgram, field program: ShaderProgram, _ snapshot: Snapshot) {
    program.use()
    let tool = tools[Int(snapshot.tool.rawValue)]
    tool.draw(program, at: Matrix4(snapshot.toolPose))
    statistics.count(tool.triangleCount)
    tissue.use()
    skin.draw(tissue)
    statistics.count(skin.triangleCount)
  }

  private func drawScene(tissue: ShaderProgram, field program: ShaderProgram, _ snapshot: Snapshot) {
    drawMoving(tissue: tissue, field: program, snapshot)
    program.use()
    for model in field {
      model.draw(program)
      statistics.count(model.triangleCount)
    }
  }

  /// A translucent tool: its nearest surface alone, without a shadow.
  private func draw(_ ghost: GhostTool) {
    let model = tools[Int(ghost.tool.rawValue)]
    ghostProgram.use()
    glColorMask(GLboolean(GL_FALSE), GLboolean(GL_FALSE), GLboolean(GL_FALSE), GLboolean(GL_FALSE))
    model.draw(ghostProgram, at: Matrix4(ghost.pose))
    glColorMask(GLboolean(GL_TRUE), GLboolean(GL_TRUE), GLboolean(GL_TRUE), GLboolean(GL_TRUE))
    glDepthFunc(GLenum(GL_EQUAL))
    glEnable(GLenum(GL_BLEND))
    glBlendFunc(GLenum(GL_SRC_ALPHA), GLenum(GL_ONE_MINUS_SRC_ALPHA))
    model.draw(ghostProgram, at: Matrix4(ghost.pose))
    glDisable(GLenum(GL_BLEND))
    glDepthFunc(GLenum(GL_LESS))
    for _ in 0..<2 { statistics.count(model.triangleCount) }
  }

  /// Light to screen: glare, tone curve, smooth edges, and the ultrasound picture in its corner.
  private func finish(_ snapshot: Snapshot) {
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
    pass(targets.final, mapped.colour!, smooth) {}
    if snapshot.image.width > 0 { drawUltrasound(snapshot) }
  }

  private func pass(_ target: Framebuffer, _ source: Texture, _ program: ShaderProgram, _ set: () -> Void) {
    target.begin()
    source.bind(unit: 0)
    set()
    nothing.draw(GL_TRIANGLES, count: 3)
    statistics.count(1)
  }

  private func drawUltrasound(_ snapshot: Snapshot) {
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
