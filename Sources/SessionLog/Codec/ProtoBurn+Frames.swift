internal import Frames
internal import SimMath

extension ProtoBurn {
  init(_ burn: CauteryBurn) {
    self.init()
    tick = burn.tick
    endTick = burn.endTick
    energy = burn.energy
    peak = burn.peak
    volume = burn.volume
    collateral = burn.collateral
    site = burn.site.packed
  }

  func burn() throws(CodecError) -> CauteryBurn {
    var burn = CauteryBurn()
    burn.tick = tick
    burn.endTick = endTick
    burn.energy = energy
    burn.peak = peak
    burn.volume = volume
    burn.collateral = collateral
    burn.site = try Vector3D(packed: site, "burn site")
    return burn
  }
}
