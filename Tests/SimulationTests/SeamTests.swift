import Anatomy
import Frames
import SimMath
import Testing

@testable import Simulation

/// Gap, lumen and leak of a seam against what geometry says.
struct SeamTests {
  private static let truth = AnastomosisScene.truth()
  private static let inner = AnastomosisScene.vessel.outerRadius - AnastomosisScene.vessel.wallThickness

  private static func seam() throws -> (AnastomosisSeam, TissueMesh) {
    let mesh = try AnastomosisScene.model(truth).mesh
    return (AnastomosisSeam(mesh, vessel: AnastomosisScene.vessel, truth: truth), mesh)
  }

  @Test func anOpenCleftIsABandAroundTheLumen() throws {
    let (seam, mesh) = try Self.seam()
    let open = seam.closure { mesh.nodes[$0] }
    // The edge is a polygon of 24 corners.
    let side = 2 * Self.inner * Trigonometry.sin(Double.pi / 24)
    #expect(abs(open.gapArea / (24 * side * Self.truth.gap) - 1) < 1e-6)
    #expect(abs(open.widestGap - Self.truth.gap) < 1e-9)
    let polygon = 12 * Self.inner * Self.inner * Trigonometry.sin(2 * Double.pi / 24)
    #expect(abs(open.lumen / polygon - 1) < 1e-6 && open.lumen == open.lumenAtStart)
    // Torricelli: 0.6 x 0.0000094 m2 x 4.48 m/s at 80 mmHg.
    let speed = (2 * 80 * 133.322_387_415 / 1060.0).squareRoot()
    #expect(abs(open.leak(at: 80 * 133.322_387_415) / (0.6 * open.gapArea * speed) - 1) < 1e-9)
    #expect(open.leak(at: 0) == 0)
  }

  @Test func edgesThatMeetOrPassAreClosedAndATiedVesselIsNarrow() throws {
    let (seam, mesh) = try Self.seam()
    // Half of the vessel is drawn together and past, the other half stays open.
    let half = seam.closure { v in
      var p = mesh.nodes[v]
      if p.x > 1e-6, p.z > Self.truth.seam { p.z -= 1.5 * Self.truth.gap }
      return p
    }
    let open = seam.closure { mesh.nodes[$0] }
    #expect(half.gapArea < 0.6 * open.gapArea && half.gapArea > 0.4 * open.gapArea)
    // A purse string on one edge: the area goes with the square.
    let tied = seam.closure { v in
      var p = mesh.nodes[v]
      if p.z < Self.truth.seam { (p.x, p.y) = (0.5 * p.x, 0.5 * p.y) }
      return p
    }
    #expect(abs(tied.lumen / open.lumen - 0.25) < 1e-6)
  }
}
