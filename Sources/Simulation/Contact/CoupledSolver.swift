import SimMath

/// Solves the coarse tissue together with the tools and all that touches or holds the tissue, by one factorisation.
///
/// It minimises the same energy as `ContactPatchSolver`: with E a sample's motion with the coarse unknowns q and J that
/// with the tool's unknowns c, 1/2 q'A q + 1/2 c'B c + sum of 1/2 K |E q - J c|^2 less the work of the forces left over.
/// What carries a sample lies within one element, whose groups A couples already: samples add to the blocks of A and
/// nothing beside them, and the tools are its last rows. A tick makes the factor once, for both corrections. Its time does
/// not depend on how many ties there are, where conjugate gradients on the vertices of the patch take a step of their
/// number squared, and no tie is left out.
struct CoupledSolver {
  /// Ties up to which `ContactPatchSolver` is faster.
  static var fewTies: Int { 8 }

  /// Whether this tick's corrections are solved here.
  var isOn = false

  private let groupCount: Int
  /// A by columns; [12 C][12 C].
  private let operation: UnsafeMutablePointer<Float>
  private let entryStart: UnsafeMutablePointer<Int32>
  private let entryGroup: UnsafeMutablePointer<Int32>
  private let entryWeights: UnsafeMutablePointer<Float>
  private let system: DenseCholesky
  private let vector: UnsafeMutablePointer<Float>
  private let weights: UnsafeMutablePointer<Float>
  private let reached: UnsafeMutablePointer<Int32>
  private let strips: UnsafeMutablePointer<Float>
  private let loads: UnsafeMutablePointer<Float>

  init(_ storage: borrowing CoupledSystem, _ space: CoarseSpace) {
    groupCount = storage.groupCount
    operation = space.factor.matrix.base
    entryStart = space.entryStart.base
    entryGroup = space.entryGroup.base
    entryWeights = space.entryWeights.base
    system = DenseCholesky(size: storage.size, matrix: storage.matrix.base, inverse: storage.inverse.base)
    vector = storage.vector.base
    weights = storage.weights.base
    reached = storage.reached.base
    strips = storage.strips.base
    loads = storage.loads.base
  }

  private var modes: Int { CoarseSpace.modes * groupCount }
  /// First unknown of a hand's tool.
  @inline(__always) private func first(_ hand: Int) -> Int { modes + BodyMatrix.size * hand }

  /// Whether there are so many ties that the tick is better solved here.
  func isWorthwhile(_ contact: ContactSolver) -> Bool {
    guard groupCount > 0 else { return false }
    var count = 0
    for i in 0..<contact.tieCount where contact.ties[i].isActive && !contact.ties[i].isLight { count += 1 }
    return count > Self.fewTies
  }

  // MARK: The operator of the tick

  /// Makes the factor.
  /// - Parameters:
  ///   - samples: near the tools in this tick.
  ///   - tools: each hand's own stiffness.
  func prepare(_ contact: ContactSolver, samples: Int, tools: InlineArray<2, BodyMatrix>) {
    copyOperator()
    var tools = tools
    for i in 0..<samples {
      guard let point = contact.evaluate(i), point.touches else { continue }
      let face = contact.faces + 6 * (Int(contact.sample[i]) >> 4)
      let share = contact.sampleWeights + 8 * (Int(contact.sample[i]) & 15)
      var mask: UInt64 = 0
      for a in 0..<6 { carry(Int(face[a]), share[a], &mask) }
      let who = ContactOwner(rawValue: contact.owner[i])
      let body = contact.body(who.hand)
      var arm = Vector3.zero
      var jawArm = Vector3.zero
      if !body.isBall {
        let p = contact.samplePosition(i)
        arm = p - body.pose.center
        jawArm = body.jawArm(p, who.part)
      }
      tools[who.hand].add(
        normal: point.normalStiffness, tangential: point.tangentialStiffness, along: point.normal, arm: arm,
        jawArm: jawArm)
      let k = point.stiffness.columns
      for c in 0..<3 {
        let load = BodyVector(force: k[c], arm: arm, jawArm: jawArm)
        for u in 0..<BodyMatrix.size { loads[8 * c + u] = load[u] }
      }
      add(k, mask, hand: who.hand)
    }
    for i in 0..<contact.tieCount {
      let tie = contact.ties + i
      guard tie.pointee.isActive, let point = contact.evaluate(contact.tieBase + i) else { continue }
      var mask: UInt64 = 0
      for a in 0..<TissueTie.vertexCount { carry(Int(tie.pointee.vertex[a]), tie.pointee.weight[a], &mask) }
      add(point.stiffness.columns, mask, hand: nil)
    }
    for h in 0..<2 {
      for j in 0..<BodyMatrix.size {
        for i in j..<BodyMatrix.size { system.entry(first(h) + i, first(h) + j).pointee = tools[h][i, j] }
      }
    }
    system.factor()
  }

  /// A, and nothing yet for the tools; padding is held by 1.
  private func copyOperator() {
    let n = modes
    for j in 0..<system.size {
      let begin = j & ~15
      let column = system.entry(0, j)
      var i = begin
      if j < n {
        (column + begin).update(from: operation + j * n + begin, count: n - begin)
        i = n
      }
      while i < system.size {
        column[i] = 0
        i += 1
      }
    }
    for i in (n + 2 * BodyMatrix.size)..<system.size { system.entry(i, i).pointee = 1 }
  }

  /// Adds a vertex that carries a sample to the sample's weights on the groups.
  @inline(__always) private func carry(_ v: Int, _ share: Float, _ mask: inout UInt64) {
    for e in Int(entryStart[v])..<Int(entryStart[v + 1]) {
      let g = Int(entryGroup[e])
      mask |= 1 << UInt64(g)
      for m in 0..<4 { weights[4 * g + m] += share * entryWeights[4 * e + m] }
    }
  }

  /// Adds E'K E of a sample for its weights on the groups in `mask`, and forgets these.
  /// - Parameters:
  ///   - axes: columns of K.
  ///   - hand: whose tool the sample touches; takes -J'K E from `loads`, the tool's load for each column of K.
  private func add(_ axes: InlineArray<3, Vector3>, _ mask: UInt64, hand: Int?) {
    var count = 0
    var rest = mask
    while rest != 0 {
      let g = rest.trailingZeroBitCount
      rest &= rest - 1
      reached[count] = Int32(g)
      for c in 0..<3 {
        let strip = strips + 48 * count + 16 * c
        for m in 0..<4 {
          let w = weights[4 * g + m]
          strip[3 * m] = w * axes[c].x
          strip[3 * m + 1] = w * axes[c].y
          strip[3 * m + 2] = w * axes[c].z
        }
      }
      count += 1
    }
    for b in 0..<count {
      let h = Int(reached[b])
      for q in 0..<4 {
        let s = Lanes(weights[4 * h + q])
        for c in 0..<3 {
          let j = CoarseSpace.modes * h + 3 * q + c
          for a in b..<count {
            // Twelve rows; the last four lanes of a strip are zero.
            let rows = system.entry(CoarseSpace.modes * Int(reached[a]), j)
            let strip = strips + 48 * a + 16 * c
            fma(s, Lanes(at: strip), Lanes(at: rows)).store(at: rows)
            fma(s, Lanes(at: strip + 8), Lanes(at: rows + 8)).store(at: rows + 8)
          }
          if let hand {
            // Seven rows; the last lane of a load is zero.
            let rows = system.entry(first(hand), j)
            fnma(s, Lanes(at: loads + 8 * c), Lanes(at: rows)).store(at: rows)
          }
        }
      }
    }
    for b in 0..<count { for m in 0..<4 { weights[4 * Int(reached[b]) + m] = 0 } }
  }

  // MARK: A correction

  /// Solves for the forces left over.
  ///
  /// - Parameters:
  ///   - vectors: the parts of the coarse right-hand side, [parts][C][4][4]; the first takes the correction, with zero in the
  ///     fourth places.
  ///   - tools: the force left over on each hand's tool; takes its motion.
  func correct(_ vectors: UnsafeMutablePointer<Float>, parts: Int, tools: inout InlineArray<2, BodyVector>) {
    for i in modes..<system.size { vector[i] = 0 }
    for c in 0..<groupCount {
      for k in 0..<4 {
        for i in 0..<3 {
          var sum = vectors[16 * c + 4 * k + i]
          for p in 1..<max(parts, 1) { sum += vectors[16 * (p * groupCount + c) + 4 * k + i] }
          vector[12 * c + 3 * k + i] = sum
        }
      }
    }
    for h in 0..<2 { for i in 0..<BodyMatrix.size { vector[first(h) + i] = tools[h][i] } }
    system.solve(vector)
    for c in 0..<groupCount {
      for k in 0..<4 {
        for i in 0..<3 { vectors[16 * c + 4 * k + i] = vector[12 * c + 3 * k + i] }
        vectors[16 * c + 4 * k + 3] = 0
      }
    }
    for h in 0..<2 { for i in 0..<BodyMatrix.size { tools[h][i] = vector[first(h) + i] } }
  }
}

extension SymmetricBlock {
  fileprivate var columns: InlineArray<3, Vector3> {
    [Vector3(xx, xy, xz), Vector3(xy, yy, yz), Vector3(xz, yz, zz)]
  }
}
