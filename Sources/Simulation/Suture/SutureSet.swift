/// The sutures of a scene in one place of fixed size.
struct SutureSet: ~Copyable {
  let base: UnsafeMutablePointer<SutureState>
  let count: Int

  /// - Parameter neighbours: of the scene's tissue; nil only without sutures.
  init(_ models: [SutureModel], _ neighbours: TissueNeighbours?, vertices: UnsafeMutablePointer<Float>) {
    count = models.count
    base = .allocate(capacity: max(1, count))
    for (k, model) in models.enumerated() {
      (base + k).initialize(to: SutureState(model: model, neighbours!, vertices: vertices))
    }
  }

  deinit {
    base.deinitialize(count: count)
    base.deallocate()
  }

  var hasNeedle: Bool {
    for s in 0..<count where base[s].needle.exists { return true }
    return false
  }

  var meetTissue: Bool {
    for s in 0..<count where base[s].model.meetsTissue { return true }
    return false
  }

  var haveBolsters: Bool {
    for s in 0..<count where base[s].bolsters.count > 0 { return true }
    return false
  }
  /// Whether something of them lies on tissue.
  var needSurface: Bool { meetTissue || haveBolsters }

  /// Ties of all sutures that a tick can have.
  static func tieCount(_ models: [SutureModel]) -> Int { models.reduce(0) { $0 + $1.tieCount } }
}
