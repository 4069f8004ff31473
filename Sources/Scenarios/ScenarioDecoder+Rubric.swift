import Frames

extension ScenarioDecoder {
  func rubric(_ r: MappingReader, id: String) -> Rubric {
    let share = Limits.within(0...1)
    let force = Limits.above(0, atMost: 1000)
    let length = Limits.within(0...0.1)
    let version = r.count("version", 1...1_000_000)
    let items = r.sections("items", item)
    reportRepeated(items.map(\.id), of: "items", in: r)
    let gates = r.words("gates", separators: ".-", example: "site.on-lesion")
    reportRepeated(gates, of: "gates", in: r)
    let rubric = Rubric(
      id: id, version: version, items: items, gates: gates,
      minimumRatedShare: r.sourced("minimum_rated_share", .ratio, share),
      coverageForPace: r.sourced("coverage_for_pace", .ratio, share),
      palpationForce: r.sourced("palpation_force", .force, force),
      excessiveForce: r.sourced("excessive_force", .force, force),
      palpationRadius: r.sourced("palpation_radius", .length, .above(0, atMost: 0.1)),
      markTolerance: r.sourced("mark_tolerance", .length, length),
      markLimit: r.sourced("mark_limit", .ratio, .within(1...1000)),
      idleSpeed: r.sourced("idle_speed", .speed, .within(0...1)),
      idleTime: r.sourced("idle_time", .time, .within(0...3600)))
    if rubric.excessiveForce.value <= rubric.palpationForce.value {
      r.report("must be more than palpation_force", mend: "correct one of the two", at: "excessive_force")
    }
    if rubric.markLimit.value != rubric.markLimit.value.rounded(), rubric.markLimit.value.isFinite {
      r.report("a whole number of marks is needed", mend: "write for example `8 1`", at: "mark_limit")
    }
    return rubric
  }

  private func item(_ r: MappingReader) -> RubricItem {
    let any = Limits.within(-1e9...1e9)
    let item = RubricItem(
      id: r.word("id", separators: "-", example: "force-peak"),
      metric: r.word("metric", separators: ".-", example: "force.peak"),
      points: r.number("points", .above(0, atMost: 1000)),
      full: r.sourced("full", nil, any),
      none: r.sourced("none", nil, any),
      paceItem: r.bool("pace"),
      needsForce: r.bool("needs_force"))
    if item.full.unit != item.none.unit, !item.full.unit.isEmpty, !item.none.unit.isEmpty {
      r.report(
        "`full` is in \(item.full.unit) but `none` in \(item.none.unit)", mend: "use one kind of unit", at: "none")
    } else if item.full.value == item.none.value {
      r.report("`full` and `none` are equal", mend: "use two different values", at: "none")
    }
    return item
  }
}
