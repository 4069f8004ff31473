/// What every element has been through, by place of the laws' table. Only `peak` passes from tick to tick; `damage`
/// follows from it.
struct DamageState: ~Copyable {
  /// Largest energy density of the undamaged law so far, J/m3; [R].
  let peak: FixedBuffer<Float>
  /// d, 0 ... 0.99; [R].
  let damage: FixedBuffer<Float>
  /// Energy (J) that damage took in this tick, and what the element became in it: 1 bruised, 2 torn; [R].
  let loss: FixedBuffer<Float>
  let news: FixedBuffer<UInt8>

  init(model: TissueModel) {
    // One zero is read for all places of a body that cannot be damaged.
    let count = model.hasDamage ? model.lawTerms.count : 0
    peak = FixedBuffer(count: count, repeating: 0)
    damage = FixedBuffer(count: model.lawTerms.count, repeating: 0)
    loss = FixedBuffer(count: count, repeating: 0)
    news = FixedBuffer(count: count, repeating: 0)
  }

  /// Makes `damage` what follows from the peaks, after these were set.
  func derive(_ model: TissueModel) {
    for k in 0..<model.damage.places.count {
      let r = Int(model.damage.places[k])
      damage[r] = Float(model.damage.law(at: r).damage(peak: Double(peak[r])))
    }
  }
}
