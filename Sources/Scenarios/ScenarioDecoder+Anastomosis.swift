import Frames
import Simulation

extension ScenarioDecoder {
  /// Two equal ends of vessel with a cleft between them, and what they are sewn with.
  func exercise(_ r: MappingReader) -> (VesselTruth, AnastomosisExercise) {
    let length = Limits.above(0, atMost: 0.1)
    let force = Limits.above(0, atMost: 100)
    let diameter = r.value("outer_diameter", .length, length)
    let wall = r.value("wall_thickness", .length, length)
    let free = r.value("free_length", .length, length)
    let gap = r.value("gap", .length, length)
    let stitches = r.count("stitches", 3...30)
    let distance = r.value("bite_distance", .length, length)
    let material = r.section("wall", material)
    let puncture = r.section("puncture") {
      PunctureResistance(
        threshold: $0.value("threshold", .force, force), cutting: $0.value("cutting", .force, .within(0...100)),
        friction: $0.value("friction", .lineForce, .within(0...1e4)),
        tearForce: $0.value("tear_force", .force, force),
        threadGrip: $0.value("thread_grip", .force, .within(0...100)))
    }
    let ((size, thread), threadLength) = r.section("suture") {
      (self.thread($0), $0.value("length", .length, .above(0, atMost: 1)))
    }
    let (arc, circle, wire) = r.section("needle") {
      (
        $0.value("arc_length", .length, length), $0.value("circle", .ratio, .between(0, 1)),
        $0.value("wire_diameter", .length, .above(0, atMost: 0.005))
      )
    }
    let whole = 2 * free + gap
    let blood = r.has("blood") ? r.section("blood") { self.blood($0, radius: diameter / 2, length: whole) } : nil
    let radius = arc / (2 * Double.pi * circle)
    let half = distance + 0.5 * gap
    if wall >= diameter / 2 {
      r.report("the wall fills the vessel", mend: "use less than half of outer_diameter", at: "wall_thickness")
    }
    if distance >= free {
      r.report("a stitch would lie beyond the clamp", mend: "use less than free_length", at: "bite_distance")
    }
    if puncture.cutting >= puncture.threshold {
      r.report("cutting must need less force than the puncture", mend: "make puncture.cutting less than its threshold", at: "puncture")
    }
    if radius <= half {
      r.report(
        "the needle's circle of \(radius) m does not reach from stitch to stitch",
        mend: "use a longer needle, a smaller gap or a smaller bite_distance", at: "needle")
    } else if radius - (radius * radius - half * half).squareRoot() <= wall {
      r.report(
        "the needle's circle does not reach through the wall", mend: "use a shorter needle or a larger bite_distance",
        at: "needle")
    }
    let seam = free + 0.5 * gap
    // After a report a range may be anything, but must be one.
    let zone = whole > 0 ? 0...whole : 0...1
    return (
      VesselTruth(
        outerRadius: diameter / 2, wallThickness: wall, length: whole, accessibleAngle: Double.pi, siteZone: zone),
      AnastomosisExercise(
        truth: AnastomosisTruth(
          seam: seam, gap: gap, stitches: stitches, biteDistance: distance, needleRadius: radius, needleLength: arc,
          needleDiameter: wire, threadLength: threadLength),
        wall: material, puncture: puncture, size: size, material: thread, blood: blood)
    )
  }

  /// What a thread is; after a report any, for then the file is refused.
  func thread(_ r: MappingReader) -> (SutureSize, SutureMaterial) {
    (
      r.choice("size", of: SutureSize.allCases.map { ($0.rawValue, $0) }) ?? .size7_0,
      r.choice("material", of: SutureMaterial.allCases.map { ($0.rawValue, $0) }) ?? .polypropylene
    )
  }

  /// A round basin on the table under the vessels, and what bleeds into it.
  ///
  /// - Parameters:
  ///   - vessel: radius from outside, m.
  ///   - length: of both ends and the cleft, m.
  private func blood(_ r: MappingReader, radius vessel: Double, length: Double) -> BloodField {
    let radius = r.value("radius", .length, .above(0, atMost: 0.2))
    let depth = r.value("depth", .length, .above(0, atMost: 0.05))
    let bleeding = r.value("bleeding", .flow, .within(0...1e-3))
    let sources: [BleedingSource?] = r.has("sources") ? r.sections("sources") { source($0, vessel, length) } : []
    // After a report a number may be none, with which there is no basin.
    guard radius > 0, depth > 0, bleeding >= 0 else { return BloodField(floor: 0, area: 1, depth: 1, bleeding: 0) }
    return BloodField(
      floor: 0, area: Double.pi * radius * radius, depth: depth, bleeding: bleeding, sources: sources.compactMap { $0 })
  }

  /// A small vessel on the outside of the two ends; nil after a report.
  private func source(_ r: MappingReader, _ radius: Double, _ length: Double) -> BleedingSource? {
    let angle = r.value("angle", .angle, .within(-Double.pi...Double.pi))
    let axial = r.value("axial", .length, .within(0...0.2))
    let flow = r.value("flow", .flow, .above(0, atMost: 1e-3))
    if axial > length {
      r.report("it lies beyond the vessels' end", mend: "use at most \(length) m", at: "axial")
    }
    guard angle.isFinite, axial.isFinite, flow > 0, radius.isFinite else { return nil }
    return BleedingSource(site: VesselCoordinate(angle: angle, axial: axial).point(radius: radius), flow: flow)
  }
}
