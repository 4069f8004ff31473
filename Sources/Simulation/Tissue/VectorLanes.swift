/// Eight vectors at once.
struct VectorLanes {
  var x, y, z: Lanes

  @inline(__always) func dot(_ v: VectorLanes) -> Lanes { fma(x, v.x, fma(y, v.y, z * v.z)) }
}
