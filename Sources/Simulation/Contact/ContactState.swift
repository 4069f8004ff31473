/// Contact between one tool and the tissue. The anchors of friction pass from tick to tick; the rest is scratch.
struct ContactState: ~Copyable {
  /// How many samples touched at the end of the last tick.
  var anchorCount = 0
  /// Their numbers (16 face + sample), ascending; [capacity].
  let anchorSample: FixedBuffer<Int32>
  /// Where each would rest beside the tool's centre without friction force, m; [capacity][4].
  let anchor: FixedBuffer<Float>

  /// Samples near the tool in this tick.
  var count = 0
  let sample: FixedBuffer<Int32>
  /// Present position of each, m; [capacity][4].
  let position: FixedBuffer<Float>
  /// Anchor of each, and 1 in the fourth component where there is one; [capacity][4].
  let hold: FixedBuffer<Float>

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

  init(vertexCount: Int) {
    let n = ContactModel.capacity
    anchorSample = FixedBuffer(count: n, repeating: -1)
    anchor = FixedBuffer(count: 4 * n, repeating: 0)
    sample = FixedBuffer(count: n, repeating: -1)
    position = FixedBuffer(count: 4 * n, repeating: 0)
    hold = FixedBuffer(count: 4 * n, repeating: 0)
    vertexSlot = FixedBuffer(count: vertexCount, repeating: -1)
    slotVertex = FixedBuffer(count: 6 * n, repeating: -1)
    slotHead = FixedBuffer(count: 6 * n, repeating: -1)
    entrySample = FixedBuffer(count: 6 * n, repeating: 0)
    entryNext = FixedBuffer(count: 6 * n, repeating: -1)
    entryWeight = FixedBuffer(count: 6 * n, repeating: 0)
  }
}
