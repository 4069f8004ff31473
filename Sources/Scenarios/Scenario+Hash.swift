import Frames
import SimMath

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
    h.combine(UInt64(patients.mostLesions))
    for x in hashedNumbers { h.combine(x.bitPattern) }
    // Logs from before there was a viscosity had none.
    let viscosities = [materials.wall, materials.softPlaque, materials.calcium].map(\.viscosity)
    if viscosities.contains(where: { $0 != 0 }) { for x in viscosities { h.combine(x.bitPattern) } }
    return h.value
  }

  private var hashedNumbers: [Double] {
    let materialNumbers = [materials.wall, materials.softPlaque, materials.calcium].flatMap {
      [$0.youngsModulus, $0.poissonRatio, $0.density]
    }
    let ranges = [
      vessel.siteZone, patients.circumferentialRadius, patients.axialRadius, patients.softThickening,
      patients.calcifiedThickening, patients.mixedCore,
    ].flatMap { [$0.lowerBound, $0.upperBound] }
    return materialNumbers + ranges + [
      vessel.outerRadius, vessel.wallThickness, vessel.length, vessel.accessibleAngle,
      circulation.mean, circulation.systolic, circulation.diastolic, circulation.heartRate,
      circulation.beatVariability,
      probe.tipRadius, probe.mass, probe.friction, ultrasound.width, ultrasound.depth,
      grading.grade2From, grading.grade3From, grading.grade4From,
      patients.noLesion, patients.calcified, patients.softOrMixed, patients.noSafeSite,
      patients.mixedShare, patients.mobileShare, patients.mixedCoreLeast, patients.lesionGap, patients.endGap, patients.safeSiteRoom,
      requiredMargin, timeLimit,
    ]
  }
}
