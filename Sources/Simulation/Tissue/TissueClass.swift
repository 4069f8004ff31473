/// What a material point is made of, for the eye, the ultrasound and the score.
public enum TissueClass: Sendable {
  case wall
  case softPlaque
  case calcium
}
