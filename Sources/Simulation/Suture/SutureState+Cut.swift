import SimMath

/// What a cut of the tissue does to a thread in it.
extension SutureState {
  /// Takes punctures and channel to the side of a cut that they are on. After a cut.
  /// - Parameter count: slots that there were before it.
  mutating func followCut(since count: Int, _ paths: TissuePaths) {
    for k in 0..<punctures.count { paths.follow(&punctures.base[k], since: count) }
    for k in 0..<needle.nodes.count where needle.nodes[k].status != .free {
      paths.follow(&needle.nodes.base[k].place, since: count)
    }
    if needle.tip.phase != .free { paths.follow(&needle.tip.place, since: count) }
    bolsters.followCut(since: count, paths)
  }

  /// Whether all its places are in slots that are in use.
  func lies(within count: Int) -> Bool {
    for k in 0..<punctures.count where Int(punctures[k].element) >= count { return false }
    for k in 0..<needle.nodes.count where Int(needle.nodes[k].place.element) >= count { return false }
    return Int(needle.tip.place.element) < count && bolsters.lie(within: count)
  }

  /// How far beside a blade's edge a hole is opened, m: as far as hole and blade are thick.
  private var hole: Float {
    let width = max(model.thread.material.diameter, needle.exists ? needle.model.shape.wireDiameter : 0)
    return Float(0.5 * width) + Self.blade
  }

  /// Lets the thread and the needle out of the holes that a blade goes through.
  ///
  /// - Parameters:
  ///   - positions: after the tick; `previous`: before it, [N][4] m.
  mutating func open(
    _ blade: BladeSweep, _ paths: TissuePaths, positions: UnsafeMutablePointer<Float>,
    previous: UnsafeMutablePointer<Float>
  ) {
    func meets(_ place: TissuePlace) -> Bool {
      let tie = place.tie(paths.tetrahedra)
      return blade.passes((tie.place(previous), tie.place(positions)), within: hole)
    }
    for k in 0..<punctures.count where isThreaded(k) && meets(punctures[k]) {
      thread[guide: SutureModel.hands + k].isActive = false
      thread[guide: SutureModel.hands + k].force = .zero
    }
    for k in 0..<needle.nodes.count where needle.nodes[k].status != .free && meets(needle.nodes[k].place) {
      needle.nodes.base[k].status = .free
    }
  }
}
