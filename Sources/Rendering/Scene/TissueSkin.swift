import CGL
import Frames

/// The deforming surface on the graphics card: positions go up once a frame, normals and curved faces are made there.
final class TissueSkin {
  private let surface: TissueSurface
  private let subdivisions: Int
  private var shape: SkinShape
  private let positions = Buffer(GL_TEXTURE_BUFFER)
  private let harm = Buffer(GL_TEXTURE_BUFFER)
  private let harmTexture: Texture
  private var isHarmed = false
  private let positionTexture: Texture
  private let normalProgram: ShaderProgram

  var triangleCount: Int { shape.triangles.indexCount / 3 }
  /// Positions as loaded of the vertices of the latest snapshot, [N][4] m.
  var rest: [Float] { shape.rest }
  private var nodeCount: Int { shape.nodeCount }

  init(_ surface: TissueSurface, subdivisions: Int) throws(RenderingError) {
    normalProgram = try ShaderProgram(vertex: "tissue-normals.vert", fragment: nil, captured: ["nodeNormal"])
    self.surface = surface
    self.subdivisions = subdivisions
    shape = SkinShape(surface, nil, subdivisions: subdivisions)
    positions.set(surface.rest)
    harm.reserve(byteCount: 16 * surface.vertexCount)
    harmTexture = Texture(harm, format: GL_RGBA32F)
    positionTexture = Texture(positions, format: GL_RGBA32F)
  }

  /// For each vertex the first entry and the number of its faces, and the entries: 8 face + local node.
  static func incidence(_ faces: [Int32], vertexCount: Int) -> (ranges: [Int32], entries: [Int32]) {
    var of = [[Int32]](repeating: [], count: vertexCount)
    for (i, v) in faces.enumerated() { of[Int(v)].append(Int32(8 * (i / 6) + i % 6)) }
    var ranges: [Int32] = []
    var entries: [Int32] = []
    for list in of {
      ranges += [Int32(entries.count), Int32(list.count)]
      entries += list
    }
    return (ranges, entries)
  }

  /// Each face cut into n^2 triangles: vertices of (face, barycentric 1, barycentric 2).
  static func tessellation(faceCount: Int, subdivisions n: Int) -> (vertices: [Float], indices: [UInt32]) {
    var vertices: [Float] = []
    var indices: [UInt32] = []
    for face in 0..<faceCount {
      let base = UInt32(vertices.count / 3)
      var row = base
      for j in 0...n {
        let count = UInt32(n - j + 1)
        for i in 0...(n - j) { vertices += [Float(face), Float(i) / Float(n), Float(j) / Float(n)] }
        if j < n {
          for i in 0..<(count - 1) {
            let a = row + i
            let above = a + count
            indices += [a, a + 1, above]
            if i + 2 < count { indices += [a + 1, above + 1, above] }
          }
        }
        row += count
      }
    }
    return (vertices, indices)
  }

  /// Takes over a snapshot's surface.
  func update(_ snapshot: Snapshot) {
    if snapshot.cut?.revision != shape.revision { shape = SkinShape(surface, snapshot.cut, subdivisions: subdivisions) }
    positions.set(snapshot.vertices)
    setHarm(snapshot)
    normalProgram.use()
    bind(normalProgram)
    shape.incidenceTexture.bind(unit: 4)
    normalProgram.set("incidence", unit: 4)
    glEnable(GLenum(GL_RASTERIZER_DISCARD))
    glBindBufferBase(GLenum(GL_TRANSFORM_FEEDBACK_BUFFER), 0, shape.normals.id)
    glBeginTransformFeedback(GLenum(GL_POINTS))
    shape.points.draw(GL_POINTS, count: nodeCount)
    glEndTransformFeedback()
    glBindBufferBase(GLenum(GL_TRANSFORM_FEEDBACK_BUFFER), 0, 0)
    glDisable(GLenum(GL_RASTERIZER_DISCARD))
  }

  /// Bruised, burnt and covered with blood, in one buffer; nothing where nothing was done.
  private func setHarm(_ snapshot: Snapshot) {
    let hasBruises = snapshot.bruises.count == nodeCount && snapshot.bruises.contains { $0 > 0 }
    let hasMore = snapshot.harm.count == 2 * nodeCount
    isHarmed = hasBruises || hasMore
    guard isHarmed else { return }
    var all = [Float](repeating: 0, count: 4 * nodeCount)
    for i in 0..<nodeCount {
      if hasBruises { all[4 * i] = snapshot.bruises[i] }
      if hasMore {
        all[4 * i + 1] = snapshot.harm[2 * i]
        all[4 * i + 2] = snapshot.harm[2 * i + 1]
      }
    }
    harm.set(all)
  }

  /// Draws with a program that is in use and has `tissue.vert`.
  func draw(_ program: ShaderProgram) {
    bind(program)
    shape.triangles.drawTriangles()
  }

  private func bind(_ program: ShaderProgram) {
    positionTexture.bind(unit: 0)
    shape.normalTexture.bind(unit: 1)
    shape.restTexture.bind(unit: 2)
    shape.faceTexture.bind(unit: 3)
    program.set("positions", unit: 0)
    program.set("normals", unit: 1)
    program.set("restPositions", unit: 2)
    program.set("faces", unit: 3)
    harmTexture.bind(unit: 9)
    program.set("harm", unit: 9)
    program.set("isHarmed", isHarmed ? Int32(1) : 0)
  }

  /// The normals made last, [N][4], for tests.
  func readNormals() -> [Float] {
    var values = [Float](repeating: 0, count: 4 * nodeCount)
    shape.normals.bind()
    values.withUnsafeMutableBytes { glGetBufferSubData(shape.normals.target, 0, $0.count, $0.baseAddress) }
    return values
  }
}
