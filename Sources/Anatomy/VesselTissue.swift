public import Simulation

/// What a part of the vessel is made of: an elastic material, with a viscosity beside it if it has one, and what it does
/// to a needle.
public struct VesselTissue: Equatable, Sendable {
  public var material: Material
  /// Nil for none, which also costs a tick nothing.
  public var viscosity: KelvinVoigt?
  public var puncture: PunctureResistance

  /// - Parameters:
  ///   - youngsModulus: Pa, greater than 0.
  ///   - poissonRatio: in (0, 0.5).
  ///   - density: kg/m3, greater than 0.
  ///   - viscosity: Pa s, at least 0.
  public init(
    youngsModulus: Double, poissonRatio: Double, density: Double, viscosity: Double = 0,
    puncture: PunctureResistance = .aorta
  ) {
    material = Material(youngsModulus: youngsModulus, poissonRatio: poissonRatio, density: density)
    self.viscosity = viscosity > 0 ? KelvinVoigt(viscosity: viscosity) : nil
    self.puncture = puncture
  }

  /// The material points of a mesh that is made of it throughout: four to a tetrahedron.
  func points(of mesh: TissueMesh) -> [MaterialPoint] {
    var point = MaterialPoint(material: material, puncture: puncture)
    point.law.viscosity = viscosity
    return [MaterialPoint](repeating: point, count: 4 * mesh.tetrahedra.count)
  }
}
