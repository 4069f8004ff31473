import SimMath

/// The tissue as a needle meets it after a tick.
struct NeedleField {
  /// Positions now and as loaded, [N][4] m.
  let vertices: UnsafeMutablePointer<Float>
  let rest: UnsafeMutablePointer<Float>
  let paths: TissuePaths
  let surface: TissueBorder
  let tick: UInt64

  func position(_ p: TissuePlace) -> Vector3D { Vector3D(p.tie(paths.tetrahedra).place(vertices)) }
  func loaded(_ p: TissuePlace) -> Vector3D { Vector3D(p.tie(paths.tetrahedra).place(rest)) }
  /// The way out of the tissue at a place of a face, now and as loaded.
  func normal(_ face: Int32, _ p: TissuePlace) -> Vector3D { surface.normal(face, p, vertices, paths) }
  func loadedNormal(_ face: Int32, _ p: TissuePlace) -> Vector3D { surface.normal(face, p, rest, paths) }
  /// - Returns: whether the place has come to the tissue's border.
  func move(_ p: inout TissuePlace, by way: Vector3D) -> Bool {
    p.move(by: Vector3(way), vertices: vertices, paths)
  }
}
