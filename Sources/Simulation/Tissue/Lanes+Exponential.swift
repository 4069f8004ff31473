import CSIMD

extension Lanes {
  @inline(__always) static func minimum(_ a: Lanes, _ b: Lanes) -> Lanes { Lanes(f8_min(a.v, b.v)) }
  @inline(__always) static func maximum(_ a: Lanes, _ b: Lanes) -> Lanes { Lanes(f8_max(a.v, b.v)) }

  /// e^x - 1 of each lane, within two units in the last place of the larger of e^x and 1; the argument is held between -80
  /// and 40, so that laws of tissue stay finite however a tool crushes them.
  @inline(__always) static func exponentialLessOne(_ argument: Lanes) -> Lanes {
    let x = minimum(maximum(argument, Lanes(-80)), Lanes(40))
    let n = Lanes(f8_round((x * Lanes(1.442_695_04)).v))
    // ln 2 in two parts: the first has nine bits, so that n times it is exact.
    let r = fnma(n, Lanes(-2.121_944_4e-4), fnma(n, Lanes(0.693_359_375), x))
    var p = Lanes(1.0 / 5040)
    p = fma(p, r, Lanes(1.0 / 720))
    p = fma(p, r, Lanes(1.0 / 120))
    p = fma(p, r, Lanes(1.0 / 24))
    p = fma(p, r, Lanes(1.0 / 6))
    p = fma(p, r, Lanes(0.5))
    p = fma(p, r, Lanes(1))
    let scale = Lanes(f8_power_of_two(n.v))
    return fma(scale, p * r, scale - Lanes(1))
  }
}
