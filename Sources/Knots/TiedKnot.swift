public import SimMath

/// What was tied in a session, as it lies at the end.
public struct TiedKnot: Equatable, Sendable, Codable {
  /// One throw, from the wall outwards.
  public struct Throw: Equatable, Sendable, Codable {
    /// Times that each strand goes round the other, positive for a right-handed winding.
    public var wraps: Int
    /// Length of its strands over what a tightened throw takes up (`KnotReading.looseness`).
    public var looseness: Double

    public init(wraps: Int, looseness: Double) {
      self.wraps = wraps
      self.looseness = looseness
    }
  }

  public var throwsTied: [Throw]
  public var kind: KnotKind
  /// From the first throw to where the knot belongs, m; nil without one. Large for an air knot.
  public var gap: Double?

  /// - Parameters:
  ///   - strands: centrelines of both ends from the wall outwards, m.
  ///   - place: where the knot belongs, m.
  ///   - diameter: of the thread, m.
  public init(strands: [[Vector3D]], place: Vector3D, diameter: Double) {
    let reading = KnotReading(strands: strands)
    throwsTied = reading.throwsTied.indices.map { k in
      let t = reading.throwsTied[k]
      return Throw(
        wraps: t.signedWraps, looseness: reading.looseness(ofThrow: k, diameter: diameter))
    }
    kind = reading.kind
    let gap = reading.gap(to: place, strands: strands)
    self.gap = gap.isFinite ? gap : nil
  }

  public init(throwsTied: [Throw], kind: KnotKind, gap: Double?) {
    self.throwsTied = throwsTied
    self.kind = kind
    self.gap = gap
  }
}
