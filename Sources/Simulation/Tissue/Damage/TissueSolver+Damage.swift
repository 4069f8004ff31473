import SimMath

extension TissueSolver {
  /// Takes in the energies of the undamaged laws at the end of a tick, and leaves what the elements store now.
  func suffer(_ range: Range<Int>) {
    guard hasDamage else { return }
    for t in range { elementEnergy[t] = suffer(t, energy: elementEnergy[t]) }
  }

  /// - Parameter energy: of the undamaged law, J.
  /// - Returns: what the element stores now, J.
  private func suffer(_ t: Int, energy: Float) -> Float {
    let r = Int(lawPlace[t])
    guard LawTerms(rawValue: lawTerms[r]).contains(.damage) else { return energy }
    let row = damageRows + DamageTable.stride * r
    let density = energy / row[4]
    let before = damagePeak[r]
    damageNews[r] = 0
    damageLoss[r] = 0
    guard density > before else { return (1 - damage[r]) * energy }
    damagePeak[r] = density
    if density > row[0] && before <= row[0] { damageNews[r] |= 1 }
    guard density > row[1] else { return energy }
    if before <= row[1] { damageNews[r] |= 2 }
    let law = DamageLaw(
      bruise: Double(row[0]), tear: Double(row[1]), saturation: Double(row[2]), largest: Double(row[3]))
    let d = Float(law.damage(peak: Double(density)))
    damageLoss[r] = (d - damage[r]) * energy
    damage[r] = d
    return (1 - d) * energy
  }

  /// Turns the sum of an undamaged law's terms into that of the damaged one, where the neo-Hookean part of it is summed
  /// elsewhere: (1 - d) (other terms + neo-Hookean) - neo-Hookean.
  @inline(__always) static func weaken(_ more: Lanes, _ base: Lanes, by d: Lanes) -> Lanes {
    fnma(d, more + base, more)
  }
}
