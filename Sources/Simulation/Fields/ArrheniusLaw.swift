import SimMath

/// How fast heat changes tissue for good: dOmega/dt = A exp(-E / RT), one process of the first order. At Omega = 1 it has come
/// to 63% (1 - 1/e) of all molecules or cells: what counts as coagulated here.
///
/// Henriques and Moritz (1947), "Studies of thermal injury", Am. J. Pathol. 23:531.
public struct ArrheniusLaw: Equatable, Sendable, BitwiseCopyable {
  /// A, 1/s, greater than 0.
  public var frequency: Double
  /// E, J/mol, greater than 0.
  public var energy: Double

  public init(frequency: Double, energy: Double) {
    self.frequency = frequency
    self.energy = energy
  }

  /// An artery's wall turns white: A 5.6e63 1/s, E 430 kJ/mol. Agah, Pearce, Welch and Motamedi (1994), "Rate process model for
  /// arterial tissue thermal damage", Lasers Surg. Med. 15:176; the numbers as others cite them. At 70 degrees C it takes 50 s, at
  /// 80 degrees C 0.7 s. For heart muscle an assumption.
  public static var artery: ArrheniusLaw { ArrheniusLaw(frequency: 5.6e63, energy: 4.3e5) }
  /// A burn through the outer skin: A 3.1e98 1/s, E 628 kJ/mol (Henriques and Moritz 1947). At 60 degrees C it takes 1 s. Known
  /// to fit their own data badly over 53 degrees C (Diller, Hayes and Blake 1991); cells die of less heat than it takes to turn a
  /// vessel white.
  public static var skin: ArrheniusLaw { ArrheniusLaw(frequency: 3.1e98, energy: 6.28e5) }

  /// J/(mol K), exact since 2019.
  public static var gasConstant: Double { 8.314_462_618 }
  /// 0 degrees C, K.
  public static var iceKelvin: Double { 273.15 }

  /// dOmega/dt at a temperature in degrees C, 1/s.
  @inline(__always) public func rate(_ celsius: Double) -> Double {
    frequency * Trigonometry.exp(-energy / (Self.gasConstant * (celsius + Self.iceKelvin)))
  }

  /// The temperature at which damage goes on at a rate (1/s, less than the frequency), degrees C.
  func temperature(rate: Double) -> Double {
    energy / (Self.gasConstant * Trigonometry.log(frequency / rate)) - Self.iceKelvin
  }

  var isSound: Bool { [frequency, energy].allSatisfy { $0.isFinite && $0 > 0 } }
}
