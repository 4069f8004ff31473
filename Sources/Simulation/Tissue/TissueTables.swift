/// Where the kernels find the tables of a body: in its model, or in its state if it can be cut.
struct TissueTables {
  let vertexCount: Int
  let tetrahedronCount: Int
  let mass: UnsafeMutablePointer<Float>
  let isFree: UnsafeMutablePointer<UInt8>
  let tetrahedra: UnsafeMutablePointer<Int32>
  let elements: UnsafeMutablePointer<Float>
  let coefficients: UnsafeMutablePointer<Float>
  let batches: UnsafeMutablePointer<Int32>
  let pairStart: UnsafeMutablePointer<Int32>
  let pairs: UnsafeMutablePointer<Int32>
  let roundStart: UnsafeMutablePointer<Int32>
  let rounds: UnsafeMutablePointer<Int32>
  let roundTerms: UnsafeMutablePointer<UInt8>
  let shearDiagonal: UnsafeMutablePointer<Float>
  let lawPlace: UnsafeMutablePointer<Int32>
  let lawTerms: UnsafeMutablePointer<UInt8>
  let lawMuscle: UnsafeMutablePointer<Int32>
  let lawRows: UnsafeMutablePointer<Float>
  let lawFrames: UnsafeMutablePointer<Float>

  /// Of a body that stays whole.
  init(_ model: TissueModel) {
    vertexCount = model.vertexCount
    tetrahedronCount = model.tetrahedronCount
    mass = model.mass.base
    isFree = model.isFree.base
    tetrahedra = model.tetrahedra.base
    elements = model.elements.base
    coefficients = model.coefficients.base
    batches = model.batches.base
    pairStart = model.pairStart.base
    pairs = model.pairs.base
    roundStart = model.roundStart.base
    rounds = model.rounds.base
    roundTerms = model.roundTerms.base
    shearDiagonal = model.shearDiagonal.base
    lawPlace = model.lawPlace.base
    lawTerms = model.lawTerms.base
    lawMuscle = model.lawMuscle.base
    lawRows = model.lawRows.base
    lawFrames = model.lawFrames.base
  }

  /// Of a body that can be cut.
  init(_ model: TissueModel, _ cut: borrowing CutState) {
    vertexCount = model.vertexCount
    tetrahedronCount = cut.elementCount
    mass = cut.tables.mass.base
    isFree = cut.tables.isFree.base
    tetrahedra = cut.tetrahedra.base
    elements = cut.tables.elements.base
    coefficients = cut.tables.coefficients.base
    batches = cut.tables.batches.base
    pairStart = cut.tables.pairStart.base
    pairs = cut.tables.pairs.base
    roundStart = cut.tables.roundStart.base
    rounds = cut.tables.rounds.base
    roundTerms = cut.tables.roundTerms.base
    shearDiagonal = cut.tables.shearDiagonal.base
    lawPlace = cut.tables.lawPlace.base
    lawTerms = cut.tables.lawTerms.base
    lawMuscle = cut.tables.lawMuscle.base
    lawRows = cut.tables.lawRows.base
    lawFrames = cut.tables.lawFrames.base
  }
}
