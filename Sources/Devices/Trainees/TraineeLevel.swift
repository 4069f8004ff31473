/// The scripted levels of skill. They are plumbing for checks, no model of any real group of people.
public enum TraineeLevel: String, Sendable, CaseIterable {
  case expert
  case resident
  case novice
}
