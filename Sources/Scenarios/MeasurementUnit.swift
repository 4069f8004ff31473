/// A unit that an author may write.
struct MeasurementUnit {
  var symbol: String
  var dimension: Dimension
  /// The SI value is the number times `multiplier` over `divisor`. Two whole numbers wherever possible, so that
  /// "32 mm" is exactly the number nearest to 0.032.
  var multiplier: Double
  var divisor: Double

  private init(_ symbol: String, _ dimension: Dimension, times multiplier: Double = 1, over divisor: Double = 1) {
    self.symbol = symbol
    self.dimension = dimension
    self.multiplier = multiplier
    self.divisor = divisor
  }

  static let all: [MeasurementUnit] = [
    MeasurementUnit("m", .length), MeasurementUnit("cm", .length, over: 100),
    MeasurementUnit("mm", .length, over: 1000),
    MeasurementUnit("Pa", .pressure), MeasurementUnit("kPa", .pressure, times: 1000),
    MeasurementUnit("MPa", .pressure, times: 1_000_000),
    // The conventional millimetre of mercury.
    MeasurementUnit("mmHg", .pressure, times: 133.322387415),
    MeasurementUnit("Pa s", .viscosity), MeasurementUnit("kPa s", .viscosity, times: 1000),
    MeasurementUnit("kg/m3", .density), MeasurementUnit("g/cm3", .density, times: 1000),
    MeasurementUnit("rad", .angle), MeasurementUnit("deg", .angle, times: Double.pi, over: 180),
    MeasurementUnit("s", .time), MeasurementUnit("ms", .time, over: 1000), MeasurementUnit("min", .time, times: 60),
    MeasurementUnit("kg", .mass), MeasurementUnit("g", .mass, over: 1000),
    MeasurementUnit("N", .force), MeasurementUnit("mN", .force, over: 1000),
    MeasurementUnit("N s", .impulse),
    MeasurementUnit("1/s", .frequency), MeasurementUnit("Hz", .frequency),
    MeasurementUnit("1/min", .frequency, over: 60),
    MeasurementUnit("m/s", .speed), MeasurementUnit("mm/s", .speed, over: 1000),
    MeasurementUnit("1", .ratio), MeasurementUnit("percent", .ratio, over: 100),
    MeasurementUnit("kg m2", .inertia), MeasurementUnit("g cm2", .inertia, over: 10_000_000),
    MeasurementUnit("N m/rad", .turningStiffness), MeasurementUnit("N m s/rad", .turningDamping),
    MeasurementUnit("N/m", .lineForce),
    MeasurementUnit("m3/s", .flow), MeasurementUnit("mL/min", .flow, over: 60_000_000),
    MeasurementUnit("L/min", .flow, over: 60_000),
    MeasurementUnit("W", .power), MeasurementUnit("mW", .power, over: 1000),
  ]

  static func named(_ symbol: String) -> MeasurementUnit? { all.first { $0.symbol == symbol } }
}
