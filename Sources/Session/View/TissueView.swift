import Frames
import Simulation

/// What a view makes of the numbers that a stepper copies: vertices, and the surface of tissue that is cut. Belongs to whoever
/// looks; the surface is made there, and only when the cut has changed.
struct TissueView: Sendable {
  private let maker: CutSurfaceMaker?
  /// How the tissue is cut stands from this number on; nil where nothing can be cut.
  let firstCutWord: Int?
  /// How it is cut; nil where nothing can be.
  private var copy: CutCopy?
  /// Nil while the tissue is whole.
  private(set) var surface: CutSurface?

  /// Of tissue that stays whole.
  init() {
    maker = nil
    firstCutWord = nil
  }

  /// - Parameter firstCutWord: what `SimulationState.copyCut(into:)` writes stands from this number on.
  init(_ model: SimulationModel, firstCutWord: Int) {
    maker = CutSurfaceMaker(model)
    self.firstCutWord = maker == nil ? nil : firstCutWord
  }

  /// Takes in what was copied last.
  mutating func update(_ numbers: UnsafeBufferPointer<Float>) {
    guard let maker, let firstCutWord else { return }
    let words = UnsafeBufferPointer(rebasing: numbers[firstCutWord...])
    guard CutCopy.revision(words) != copy?.revision, let new = CutCopy(words) else { return }
    copy = new
    surface = maker.surface(new)
  }

  /// Completes the numbers of an earlier moment by the doubles that were made since.
  func placeDoubles(since earlier: TissueView, in numbers: inout [Float]) {
    guard let before = earlier.copy, let copy else { return }
    copy.placeDoubles(since: before, in: &numbers)
  }

  /// Numbers of the vertices that cuts have made, after those of the stage.
  var doubleNumbers: Int { 4 * (surface?.origins.count ?? 0) }

  /// Harms a double as the vertex that it was split from, once the snapshot has the harm of the others.
  func putHarm(into snapshot: inout Snapshot) {
    guard let surface, !snapshot.harm.isEmpty else { return }
    snapshot.harm += surface.origins.flatMap { [snapshot.harm[2 * Int($0)], snapshot.harm[2 * Int($0) + 1]] }
  }

  /// Writes how pale each vertex is; a double is as pale as the one that it was split from.
  func put(_ pallor: Pallor, into vertices: inout [Float]) {
    for (i, pale) in pallor.values.enumerated() { vertices[4 * i + 3] = pale }
    guard let surface else { return }
    for (i, origin) in surface.origins.enumerated() {
      vertices[4 * (pallor.values.count + i) + 3] = pallor.values[Int(origin)]
    }
  }
}
