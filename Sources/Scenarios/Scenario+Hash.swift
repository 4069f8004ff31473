import Frames
import SimMath
import Simulation

extension Scenario {
  /// A hash of all that shapes the scene and the session: sizes, pressures, materials, tools, patients, limits.
  ///
  /// Texts, sources and the rubric are left out: the log embeds its rubric, and a better citation must not make an old
  /// log unreplayable.
  public var hash: UInt64 {
    var h = StateHash()
    h.combine(bytes: id.utf8)
    h.combine(UInt64(tray.count))
    for tool in tray { h.combine(UInt64(tool.rawValue)) }
    switch procedure {
    case .assessment(let a): combine(a, into: &h)
    case .anastomosis(let a): combine(a, into: &h)
    case .knot(let k): combine(k, into: &h)
    }
    return h.value
  }

  private func combine(_ a: AssessmentParameters, into h: inout StateHash) {
    h.combine(UInt64(a.patients.mostLesions))
    for x in numbers(a) { h.combine(x.bitPattern) }
    // Logs from before there was a viscosity had none.
    let viscosities = [a.materials.wall, a.materials.softPlaque, a.materials.calcium].map(\.viscosity)
    if viscosities.contains(where: { $0 != 0 }) { for x in viscosities { h.combine(x.bitPattern) } }
  }

  private func numbers(_ a: AssessmentParameters) -> [Double] {
    let patients = a.patients
    let materialNumbers = [a.materials.wall, a.materials.softPlaque, a.materials.calcium].flatMap {
      [$0.youngsModulus, $0.poissonRatio, $0.density]
    }
    let ranges = [
      vessel.siteZone, patients.circumferentialRadius, patients.axialRadius, patients.softThickening,
      patients.calcifiedThickening, patients.mixedCore,
    ].flatMap { [$0.lowerBound, $0.upperBound] }
    return materialNumbers + ranges + [
      vessel.outerRadius, vessel.wallThickness, vessel.length, vessel.accessibleAngle,
      a.circulation.mean, a.circulation.systolic, a.circulation.diastolic, a.circulation.heartRate,
      a.circulation.beatVariability,
      a.probe.tipRadius, a.probe.mass, a.probe.friction, a.ultrasound.width, a.ultrasound.depth,
      a.grading.grade2From, a.grading.grade3From, a.grading.grade4From,
      patients.noLesion, patients.calcified, patients.softOrMixed, patients.noSafeSite,
      patients.mixedShare, patients.mobileShare, patients.mixedCoreLeast, patients.lesionGap, patients.endGap,
      patients.safeSiteRoom,
      a.requiredMargin, timeLimit,
    ]
  }

  private func combine(_ a: AnastomosisExercise, into h: inout StateHash) {
    let t = a.truth
    h.combine(UInt64(t.stitches))
    h.combine(bytes: a.size.rawValue.utf8)
    h.combine(bytes: a.material.rawValue.utf8)
    for x in [
      vessel.outerRadius, vessel.wallThickness, vessel.length, t.seam, t.gap, t.biteDistance, t.needleRadius,
      t.needleLength, t.needleDiameter, t.threadLength, a.wall.youngsModulus, a.wall.poissonRatio, a.wall.density,
      a.wall.viscosity, a.puncture.threshold, a.puncture.cutting, a.puncture.friction, a.puncture.tearForce,
      a.puncture.threadGrip, timeLimit,
    ] { h.combine(x.bitPattern) }
    // Nothing for a dry field, as logs from before there was blood.
    a.blood?.combine(into: &h)
  }

  private func combine(_ k: KnotExercise, into h: inout StateHash) {
    let t = k.truth
    h.combine(UInt64(t.throwsAsked))
    h.combine(bytes: k.size.rawValue.utf8)
    h.combine(bytes: k.material.rawValue.utf8)
    for x in [
      vessel.outerRadius, vessel.wallThickness, vessel.length, vessel.accessibleAngle, t.axial, t.bite, t.strandLength,
      t.tailLength, t.threadDiameter, t.threadStrength, k.wall.youngsModulus, k.wall.poissonRatio, k.wall.density,
      k.wall.viscosity, k.threadGrip, k.tearForce, timeLimit,
    ] { h.combine(x.bitPattern) }
  }
}
