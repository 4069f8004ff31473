import Frames
import Simulation

extension ScenarioDecoder {
  /// A stitch over a vessel's wall, and what it is tied with.
  func knot(_ r: MappingReader) -> (VesselTruth, KnotExercise) {
    let length = Limits.above(0, atMost: 0.1)
    let diameter = r.value("outer_diameter", .length, length)
    let wall = r.value("wall_thickness", .length, length)
    let whole = r.value("length", .length, length)
    let angle = r.value("accessible_angle", .angle, .above(0, atMost: Double.pi / 2))
    let material = r.section("wall", material)
    let (bite, grip, tear) = r.section("stitch") {
      (
        $0.value("bite", .length, length), $0.value("thread_grip", .force, .within(0...100)),
        $0.value("tear_force", .force, .above(0, atMost: 100))
      )
    }
    let ((size, thread), strand, tail) = r.section("suture") {
      (self.thread($0), $0.value("long_end", .length, .above(0, atMost: 0.3)), $0.value("tail", .length, length))
    }
    let throwsAsked = r.count("throws", 1...12)
    if wall >= diameter / 2 {
      r.report("the wall fills the vessel", mend: "use less than half of outer_diameter", at: "wall_thickness")
    }
    if bite >= diameter * angle {
      r.report("the stitch is wider than what can be reached of the vessel", mend: "use a smaller bite", at: "stitch.bite")
    }
    if tail >= strand {
      r.report("the long end is to be the longer one", mend: "use a shorter tail", at: "suture.tail")
    }
    let properties = ThreadMaterial(size, thread)
    return (
      VesselTruth(
        outerRadius: diameter / 2, wallThickness: wall, length: whole, accessibleAngle: angle,
        // After a report a range may be anything, but must be one.
        siteZone: whole > 0 ? 0...whole : 0...1),
      KnotExercise(
        truth: KnotTruth(
          axial: whole / 2, bite: bite, strandLength: strand, tailLength: tail, threadDiameter: properties.diameter,
          threadStrength: properties.strength, throwsAsked: throwsAsked),
        wall: material, threadGrip: grip, tearForce: tear, size: size, material: thread)
    )
  }
}
