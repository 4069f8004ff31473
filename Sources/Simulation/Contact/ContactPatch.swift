/// Scratch of the coarse treatment of contact: the samples that touch when the tick's coarse operator is made, the
/// vertices that carry them, and the compliance of the coarse tissue between those vertices.
struct ContactPatch: ~Copyable {
  /// Most vertices of a patch for each hand; samples on further ones are left out of the coarse operator.
  static var verticesPerHand: Int { 96 }
  /// Most vertices of ties; ties on further ones are left out of the coarse operator.
  static var verticesOfTies: Int { 48 }
  let vertexCapacity: Int
  /// Samples that there is room for.
  let sampleCapacity: Int
  /// Floats of a row of the compliance, a multiple of eight.
  var stride: Int { 3 * vertexCapacity }

  /// Vertices of the patch; [capacity].
  let vertex: FixedBuffer<Int32>
  /// Place of each contact slot's vertex in the patch, -1 for none; [slots].
  let slotPlace: FixedBuffer<Int16>
  /// P A_c^-1 P' between the vertices of the patch, m/N; [3 capacity][stride].
  let compliance: FixedBuffer<Float>
  /// Samples of the patch (numbers of this tick's samples); [samples].
  let sample: FixedBuffer<Int32>
  /// Places in the patch of the six vertices of each sample, or ten of each tie, and their weights; [samples][16].
  let place: FixedBuffer<Int16>
  let weight: FixedBuffer<Float>
  /// Normal (3) and the roots of normal and tangential stiffness of each sample, and for one on an instrument its arm
  /// from the centre of mass (3) and its way for a unit of the jaws' angle (3); [samples][11 of 16].
  let law: FixedBuffer<Float>
  /// Hand of each sample, 2 for a tie, whose other side stands still; [samples].
  let hand: FixedBuffer<UInt8>
  /// Vectors of the conjugate gradients, [5][3 samples], and force and displacement of the patch, [2][stride].
  let vectors: FixedBuffer<Float>
  let fields: FixedBuffer<Float>

  init(hands: Int, ties: Int = 0) {
    let n = hands * ContactModel.capacity + ties
    let c = hands * Self.verticesPerHand + min(TissueTie.vertexCount * ties, Self.verticesOfTies)
    vertexCapacity = c
    sampleCapacity = n
    vertex = FixedBuffer(count: c, repeating: -1)
    slotPlace = FixedBuffer(count: TissueTie.vertexCount * n, repeating: -1)
    compliance = FixedBuffer(count: 9 * c * c, repeating: 0)
    sample = FixedBuffer(count: n, repeating: -1)
    place = FixedBuffer(count: 16 * n, repeating: -1)
    weight = FixedBuffer(count: 16 * n, repeating: 0)
    law = FixedBuffer(count: 16 * n, repeating: 0)
    hand = FixedBuffer(count: n, repeating: 0)
    vectors = FixedBuffer(count: 5 * 3 * n, repeating: 0)
    fields = FixedBuffer(count: 6 * c, repeating: 0)
  }
}
