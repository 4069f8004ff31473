/// What kind of quantity a number is; a length is never read where a pressure is needed.
enum Dimension: CaseIterable {
  case length, pressure, viscosity, density, angle, time, mass, force, impulse, frequency, speed, ratio, inertia, turningStiffness, turningDamping
  case lineForce, flow, power

  /// The SI unit that values are kept in.
  var unit: String {
    switch self {
    case .length: "m"
    case .pressure: "Pa"
    case .viscosity: "Pa s"
    case .density: "kg/m3"
    case .angle: "rad"
    case .time: "s"
    case .mass: "kg"
    case .force: "N"
    case .impulse: "N s"
    case .frequency: "1/s"
    case .speed: "m/s"
    case .ratio: "1"
    case .inertia: "kg m2"
    case .turningStiffness: "N m/rad"
    case .turningDamping: "N m s/rad"
    case .lineForce: "N/m"
    case .flow: "m3/s"
    case .power: "W"
    }
  }

  /// With its article, for error messages.
  var name: String {
    switch self {
    case .length: "a length"
    case .pressure: "a pressure"
    case .viscosity: "a viscosity"
    case .density: "a density"
    case .angle: "an angle"
    case .time: "a time"
    case .mass: "a mass"
    case .force: "a force"
    case .impulse: "an impulse"
    case .frequency: "a rate"
    case .speed: "a speed"
    case .ratio: "a plain number"
    case .inertia: "a moment of inertia"
    case .turningStiffness: "a stiffness against turning"
    case .turningDamping: "a damping of turning"
    case .lineForce: "a force per length"
    case .flow: "a flow"
    case .power: "a power"
    }
  }

  /// How a value is written, for error messages.
  var example: String {
    switch self {
    case .length: "32 mm"
    case .pressure: "80 mmHg"
    case .viscosity: "2500 Pa s"
    case .density: "1060 kg/m3"
    case .angle: "75 deg"
    case .time: "15 min"
    case .mass: "50 g"
    case .force: "2.5 N"
    case .impulse: "3 N s"
    case .frequency: "70 1/min"
    case .speed: "5 mm/s"
    case .ratio: "0.45 1"
    case .inertia: "900 g cm2"
    case .turningStiffness: "4 N m/rad"
    case .turningDamping: "0.02 N m s/rad"
    case .lineForce: "60 N/m"
    case .flow: "50 mL/min"
    case .power: "30 W"
    }
  }
}
