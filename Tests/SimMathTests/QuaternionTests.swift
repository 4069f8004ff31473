import SimMath
import Testing

@Suite struct QuaternionTests {
  @Test func turnsOneDirectionToAnother() {
    var random = Random(seed: 2)
    for _ in 0..<1000 {
      let a = Vector3(Float(random.normal()), Float(random.normal()), Float(random.normal()))
      let b = Vector3(Float(random.normal()), Float(random.normal()), Float(random.normal()))
      let q = Quaternion(from: a, to: b)
      #expect((q.rotate(a.normalized) - b.normalized).length < 5e-6)
      #expect(((q * q.conjugate).rotate(b) - b).length < 1e-5 * b.length)
    }
    // Opposite directions too.
    let q = Quaternion(from: Vector3(0, 1, 0), to: Vector3(0, -1, 0))
    #expect((q.rotate(Vector3(0, 1, 0)) - Vector3(0, -1, 0)).length < 1e-6)
  }

  @Test func angleIsThatOfTheRotation() {
    #expect(abs(Quaternion(axis: Vector3(0, 0, 1), angle: 1).angle - 1) < 1e-6)
  }
}
