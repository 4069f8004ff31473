import SimMath

/// How a body is cut, copied out of the state for whoever looks at it.
public struct CutCopy: Sendable {
  /// Changes with every cut, and is the same for the same cuts in the same order.
  public let revision: UInt64
  /// Slots of tetrahedra and vertices in use.
  public let elementCount: Int
  public let vertexCount: Int
  /// As in `CutState`, [elementCount][10], [elementCount], [elementCount][4].
  let tetrahedra: [Int32]
  let whole: [Int32]
  let level: [Float]
  let isCut: [Bool]

  /// Words of 32 bits before the rows, and of a row: ten vertices, the whole tetrahedron (negative where the slot is cut: -1 - w)
  /// and four levels.
  static var header: Int { 4 }
  static var row: Int { 15 }

  /// - Parameter words: what `SimulationState.copyCut(into:)` wrote.
  /// - Returns: nil where nothing was written yet.
  public init?(_ words: UnsafeBufferPointer<Float>) {
    guard words.count >= Self.header else { return nil }
    let bits = UnsafeRawBufferPointer(words)
    func word(_ i: Int) -> Int32 { bits.loadUnaligned(fromByteOffset: 4 * i, as: Int32.self) }
    revision = Self.revision(words)
    elementCount = Int(word(2))
    vertexCount = Int(word(3))
    guard revision != 0, words.count >= Self.header + Self.row * elementCount else { return nil }
    var tetrahedra: [Int32] = []
    var whole: [Int32] = []
    var level: [Float] = []
    var isCut: [Bool] = []
    tetrahedra.reserveCapacity(10 * elementCount)
    level.reserveCapacity(4 * elementCount)
    for t in 0..<elementCount {
      let first = Self.header + Self.row * t
      for a in 0..<10 { tetrahedra.append(word(first + a)) }
      let w = word(first + 10)
      isCut.append(w < 0)
      whole.append(w < 0 ? -1 - w : w)
      for k in 0..<4 { level.append(Float(bitPattern: UInt32(bitPattern: word(first + 11 + k)))) }
    }
    self.tetrahedra = tetrahedra
    self.whole = whole
    self.level = level
    self.isCut = isCut
  }

  /// The revision alone, 0 where nothing was written yet.
  public static func revision(_ words: UnsafeBufferPointer<Float>) -> UInt64 {
    words.count < header ? 0 : UnsafeRawBufferPointer(words).loadUnaligned(fromByteOffset: 0, as: UInt64.self)
  }

  /// Gives the doubles that an earlier copy has not yet the places of the vertices that they were split from, so that tissue can
  /// be shown between a moment before a cut and one after it.
  ///
  /// - Parameter numbers: of the earlier moment, [..][4].
  public func placeDoubles(since earlier: CutCopy, in numbers: inout [Float]) {
    guard vertexCount > earlier.vertexCount else { return }
    for slot in 0..<elementCount {
      // Where a slot is new, its tetrahedron had all of the material.
      let before = slot < earlier.elementCount ? slot : Int(whole[slot])
      for a in 0..<10 {
        let v = Int(tetrahedra[10 * slot + a])
        guard v >= earlier.vertexCount else { continue }
        let u = Int(earlier.tetrahedra[10 * before + a])
        for c in 0..<4 { numbers[4 * v + c] = numbers[4 * u + c] }
      }
    }
  }
}
