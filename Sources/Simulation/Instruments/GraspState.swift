/// What a hand's jaws did to tissue in the last tick, for events at the changes.
struct GraspState: Equatable {
  /// Both jaws pressed on tissue.
  var holding = false
  /// All that they held was sliding.
  var slipping = false
  /// Some of it was pressed harder than it bears.
  var pinching = false

  /// Least normal force on each jaw that counts as a grasp, N. Usual: 0.05, well over the weight of what is touched.
  static var least: Float { 0.05 }
  /// Pressure under a jaw from which tissue is damaged, Pa. An assumption after De, Rosen et al. (2007), who found damage
  /// in grasped liver, ureter and bowel to grow from some 100 to 200 kPa; not read again for this project, and no figure
  /// for a great vessel is known to us.
  static var damagingPressure: Float { 150_000 }
}
