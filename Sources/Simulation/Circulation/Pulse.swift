import SimMath

/// Where the heart is in its beat; part of the simulation state.
struct Pulse: Equatable {
  /// Phase of the beat in [0, 1).
  var phase: Double
  /// Change of the phase in a tick.
  var rate: Double

  /// On the upstroke at mean pressure, where the mesh as loaded is in equilibrium.
  init(_ parameters: PulseParameters) {
    phase = 0.175
    rate = parameters.heartRate * 1e-3
  }

  /// Advances by a tick and returns the pressure, Pa. A new beat draws its own length.
  ///
  /// The curve rises by half a cosine over 35% of the beat and falls by half a cosine over the rest, so that its mean
  /// is midway and its slope has no jumps.
  mutating func advance(_ parameters: PulseParameters, _ random: inout Random) -> Double {
    phase += rate
    if phase >= 1 {
      phase -= 1
      let factor = max(0.5, min(2, 1 + parameters.variability * random.normal()))
      rate = parameters.heartRate * 1e-3 / factor
    }
    return pressure(parameters)
  }

  /// Pressure at the present phase, Pa.
  func pressure(_ parameters: PulseParameters) -> Double {
    let rise = PulseParameters.rise
    let s =
      phase < rise
      ? 0.5 - 0.5 * Trigonometry.cos(Double.pi * phase / rise)
      : 0.5 + 0.5 * Trigonometry.cos(Double.pi * (phase - rise) / (1 - rise))
    return parameters.diastolic + (parameters.systolic - parameters.diastolic) * s
  }
}
