import Frames

/// Turns the tree of a scenario file into a ``Scenario``, checking every value and how they go together.
struct ScenarioDecoder {
  /// The version of the file format that this build reads.
  static let format = 1

  static let tools: [(name: String, value: Tool)] = [
    ("palpation-probe", .palpationProbe), ("ultrasound-probe", .ultrasoundProbe),
  ]
  /// What lies on the tray where something is sewn.
  static let sewing: [(name: String, value: Tool)] = [
    ("needle-holder", .needleHolder), ("forceps", .forceps), ("scissors", .scissors), ("sucker", .sucker),
    ("cautery", .cautery),
  ]

  func read(_ root: MappingReader) -> Scenario {
    let format = root.count("format", 1...1_000_000)
    if format > Self.format {
      root.report(
        "this file is of the later format \(format)", mend: "update Systole, or write format \(Self.format)",
        at: "format")
    }
    let id = root.word("id", separators: "-", example: "aortic-assessment")
    let version = root.string("version")
    if !version.isEmpty, !Self.isVersion(version) {
      root.report(
        "\"\(version.prefix(80))\" is not a version", mend: "write three numbers, for example 1.0.0", at: "version")
    }
    let title = root.word("title", separators: ".-_", example: "scenario.aortic-assessment.title")
    let steps = root.sections("steps", step)
    reportRepeated(steps.map(\.id), of: "steps", in: root)
    let isExercise = root.has("anastomosis") || root.has("knot")
    let tray = root.choiceList("tray", of: isExercise ? Self.sewing : Self.tools)
    reportRepeated(tray.map { "\($0)" }, of: "tray", in: root)
    let (vessel, procedure, limit) = root.has("knot") ? tying(root) : isExercise ? anastomosis(root) : assessment(root)
    let rubric = isExercise ? .ungraded(id: id) : root.section("rubric") { self.rubric($0, id: id) }
    return Scenario(
      id: id, version: version, titleKey: title, steps: steps, tray: tray, vessel: vessel, procedure: procedure,
      timeLimit: limit, rubric: rubric, figures: root.text.figures)
  }

  /// What the file says of an assessment, and its time limit, s.
  private func assessment(_ root: MappingReader) -> (VesselTruth, Scenario.Procedure, limit: Double) {
    let vessel = root.section("vessel", vessel)
    let circulation = root.section("circulation", circulation)
    let materials = root.section("materials") {
      VesselMaterials(
        wall: $0.section("wall", material), softPlaque: $0.section("soft_plaque", material),
        calcium: $0.section("calcium", material))
    }
    let probe = root.section("probe") {
      ProbeParameters(
        tipRadius: $0.value("tip_radius", .length, .above(0, atMost: 0.05)),
        mass: $0.value("mass", .mass, .above(0, atMost: 10)),
        friction: $0.value("friction", .ratio, .within(0...2)))
    }
    let ultrasound = root.section("ultrasound") {
      UltrasoundParameters(
        width: $0.value("width", .length, .above(0, atMost: 0.2)),
        depth: $0.value("depth", .length, .above(0, atMost: 0.3)))
    }
    let grading = root.section("grading", grading)
    let patients = root.section("patients") { self.patients($0, vessel: vessel) }
    let (margin, limit) = root.section("task") {
      ($0.value("required_margin", .length, .within(0...0.1)), timeLimit($0))
    }
    return (
      vessel,
      .assessment(
        AssessmentParameters(
          circulation: circulation, materials: materials, probe: probe, ultrasound: ultrasound, grading: grading,
          patients: patients, requiredMargin: margin)), limit
    )
  }

  /// The same of an anastomosis.
  private func anastomosis(_ root: MappingReader) -> (VesselTruth, Scenario.Procedure, limit: Double) {
    let (vessel, exercise) = root.section("anastomosis", self.exercise)
    return (vessel, .anastomosis(exercise), root.section("task", timeLimit))
  }

  /// The same of a stitch that is to be tied.
  private func tying(_ root: MappingReader) -> (VesselTruth, Scenario.Procedure, limit: Double) {
    let (vessel, exercise) = root.section("knot", self.knot)
    return (vessel, .knot(exercise), root.section("task", timeLimit))
  }

  private func timeLimit(_ r: MappingReader) -> Double { r.value("time_limit", .time, .above(0, atMost: 86_400)) }

  static func isVersion(_ text: String) -> Bool {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 3
      && parts.allSatisfy { (1...6).contains($0.utf8.count) && $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }
  }

  func reportRepeated(_ names: [String], of key: String, in reader: MappingReader) {
    for (i, name) in names.enumerated() where !name.isEmpty && names[..<i].contains(name) {
      reader.report("\"\(name)\" stands there twice", mend: "remove or rename one", at: key)
    }
  }

  private func step(_ r: MappingReader) -> ProcedureStep {
    ProcedureStep(
      id: r.word("id", separators: "-", example: "scan"),
      titleKey: r.word("title", separators: ".-_", example: "step.scan.title"),
      hintKeys: r.words("hints", separators: ".-_", example: "step.scan.hint"))
  }

  private func vessel(_ r: MappingReader) -> VesselTruth {
    let diameter = r.value("outer_diameter", .length, .above(0, atMost: 0.2))
    let wall = r.value("wall_thickness", .length, .above(0, atMost: 0.05))
    let length = r.value("length", .length, .above(0, atMost: 1))
    let angle = r.value("accessible_angle", .angle, .above(0, atMost: Double.pi))
    let zone = r.range("site_zone", .length, .within(0...1))
    if wall >= diameter / 2 {
      r.report("the wall fills the vessel", mend: "use less than half of outer_diameter", at: "wall_thickness")
    }
    if zone.upperBound > length {
      r.report("the zone ends beyond the vessel", mend: "keep `to` within `length`", at: "site_zone")
    }
    return VesselTruth(
      outerRadius: diameter / 2, wallThickness: wall, length: length, accessibleAngle: angle, siteZone: zone)
  }

  private func circulation(_ r: MappingReader) -> CirculationParameters {
    let largest = 100_000.0
    let c = CirculationParameters(
      mean: r.value("mean", .pressure, .above(0, atMost: largest)),
      systolic: r.value("systolic", .pressure, .above(0, atMost: largest)),
      diastolic: r.value("diastolic", .pressure, .above(0, atMost: largest)),
      heartRate: r.value("heart_rate", .frequency, .above(0, atMost: 5)),
      beatVariability: r.value("beat_variability", .ratio, .within(0...0.2)))
    if c.diastolic >= c.systolic {
      r.report("must be less than systolic", mend: "correct one of the two", at: "diastolic")
    } else if abs(c.mean - (c.diastolic + c.systolic) / 2) > 10 {
      r.report(
        "the mean must lie midway between diastolic and systolic, as that of the simulated pulse does",
        mend: "correct one of the three", at: "mean")
    }
    return c
  }

  func material(_ r: MappingReader) -> MaterialParameters {
    MaterialParameters(
      youngsModulus: r.value("youngs_modulus", .pressure, .above(0, atMost: 1e12)),
      poissonRatio: r.value("poisson_ratio", .ratio, .between(0, 0.5)),
      density: r.value("density", .density, .above(0, atMost: 30_000)),
      viscosity: r.value("viscosity", .viscosity, .within(0...1e6)))
  }

  private func grading(_ r: MappingReader) -> GradingTable {
    let g = GradingTable(
      grade2From: r.value("grade_2_from", .length, .above(0, atMost: 0.1)),
      grade3From: r.value("grade_3_from", .length, .above(0, atMost: 0.1)),
      grade4From: r.value("grade_4_from", .length, .above(0, atMost: 0.1)))
    if g.grade3From <= g.grade2From {
      r.report("must be more than grade_2_from", mend: "order the grades", at: "grade_3_from")
    }
    if g.grade4From <= g.grade3From {
      r.report("must be more than grade_3_from", mend: "order the grades", at: "grade_4_from")
    }
    return g
  }

  private func patients(_ r: MappingReader, vessel: VesselTruth) -> PatientParameters {
    let share = Limits.within(0...1)
    let length = Limits.within(0...0.1)
    let size = Limits.above(0, atMost: 0.1)
    let parts = r.section("distribution") { d in
      let p = PatientKind.allCases.map { d.value($0.rawValue.replacing("-", with: "_"), .ratio, share) }
      return p
    }
    let sum = parts.reduce(0, +)
    if abs(sum - 1) > 1e-9 {
      r.report(
        "the parts add up to \(sum), not to 1", mend: "correct them so that they add up to 1", at: "distribution")
    }
    let p = PatientParameters(
      noLesion: parts[0], calcified: parts[1], softOrMixed: parts[2], noSafeSite: parts[3],
      mostLesions: r.count("most_lesions", 1...8),
      mixedShare: r.value("mixed_share", .ratio, share),
      mobileShare: r.value("mobile_share", .ratio, share),
      circumferentialRadius: r.range("circumferential_radius", .length, size),
      axialRadius: r.range("axial_radius", .length, size),
      softThickening: r.range("soft_thickening", .length, size),
      calcifiedThickening: r.range("calcified_thickening", .length, size),
      mixedCore: r.range("mixed_core", .ratio, .between(0, 1)),
      mixedCoreLeast: r.value("mixed_core_least", .length, length),
      lesionGap: r.value("lesion_gap", .length, length),
      endGap: r.value("end_gap", .length, length),
      safeSiteRoom: r.value("safe_site_room", .length, length))
    let lumen = vessel.outerRadius - vessel.wallThickness
    for (key, range) in [("soft_thickening", p.softThickening), ("calcified_thickening", p.calcifiedThickening)]
    where range.upperBound >= lumen {
      r.report("so thick a lesion would close the vessel", mend: "keep `to` under \(lumen) m", at: key)
    }
    if p.mixedCoreLeast > min(p.circumferentialRadius.lowerBound, p.axialRadius.lowerBound) {
      r.report(
        "so large a core does not fit into the smallest lesion", mend: "keep it under the least half-extents",
        at: "mixed_core_least")
    }
    if p.circumferentialRadius.upperBound >= Double.pi * vessel.outerRadius {
      r.report("such a lesion would reach around the vessel", mend: "keep `to` smaller", at: "circumferential_radius")
    }
    if 2 * (p.axialRadius.upperBound + p.endGap) > vessel.length {
      r.report(
        "such a lesion does not fit between the ends", mend: "keep `to` or `end_gap` smaller", at: "axial_radius")
    }
    return p
  }
}
