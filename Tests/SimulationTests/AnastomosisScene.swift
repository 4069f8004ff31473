import Anatomy
import Frames
import Scenarios
import SimMath

@testable import Simulation

/// Two ends of a vessel of 4 mm that a scripted person sews together.
enum AnastomosisScene {
  static let vessel = VesselTruth(
    outerRadius: 0.002, wallThickness: 0.000_5, length: 0.011, accessibleAngle: Double.pi, siteZone: 0...0.011)

  static func truth(stitches: Int = 12) -> AnastomosisTruth {
    AnastomosisTruth(
      seam: 0.005_5, gap: 0.001, stitches: stitches, biteDistance: 0.001_5, needleRadius: 0.002_96,
      needleLength: 0.009_3, needleDiameter: 0.000_138, threadLength: 0.15)
  }

  static func model(_ truth: AnastomosisTruth) throws -> SimulationModel {
    let wall = VesselTissue(
      youngsModulus: 1.2e6, poissonRatio: 0.45, density: 1060,
      puncture: .coronary)
    let tools = try [Tool.needleHolder, .forceps].map { try InstrumentScene.instrument($0) }
    return try AnastomosisBuilder.build(
      vessel: vessel, truth: truth,
      parameters: AnastomosisParameters(
        wall: wall, size: .size7_0, material: .polypropylene, instruments: tools, inHand: [.needleHolder, .forceps],
        limits: .scripted))
  }
}
