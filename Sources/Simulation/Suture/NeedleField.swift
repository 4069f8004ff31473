import SimMath

/// The tissue as a needle meets it after a tick.
struct NeedleField {
  /// Positions now and as loaded, [N][4] m.
  let vertices: UnsafeMutablePointer<Float>
  let rest: UnsafeMutablePointer<Float>
  let tetrahedra: UnsafeMutablePointer<Int32>
  let neighbours: UnsafeMutablePointer<Int32>
  let surface: NeedleSurface
  let tick: UInt64

  func position(_ p: TissuePlace) -> Vector3D { Vector3D(p.tie(tetrahedra).place(vertices)) }
  func loaded(_ p: TissuePlace) -> Vector3D { Vector3D(p.tie(tetrahedra).place(rest)) }
  /// - Returns: whether the place has come to the tissue's border.
  func move(_ p: inout TissuePlace, by way: Vector3D) -> Bool {
    p.move(by: Vector3(way), vertices: vertices, tetrahedra: tetrahedra, neighbours: neighbours)
  }
}
