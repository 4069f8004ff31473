import Frames
import SimMath

/// How pale the surface is where it is or was pressed: the blood of the vasa leaves at once and comes back in a second.
///
/// Only for the eye; the simulation knows nothing of it.
struct Pallor: Sendable {
  /// Ticks from one update to the next.
  static let interval: UInt64 = 8
  /// Time in which the blood comes back by a factor of e, s. Capillary refill takes one to two seconds in all.
  private static let refill: Float = 0.6
  /// Radius of the pale patch, m, and the force at which it is wholly pale, N. Assumptions.
  private static let radius: Float = 0.009
  private static let fullForce: Float = 1.5

  private let surface: [Int32]
  private let rest: [Float]
  /// [N], 0 as ever to 1 with no blood.
  private(set) var values: [Float]

  init(_ surface: TissueSurface) {
    self.surface = Set(surface.faces).sorted()
    rest = surface.rest
    values = [Float](repeating: 0, count: surface.vertexCount)
  }

  /// Takes in what happened after every `interval` ticks, or after so many times that.
  mutating func update(_ output: StepOutput, intervals: UInt64 = 1) {
    let keep = max(0, 1 - Float(intervals * Self.interval) * Tick.duration / Self.refill)
    let press = output.status.contains(.inContact) ? min(1, output.normalForce / Self.fullForce) : 0
    for v in surface {
      let i = Int(v)
      let d = Vector3(rest[4 * i], rest[4 * i + 1], rest[4 * i + 2]) - output.contactSite
      let near = max(0, 1 - d.lengthSquared / (Self.radius * Self.radius))
      values[i] = max(values[i] * keep, press * near * near)
    }
  }
}
