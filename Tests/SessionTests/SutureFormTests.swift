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

  /// A thread's needle and what it runs through come after it, each with its middle and axes.
  @Test func bolstersAreShownWhereTheyLie() throws {
    let felt = BolsterForm(kind: .pledget, size: Vector3(0.007, 0.001_5, 0.003), spacing: 0.003)
    let tube = BolsterForm(kind: .snare, size: Vector3(0.005, 0.1, 0.005), spacing: 0.003)
    let form = SutureForm(
      vertexCount: 3, radius: 1e-4, kind: .polypropylene, needle: .init(curveRadius: 0.005, wireRadius: 0.000_2, arc: 2.3),
      bolsters: [felt, tube])
    func lying(_ x: Float) -> [Float] { [x, 0, 0, 0, 2, 0, -1, 0, 0] }
    let numbers: [Float] = [0, 0, 0, 1, 0, 0, 2, 0, 0, 0, 0] + lying(7) + lying(8) + lying(9)
    #expect(form.count == numbers.count)
    let shown = form.read(numbers)
    #expect(shown.needle?.pose.position.x == 7)
    #expect(shown.bolsters.map(\.form) == [felt, tube] && shown.bolsters.map(\.pose.position.x) == [8, 9])
    let along = shown.bolsters[0].pose.orientation.rotate(Vector3(1, 0, 0))
    #expect((along - Vector3(0, 1, 0)).length < 1e-6, "\(along)")
  }
}
