public import Frames
import SimMath
public import Simulation

/// The outer rims of the two ends that an anastomosis is to bring together, as vertices of the mesh of `AnastomosisBuilder`: what a
/// person who sews looks at.
public struct SeamRims: Sendable {
  /// Vertices, in the order of ``SeamView``.
  private let proximal: InlineArray<24, Int>
  private let distal: InlineArray<24, Int>

  public init(_ mesh: TissueMesh, vessel: VesselTruth, truth: AnastomosisTruth) {
    func rim(_ z: Double) -> InlineArray<24, Int> {
      InlineArray { i in
        let place = VesselCoordinate(angle: 2 * Double.pi * Double(i) / 24, axial: z).point(radius: vessel.outerRadius)
        return mesh.nodes.indices.min { (mesh.nodes[$0] - place).lengthSquared < (mesh.nodes[$1] - place).lengthSquared } ?? 0
      }
    }
    proximal = rim(truth.seam - 0.5 * truth.gap)
    distal = rim(truth.seam + 0.5 * truth.gap)
  }

  /// Where they are now. Does not allocate.
  public func view(_ state: borrowing SimulationState) -> SeamView {
    var view = SeamView()
    for i in proximal.indices {
      view.proximal[i] = state.position(ofVertex: proximal[i])
      view.distal[i] = state.position(ofVertex: distal[i])
    }
    return view
  }
}
