public import Frames
import SimMath

/// Makes the surface of a body from how it is cut. For whoever looks, never in a tick: it takes milliseconds and allocates.
///
/// Every tetrahedron that is cut is divided into a lattice of small ones, on whose nodes the linear function of the cut is known;
/// where it is zero there are the walls (marching tetrahedra, Doi and Koide 1991), the same triangles for both sides. On the faces
/// between tetrahedra the lattices are the same, and points are made by what they lie on, an edge or a face of the mesh, from
/// numbers that are kept at its corners: neighbours have the same points, to the bit. What two slots with the same vertices share
/// of a face lies inside; all else of a face is surface.
public struct CutSurfaceMaker: Sendable {
  let model: SimulationModel
  let lattice = TetrahedronLattice(CutSurface.subdivisions)
  /// Touchable face on the face opposite to each corner, -1 for none; [T][4].
  let contactFace: [Int32]

  /// - Returns: nil where nothing can be cut.
  public init?(_ model: SimulationModel) {
    guard let cut = model.tissue.cut else { return nil }
    self.model = model
    var contactFace = [Int32](repeating: -1, count: 4 * cut.elementCount)
    for f in 0..<cut.faceCount {
      let nodes = (0..<3).map { Int(cut.faceNode[6 * f + $0]) }
      contactFace[4 * Int(cut.faceElement[f]) + 6 - nodes[0] - nodes[1] - nodes[2]] = Int32(f)
    }
    self.contactFace = contactFace
  }

  /// The surface, or nil for a body that is whole.
  public func surface(_ copy: CutCopy) -> CutSurface? {
    guard let cut = model.tissue.cut, copy.elementCount > cut.elementCount else { return nil }
    let builder = CutSurfaceBuilder(self, cut, copy)
    builder.build()
    return builder.surface
  }
}
