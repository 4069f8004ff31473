/// Contact between the tools and the tissue. The anchors of friction pass from tick to tick; the rest is scratch.
struct ContactState: ~Copyable {
  /// How many samples touched at the end of the last tick.
  var anchorCount = 0
  /// Their keys (see `ContactOwner`), ascending; [capacity].
  let anchorKey: FixedBuffer<Int32>
  /// Where each would rest without friction force: beside a ball's centre in world axes, or in the axes of the
  /// instrument's part, m; [capacity][4].
  let anchor: FixedBuffer<Float>

  /// Samples near the tools in this tick; one that is near several parts is there once for each.
  var count = 0
  let sample: FixedBuffer<Int32>
  /// Whom each is near: `ContactOwner.rawValue`; [capacity].
  let owner: FixedBuffer<Int32>
  /// Present position of each, m; [capacity][4].
  let position: FixedBuffer<Float>
  /// Anchor of each, and 1 in the fourth component where there is one; [capacity][4].
  let hold: FixedBuffer<Float>
  /// Where each was when it was found, and how far from the tool, m; 0 where a sucker pulls; [capacity][4].
  let clearance: FixedBuffer<Float>
  /// What a sucker pulls each with at its surface, N; 0 for most; [capacity].
  let pull: FixedBuffer<Float>

  /// Vertices that carry samples: slot of each vertex or -1; [N].
  let vertexSlot: FixedBuffer<Int16>
  var slotCount = 0
  /// Vertex and first entry of each slot; [capacity].
  let slotVertex: FixedBuffer<Int32>
  let slotHead: FixedBuffer<Int32>
  /// Entries (sample in this tick, next entry) and their weights; [6 capacity].
  let entrySample: FixedBuffer<Int32>
  let entryNext: FixedBuffer<Int32>
  let entryWeight: FixedBuffer<Float>
  var entryCount = 0

  /// What ties tissue to things beside the tools. Their positions and entries lie after those of all samples.
  let ties: FixedBuffer<TissueTie>
  var tieCount = 0

  /// - Parameter ties: most ties at once.
  init(vertexCount: Int, hands: Int, ties tieCapacity: Int = 0) {
    let n = hands * ContactModel.capacity
    let entries = 6 * n + TissueTie.vertexCount * tieCapacity
    anchorKey = FixedBuffer(count: n, repeating: -1)
    anchor = FixedBuffer(count: 4 * n, repeating: 0)
    sample = FixedBuffer(count: n, repeating: -1)
    owner = FixedBuffer(count: n, repeating: 0)
    position = FixedBuffer(count: 4 * (n + tieCapacity), repeating: 0)
    hold = FixedBuffer(count: 4 * n, repeating: 0)
    clearance = FixedBuffer(count: 4 * n, repeating: 0)
    pull = FixedBuffer(count: n, repeating: 0)
    vertexSlot = FixedBuffer(count: vertexCount, repeating: -1)
    slotVertex = FixedBuffer(count: entries, repeating: -1)
    slotHead = FixedBuffer(count: entries, repeating: -1)
    entrySample = FixedBuffer(count: entries, repeating: 0)
    entryNext = FixedBuffer(count: entries, repeating: -1)
    entryWeight = FixedBuffer(count: entries, repeating: 0)
    ties = FixedBuffer(count: tieCapacity, repeating: TissueTie())
  }

  /// Forgets the anchors of a hand, which has taken another tool.
  mutating func release(hand: Int) {
    var kept = 0
    for i in 0..<anchorCount where ContactOwner(key: anchorKey[i]).hand != hand {
      anchorKey[kept] = anchorKey[i]
      for k in 0..<4 { anchor[4 * kept + k] = anchor[4 * i + k] }
      kept += 1
    }
    anchorCount = kept
  }
}
