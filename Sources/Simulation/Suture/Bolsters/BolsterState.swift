public import SimMath

/// The changing part of the bolsters on one thread. Owned by one thread of execution at a time; all storage is made here.
public struct BolsterState: ~Copyable {
  let bodies: FixedBuffer<BolsterBody>
  /// [bolsters][`BolsterModel.bedCapacity`].
  let rests: FixedBuffer<BolsterRest>

  init(_ models: [BolsterModel]) {
    bodies = FixedBuffer(models.map { BolsterBody($0) })
    rests = FixedBuffer(count: BolsterModel.bedCapacity * models.count, repeating: BolsterRest())
  }

  public var count: Int { bodies.count }
  public func model(_ b: Int) -> BolsterModel { bodies[b].model }
  /// Where a bolster is; its origin is the centre of mass.
  public func frame(_ b: Int) -> RigidFrame { bodies[b].frame }
  /// Of the centre of mass, m/s.
  public func velocity(_ b: Int) -> Vector3D { bodies[b].velocity }
  /// Force of the tissue on a bolster after the last tick, N.
  public func press(_ b: Int) -> Vector3D { bodies[b].press }
  public func isClamped(_ b: Int) -> Bool { bodies[b].isClamped }
  var firstSnare: Int? { (0..<count).first { bodies[$0].model.kind == .snare } }
  /// Where thread goes in and out, m: mouths in the order of the model's arcs.
  public func mouth(_ k: Int, of b: Int) -> Vector3D {
    precondition(k >= 0 && k < BolsterModel.mouthCount)
    return bodies[b].mouth(k)
  }
  /// Middle of the underside, m.
  public func underside(_ b: Int) -> Vector3D {
    bodies[b].frame.world(Vector3D(0, -0.5 * bodies[b].model.size.y, 0))
  }

  @inline(__always) func rest(_ b: Int, _ k: Int) -> UnsafeMutablePointer<BolsterRest> {
    rests.base + (BolsterModel.bedCapacity * b + k)
  }

  /// Ties of bolsters to tissue.
  static func tieCount(_ bolsters: Int) -> Int { BolsterModel.bedCapacity * bolsters }
}
