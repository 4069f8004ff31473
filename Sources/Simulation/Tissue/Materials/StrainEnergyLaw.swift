public import SimMath

/// A law whose energy is a convex function of Green and Lagrange's strain E = (F'F - I)/2.
///
/// Conforming types give the second Piola-Kirchhoff stress S = dW/dE and its change; what `HyperelasticLaw` asks for
/// follows: P = F S and dP = dF S + F dS.
public protocol StrainEnergyLaw: HyperelasticLaw {
  /// W(E), J/m3.
  func energy(strain e: Matrix3D) -> Double
  /// S = dW/dE, Pa, symmetric.
  func secondPiola(strain e: Matrix3D) -> Matrix3D
  /// The change of S for a small symmetric change of E. W is convex: the double contraction with the change is not
  /// negative.
  func secondPiolaChange(strain e: Matrix3D, _ change: Matrix3D) -> Matrix3D
}

extension StrainEnergyLaw {
  /// E = (F'F - I)/2.
  public static func strain(_ f: Matrix3D) -> Matrix3D { 0.5 * (f.transpose * f - .identity) }

  public func energy(_ f: Matrix3D) -> Double { energy(strain: Self.strain(f)) }

  public func stress(_ f: Matrix3D) -> Matrix3D { f * secondPiola(strain: Self.strain(f)) }

  public func stressChange(_ f: Matrix3D, _ change: Matrix3D) -> Matrix3D {
    let e = Self.strain(f)
    let a = f.transpose * change
    return change * secondPiola(strain: e) + f * secondPiolaChange(strain: e, 0.5 * (a + a.transpose))
  }

  /// u'Bu = dE : d2W : dE + max(0, g.Sg) |u|^2 with dE the symmetric part of (F'u) g': the first term is never negative
  /// for a convex W, and only the second, which falls below zero under compression, is cut.
  public func localHessian(_ f: Matrix3D, _ gradient: Vector3D) -> Matrix3D {
    let e = Self.strain(f)
    let t = f.transpose
    func column(_ axis: Vector3D) -> Vector3D {
      let a = Matrix3D.outer(t * axis, gradient)
      return f * (secondPiolaChange(strain: e, 0.5 * (a + a.transpose)) * gradient)
    }
    let pull = max(0, gradient.dot(secondPiola(strain: e) * gradient))
    return Matrix3D(
      columns: column(Vector3D(1, 0, 0)), column(Vector3D(0, 1, 0)), column(Vector3D(0, 0, 1)))
      + pull * .identity
  }
}
