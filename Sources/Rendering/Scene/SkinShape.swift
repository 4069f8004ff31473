import CGL
import Frames

/// What the deforming surface is made of on the graphics card until it is cut again.
final class SkinShape {
  /// Of the stage's surface or the cut one's; nil for the stage's.
  let revision: UInt64?
  let nodeCount: Int
  /// Positions as loaded, [N][4] m.
  let rest: [Float]
  let restTexture: Texture
  let faceTexture: Texture
  let incidenceTexture: Texture
  let normals = Buffer(GL_TEXTURE_BUFFER)
  let normalTexture: Texture
  let points = VertexArray()
  let triangles = VertexArray()
  private let buffers: [Buffer]

  /// - Parameter subdivisions: rows of triangles along an edge of a face; those of the cut surface where there is one.
  init(_ surface: TissueSurface, _ cut: CutSurface?, subdivisions: Int) {
    revision = cut?.revision
    var rest = surface.rest
    var whole = surface.faceCount
    var faces = surface.faces
    if let cut {
      for o in cut.origins { rest += surface.rest[4 * Int(o)..<4 * Int(o) + 4] }
      (faces, whole) = (cut.faces, cut.wholeCount)
    }
    var (floats, indices) = TissueSkin.tessellation(
      faceCount: whole, subdivisions: cut == nil ? subdivisions : CutSurface.subdivisions)
    if let cut {
      let first = UInt32(floats.count / 3)
      floats += cut.partPlaces
      indices += cut.partTriangles.map { first + $0 }
    }
    self.rest = rest
    nodeCount = rest.count / 4
    let (ranges, entries) = TissueSkin.incidence(faces, vertexCount: nodeCount)
    buffers = [Buffer(GL_TEXTURE_BUFFER, rest), Buffer(GL_TEXTURE_BUFFER, faces), Buffer(GL_TEXTURE_BUFFER, entries)]
    restTexture = Texture(buffers[0], format: GL_RGBA32F)
    faceTexture = Texture(buffers[1], format: GL_R32I)
    incidenceTexture = Texture(buffers[2], format: GL_R32I)
    normals.reserve(byteCount: 16 * nodeCount)
    normalTexture = Texture(normals, format: GL_RGBA32F)
    points.setIntegers(ranges, components: 2)
    triangles.setFloats(floats, components: [1, 2])
    triangles.setIndices(indices)
  }
}
