/// Constants of damage by place of the laws' table (`LawTable`); empty for a body that cannot be damaged.
final class DamageTable: Sendable {
  /// Floats of a place: bruise, tear, saturation (J/m3), largest damage, stress-free volume (m3); zero where there is no law.
  static var stride: Int { 8 }

  /// Elements with a damage law, and their places; [D].
  let elements: FixedBuffer<Int32>
  let places: FixedBuffer<Int32>
  /// [R][stride], or empty.
  let rows: FixedBuffer<Float>

  /// - Parameters:
  ///   - points: four for each tetrahedron; the first one's law is the tetrahedron's.
  ///   - volumes: stress-free volume of each point, m3.
  init(points: [MaterialPoint], volumes: [Double], laws: LawTable) {
    let damaged = (0..<points.count / 4).filter { points[4 * $0].damage != nil }
    elements = FixedBuffer(damaged.map { Int32($0) }, padding: 0)
    places = FixedBuffer(damaged.map { laws.place[$0] }, padding: 0)
    rows = FixedBuffer(count: damaged.isEmpty ? 0 : Self.stride * laws.terms.count, repeating: 0)
    for t in damaged {
      guard let law = points[4 * t].damage else { continue }
      let row = Self.stride * Int(laws.place[t])
      let volume = volumes[(4 * t)..<(4 * t + 4)].reduce(0, +)
      for (k, x) in [law.bruise, law.tear, law.saturation, law.largest, volume].enumerated() { rows[row + k] = Float(x) }
    }
  }

  func law(at place: Int) -> DamageLaw {
    let row = rows.base + Self.stride * place
    return DamageLaw(
      bruise: Double(row[0]), tear: Double(row[1]), saturation: Double(row[2]), largest: Double(row[3]))
  }
}
