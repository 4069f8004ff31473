/// What a material point is made of, for the eye, the ultrasound and the score. The raw value is stored per point.
public enum TissueClass: UInt8, Sendable {
  case wall = 0
  case softPlaque = 1
  case calcium = 2
}
