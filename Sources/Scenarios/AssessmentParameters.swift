/// What a vessel is assessed with and for: its blood, its tissues, the probes, and the patients that have it.
public struct AssessmentParameters: Equatable, Sendable {
  public var circulation: CirculationParameters
  public var materials: VesselMaterials
  public var probe: ProbeParameters
  public var ultrasound: UltrasoundParameters
  public var grading: GradingTable
  public var patients: PatientParameters
  /// Least distance of a site from the edge of any lesion, m.
  public var requiredMargin: Double
}
