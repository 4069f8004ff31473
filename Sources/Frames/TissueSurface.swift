/// The outer surface of the tissue as it is drawn: what never changes while it deforms.
public struct TissueSurface: Equatable, Sendable {
  /// Positions of all vertices as loaded, anatomy frame, [N][4] m with a fourth component of 0.
  public var rest: [Float]
  /// Quadratic triangles, [F][6]: three corners, then the middles of the edges 01, 12 and 20. Normals point out of the
  /// tissue where the corners run counter-clockwise.
  public var faces: [Int32]

  public init(rest: [Float], faces: [Int32]) {
    precondition(rest.count % 4 == 0 && faces.count % 6 == 0)
    precondition(faces.allSatisfy { $0 >= 0 && Int($0) < rest.count / 4 }, "a face names a vertex that is not there")
    self.rest = rest
    self.faces = faces
  }

  public var vertexCount: Int { rest.count / 4 }
  public var faceCount: Int { faces.count / 6 }
}
