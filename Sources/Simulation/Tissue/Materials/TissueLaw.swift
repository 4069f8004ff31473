public import SimMath

/// What one material point is made of: a passive law, and muscle and viscosity where it has them. Points of one mesh
/// may differ in all of them.
public struct TissueLaw: HyperelasticLaw {
  public enum Passive: Equatable, Sendable, BitwiseCopyable {
    case neoHookean(NeoHookean)
    case mooneyRivlin(MooneyRivlin)
    case guccione(Guccione)
    case holzapfelOgden(HolzapfelOgden)
  }

  public var passive: Passive
  public var active: ActiveFibre?
  /// Not part of the elastic functions below: a solver that steps in time adds its increment.
  public var viscosity: KelvinVoigt?

  public init(_ passive: Passive, active: ActiveFibre? = nil, viscosity: KelvinVoigt? = nil) {
    self.passive = passive
    self.active = active
    self.viscosity = viscosity
  }

  public init(_ material: Material) { self.init(.neoHookean(NeoHookean(material))) }

  /// The constants of a neo-Hookean law; nil for any other.
  public var material: Material? {
    if case .neoHookean(let law) = passive { law.material } else { nil }
  }

  public var volume: VolumeTerm {
    switch passive {
    case .neoHookean(let l): l.volume
    case .mooneyRivlin(let l): l.volume
    case .guccione(let l): l.volume
    case .holzapfelOgden(let l): l.volume
    }
  }

  public func energy(_ f: Matrix3D) -> Double {
    let w =
      switch passive {
      case .neoHookean(let l): l.energy(f)
      case .mooneyRivlin(let l): l.energy(f)
      case .guccione(let l): l.energy(f)
      case .holzapfelOgden(let l): l.energy(f)
      }
    return w + (active?.energy(f) ?? 0)
  }

  public func stress(_ f: Matrix3D) -> Matrix3D {
    let p =
      switch passive {
      case .neoHookean(let l): l.stress(f)
      case .mooneyRivlin(let l): l.stress(f)
      case .guccione(let l): l.stress(f)
      case .holzapfelOgden(let l): l.stress(f)
      }
    return active.map { p + $0.stress(f) } ?? p
  }

  public func stressChange(_ f: Matrix3D, _ change: Matrix3D) -> Matrix3D {
    let p =
      switch passive {
      case .neoHookean(let l): l.stressChange(f, change)
      case .mooneyRivlin(let l): l.stressChange(f, change)
      case .guccione(let l): l.stressChange(f, change)
      case .holzapfelOgden(let l): l.stressChange(f, change)
      }
    return active.map { p + $0.stressChange(f, change) } ?? p
  }

  public func localHessian(_ f: Matrix3D, _ gradient: Vector3D) -> Matrix3D {
    let b =
      switch passive {
      case .neoHookean(let l): l.localHessian(f, gradient)
      case .mooneyRivlin(let l): l.localHessian(f, gradient)
      case .guccione(let l): l.localHessian(f, gradient)
      case .holzapfelOgden(let l): l.localHessian(f, gradient)
      }
    return active.map { b + $0.localHessian(f, gradient) } ?? b
  }
}
