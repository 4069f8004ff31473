/// Ways to get points without the skill; a sound score puts each below the novice.
public enum CheaterKind: String, Sendable, CaseIterable {
  /// Touches a grid lightly and marks a lesion at every point.
  case markAll = "mark-all"
  /// Moves close above the surface, never touches, and guesses. Its ultrasound views are real: gel bridges the gap.
  case noTouch = "no-touch"
  /// Waits, declares that there is no safe site, and finishes.
  case idleFinish = "idle-finish"
  /// Pokes a grid blindly, hard and with inhuman regularity, and marks at random.
  case pokeGrid = "poke-grid"
}
