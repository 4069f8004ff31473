/// All that a hand brings into the state: its tool, its chains of force safety, and what it did in the last tick.
struct HandState {
  var tool = ToolState()
  var safety = ForceSafety()
  var torqueSafety = ForceSafety()
  var wasInContact = false
  /// Its emergency stop held.
  var isStopped = false
  var grasp = GraspState()
  /// How far the line of its sucker is closed, 0 to 1.
  var suction: Float = 0
  /// Of its cautery pencil.
  var cautery = CauteryState()
}
