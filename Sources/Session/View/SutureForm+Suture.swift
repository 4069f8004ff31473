import Frames
import SimMath
import Simulation

extension SutureForm {
  /// A suture of the simulation, as it is shown.
  init(_ suture: SutureModel) {
    let needle = suture.needle.map {
      Needle(
        curveRadius: Float($0.shape.radius), wireRadius: Float($0.wireRadius), arc: Float($0.shape.angle))
    }
    self.init(
      vertexCount: suture.thread.vertexCount, radius: Float(0.5 * suture.thread.material.diameter),
      kind: .polypropylene, needle: needle, bolsters: suture.bolsters.map { BolsterForm($0) })
  }
}

extension BolsterForm {
  /// A bolster of the simulation, as it is shown.
  init(_ bolster: BolsterModel) {
    self.init(
      kind: bolster.kind == .pledget ? .pledget : .snare, size: Vector3(bolster.size), spacing: Float(bolster.spacing))
  }
}

extension SutureState {
  /// Writes the numbers of ``SutureForm`` from a place on, and moves it behind them. Does not allocate.
  func copyForm(into numbers: UnsafeMutableBufferPointer<Float>, at next: inout Int) {
    func put(_ v: Vector3D) {
      guard next + 3 <= numbers.count else { return }
      numbers[next] = Float(v.x)
      numbers[next + 1] = Float(v.y)
      numbers[next + 2] = Float(v.z)
      next += 3
    }
    for i in 0..<model.thread.vertexCount { put(thread.position(i)) }
    for i in 0..<model.thread.segmentCount where next < numbers.count {
      numbers[next] = thread.isBroken(i) ? 1 : 0
      next += 1
    }
    func put(_ frame: RigidFrame) {
      put(frame.origin)
      put(frame.x)
      put(frame.y)
    }
    if needle.exists { put(needle.frame) }
    for b in 0..<bolsters.count { put(bolsters.frame(b)) }
  }
}
