import SimMath

/// How tissue conducts, stores and loses heat, and what heat does to it. Temperatures are in degrees C.
///
/// Pennes (1948), "Analysis of tissue and arterial blood temperatures in the resting human forearm", J. Appl. Physiol. 1:93:
/// rho c dT/dt = div(k grad T) + w rho_b c_b (T_b - T) + q. What the tissue's own metabolism gives is left out: it is 1e-4 of what
/// cautery does.
public struct TissueHeat: Equatable, Sendable, BitwiseCopyable {
  /// rho, kg/m3, greater than 0.
  public var density: Double
  /// c, J/(kg K), greater than 0.
  public var capacity: Double
  /// k, W/(m K), greater than 0.
  public var conductivity: Double
  /// w, blood that comes to a volume of tissue each second, 1/s, at least 0; none to what is coagulated.
  public var perfusion: Double
  /// rho_b c_b of blood, J/(m3 K), greater than 0.
  public var bloodCapacity: Double
  /// T_b, greater than 0 and less than `boiling`: also of the tissue at the start.
  public var blood: Double
  /// Where the tissue's water boils; it gets no warmer before all of it is gone.
  public var boiling: Double
  /// What boiling away all water of a volume takes, J/m3, greater than 0.
  public var latent: Double
  /// When it is coagulated.
  public var damage: ArrheniusLaw

  public init(
    density: Double = 1060, capacity: Double = 3600, conductivity: Double = 0.5, perfusion: Double = 0.017,
    bloodCapacity: Double = 3.8e6, blood: Double = 37, boiling: Double = 100, latent: Double = 1.8e9,
    damage: ArrheniusLaw = .artery
  ) {
    self.density = density
    self.capacity = capacity
    self.conductivity = conductivity
    self.perfusion = perfusion
    self.bloodCapacity = bloodCapacity
    self.blood = blood
    self.boiling = boiling
    self.latent = latent
    self.damage = damage
  }

  /// Soft tissue with the flow of heart muscle at rest. Density, capacity and conductivity are usual for muscle and vessels
  /// (Duck 1990, "Physical properties of tissue", from memory: 3,300 to 3,700 J/(kg K), 0.48 to 0.56 W/(m K)); perfusion is
  /// 1 mL/min for each gram of heart muscle; latent heat is 2.257 MJ/kg of a share of water of 0.75. That a vessel's wall has the
  /// same is an assumption, as is that the blood inside does not cool it.
  public static var soft: TissueHeat { TissueHeat() }

  /// rho c, J/(m3 K).
  var volumetric: Double { density * capacity }

  /// Why it cannot be used; nil if it can.
  var fault: String? {
    let positive = [density, capacity, conductivity, bloodCapacity, latent, blood]
    guard positive.allSatisfy({ $0.isFinite && $0 > 0 }), perfusion.isFinite, perfusion >= 0 else {
      return "every constant of heat must be finite and positive, and the perfusion at least 0"
    }
    guard blood < boiling, boiling <= 200 else {
      return "water must boil over the blood's temperature, by 200 degrees C"
    }
    return damage.isSound ? nil : "the law of damage needs a positive frequency and energy"
  }

  func combine(into h: inout StateHash) {
    for x in [
      density, capacity, conductivity, perfusion, bloodCapacity, blood, boiling, latent, damage.frequency,
      damage.energy,
    ] { h.combine(x.bitPattern) }
  }
}
