import SimMath

extension SimulationState {
  /// Whether any element of the body can be bruised or torn.
  public var hasDamage: Bool { tissue.damage.peak.count > 0 }

  /// What the last tick damaged.
  public func damageReport(_ model: SimulationModel) -> DamageReport {
    var report = DamageReport()
    let table = model.tissue.damage
    for k in 0..<table.places.count {
      let r = Int(table.places[k])
      report.dissipated += Double(tissue.damage.loss[r])
      let news = tissue.damage.news[r]
      guard news != 0 else { continue }
      let middle = model.tissue.restMiddle(ofTetrahedron: Int(table.elements[k]))
      if news & 1 != 0 {
        report.bruised += 1
        report.bruiseSite += middle
      }
      if news & 2 != 0 {
        report.torn += 1
        report.tearSite += middle
      }
    }
    if report.bruised > 0 { report.bruiseSite = (1 / Float(report.bruised)) * report.bruiseSite }
    if report.torn > 0 { report.tearSite = (1 / Float(report.torn)) * report.tearSite }
    return report
  }

  /// The damage d of a tetrahedron, 0 ... 0.99, and the largest strain energy density that it has held, J/m3.
  public func damage(ofTetrahedron t: Int, _ model: SimulationModel) -> (damage: Float, peak: Float) {
    guard hasDamage else { return (0, 0) }
    let r = Int(model.tissue.lawPlace[t])
    return (tissue.damage.damage[r], tissue.damage.peak[r])
  }

  /// How bruised a tetrahedron is: 0 up to the density that bruises, rising to 1 at the one that tears.
  private func bruise(at place: Int, _ table: DamageTable) -> Float {
    let row = table.rows.base + DamageTable.stride * place
    let peak = tissue.damage.peak[place]
    guard peak > row[0] else { return 0 }
    // A fifth at once, so that the first bruise can be seen.
    return row[1] > row[0] ? min(1, 0.2 + 0.8 * (peak - row[0]) / (row[1] - row[0])) : 1
  }

  /// Writes how bruised the tissue is at each vertex, 0 ... 1 (1: torn), the most of its tetrahedra, into every
  /// `stride`-th number. Not for the tick: as many steps as the elements that can be damaged have nodes.
  public func writeBruises(
    _ model: SimulationModel, into numbers: UnsafeMutableBufferPointer<Float>, stride: Int, offset: Int
  ) {
    guard hasDamage else { return }
    let table = model.tissue.damage
    for v in 0..<model.tissue.vertexCount { numbers[stride * v + offset] = 0 }
    for k in 0..<table.places.count {
      let level = bruise(at: Int(table.places[k]), table)
      guard level > 0 else { continue }
      let nodes = model.tissue.tetrahedra.base + 10 * Int(table.elements[k])
      for a in 0..<10 {
        let i = stride * Int(nodes[a]) + offset
        numbers[i] = max(numbers[i], level)
      }
    }
  }
}
