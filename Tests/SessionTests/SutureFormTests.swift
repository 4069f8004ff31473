import Frames
import SimMath
import Simulation
import Testing

@testable import Session

@Suite struct SutureFormTests {
  /// A thread that has been cut is shown in its pieces; what is shorter than a segment is not.
  @Test func aCutThreadIsShownInPieces() {
    let form = SutureForm(vertexCount: 6, radius: 1e-4, kind: .polypropylene, needle: nil)
    let places = (0..<6).flatMap { i -> [Float] in [Float(i), 0, 0] }
    func pieces(_ cut: [Float]) -> [[Float]] {
      form.read(places + cut).thread.map { line in stride(from: 0, to: line.vertices.count, by: 3).map { line.vertices[$0] } }
    }
    #expect(form.count == places.count + 5)
    #expect(pieces([0, 0, 0, 0, 0]) == [[0, 1, 2, 3, 4, 5]])
    // Between two moments of a live view a cut is under way.
    #expect(pieces([0, 0, 0.25, 0, 0]) == [[0, 1, 2], [3, 4, 5]])
    #expect(pieces([1, 0, 0, 1, 1]) == [[1, 2, 3]])
  }
}
