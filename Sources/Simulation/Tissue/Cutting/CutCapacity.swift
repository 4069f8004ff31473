/// How much of a body can be cut while it is simulated: storage that is made at load and never grows.
public struct CutCapacity: Hashable, Sendable {
  /// Ten-node tetrahedra that can be cut in two, 1 ... 32,767.
  public let elements: Int

  public init(elements: Int) {
    precondition((1...32_767).contains(elements))
    self.elements = elements
  }

  /// Vertices that cuts can add. Usual: 4 an element; a straight cut through a block takes three.
  var vertices: Int { 4 * elements }
  /// Touchable faces that cuts can add: those of a tetrahedron at a corner of the body.
  var faces: Int { 2 * elements }
  /// Empty batches of each colour of the sweep. Usual: half of the vertices in one of ten colours.
  var batchesPerColour: Int { max(2, vertices / 20 / 8) }
}
