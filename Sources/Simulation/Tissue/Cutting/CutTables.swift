/// The tables of a body that change when it is cut: copies of those of `TissueModel`, `CoarseSpace`, `SurfaceResponse` and
/// `ContactModel`, with what each cut has added. They follow from `CutState` alone (`CutState.derive`).
struct CutTables: ~Copyable {
  let rest: FixedBuffer<Float>
  let mass: FixedBuffer<Float>
  let isFree: FixedBuffer<UInt8>
  let elements: FixedBuffer<Float>
  let coefficients: FixedBuffer<Float>
  let batches: FixedBuffer<Int32>
  let pairStart: FixedBuffer<Int32>
  let pairs: FixedBuffer<Int32>
  let roundStart: FixedBuffer<Int32>
  let rounds: FixedBuffer<Int32>
  let roundTerms: FixedBuffer<UInt8>
  let shearDiagonal: FixedBuffer<Float>
  let lawPlace: FixedBuffer<Int32>
  let lawTerms: FixedBuffer<UInt8>
  let lawMuscle: FixedBuffer<Int32>
  let lawRows: FixedBuffer<Float>
  let lawFrames: FixedBuffer<Float>
  let entryStart: FixedBuffer<Int32>
  let entryGroup: FixedBuffer<Int32>
  let entryWeights: FixedBuffer<Float>
  let responseIndex: FixedBuffer<Int32>
  let faces: FixedBuffer<Int32>
  let faceRadius: FixedBuffer<Float>
  let sampleStiffness: FixedBuffer<Float>
  let sampleMask: FixedBuffer<UInt16>

  /// Of a body that is whole; empty where nothing can be cut.
  init(_ tissue: TissueModel, _ contact: ContactModel, _ response: SurfaceResponse) {
    let isOn = tissue.cut != nil
    func copy<T>(_ buffer: borrowing FixedBuffer<T>, _ count: Int, padding: T) -> FixedBuffer<T> {
      isOn ? FixedBuffer(buffer, count: count, padding: padding) : FixedBuffer(count: 0, repeating: padding)
    }
    func room<T>(_ count: Int, _ value: T) -> FixedBuffer<T> { FixedBuffer(count: isOn ? count : 0, repeating: value) }
    let (n, t) = (tissue.vertexCount, tissue.tetrahedronCount)
    let space = tissue.coarse
    let roundCount = VertexRounds.capacity(tetrahedra: t)
    let f = contact.faceCount + (tissue.cut?.capacity.faces ?? 0)
    let entries = space.entryGroup.count + (tissue.cut.map { $0.entriesPerVertex * $0.capacity.vertices } ?? 0)
    rest = copy(tissue.rest, 4 * n, padding: 0)
    mass = copy(tissue.mass, n, padding: 0)
    isFree = copy(tissue.isFree, n, padding: 0)
    elements = copy(tissue.elements, tissue.elements.count, padding: 0)
    coefficients = copy(tissue.coefficients, tissue.coefficients.count, padding: 0)
    batches = copy(tissue.batches, tissue.batches.count, padding: -1)
    pairStart = room(n + 1, 0)
    pairs = room(10 * t, 0)
    roundStart = room(tissue.batches.count / 4 + 1, 0)
    rounds = room(VertexRounds.stride * roundCount, 0)
    roundTerms = room(roundCount, 0)
    shearDiagonal = room(n, 0)
    lawPlace = copy(tissue.lawPlace, t, padding: 0)
    lawTerms = copy(tissue.lawTerms, tissue.lawTerms.count, padding: 0)
    lawMuscle = copy(tissue.lawMuscle, tissue.lawMuscle.count, padding: 0)
    lawRows = copy(tissue.lawRows, tissue.lawRows.count, padding: 0)
    lawFrames = copy(tissue.lawFrames, tissue.lawFrames.count, padding: 0)
    entryStart = copy(space.entryStart, n + 1, padding: Int32(space.entryGroup.count))
    entryGroup = copy(space.entryGroup, entries, padding: 0)
    entryWeights = copy(space.entryWeights, 4 * entries, padding: 0)
    responseIndex = copy(response.index, n, padding: -1)
    faces = copy(contact.faces, 6 * f, padding: 0)
    faceRadius = copy(contact.faceRadius, f, padding: 0)
    sampleStiffness = copy(contact.sampleStiffness, 2 * f, padding: 0)
    sampleMask = room(f, 0xffff)
  }
}
