import SimMath

@testable import Simulation

/// A thread of 7-0 as a running suture of eight stitches through 32 holes, each of which swings on a spring of its own: what sewn
/// edges do, without their tissue.
struct SpringHoles: ~Copyable {
  static let stitches = 8
  /// Of a hole: N/m, kg and N s/m (damped by a tenth of what is critical).
  private static let (stiffness, mass) = (150.0, 1e-4)
  private static let damping = 0.2 * (stiffness * mass).squareRoot()

  let model: ThreadModel
  var state: ThreadState
  private let rests: [Vector3D]
  private var places: [Vector3D]
  private var velocities: [Vector3D]

  /// The hand's place on the thread's last end.
  var hand: Int { rests.count }

  /// Laid without tension, at rest.
  init() {
    var rests: [Vector3D] = []
    for i in 0..<Self.stitches {
      for (y, z) in [(-0.0023, 0.000_35), (-0.0019, -0.000_35), (0.0019, -0.000_35), (0.0023, 0.000_35)] {
        rests.append(Vector3D(0.0015 * Double(i), y, z))
      }
    }
    let end = rests[rests.count - 1] + Vector3D(0.004, 0, 0.03)
    let line = [Vector3D(-0.004, -0.004, 0.002)] + rests + [end]
    var arcs = [0.0]
    for (a, b) in zip(line, line.dropFirst()) { arcs.append(arcs[arcs.count - 1] + (b - a).length) }
    let length = arcs[arcs.count - 1]
    model = ThreadModel(
      material: ThreadMaterial(.size7_0, .polypropylene), segments: Int(1000 * length), length: length, gravity: .zero,
      guides: rests.count + 2, obstacles: 0)
    state = ThreadState(model: model, along: line)
    state.keepBends()
    for (k, rest) in rests.enumerated() {
      state[guide: k] = ThreadGuide(at: arcs[k + 1], position: rest, stiffness: 2000, grip: 0.004, friction: 0.1)
    }
    state[guide: rests.count] = ThreadGuide(at: length, position: end, stiffness: 5000)
    state[guide: rests.count + 1] = ThreadGuide(at: 0, position: line[0])
    self.rests = rests
    places = rests
    velocities = [Vector3D](repeating: .zero, count: rests.count)
    for _ in 0..<400 {
      for i in 0..<state.v.count { state.v[i] *= 0.5 }
      _ = state.advance(model)
    }
  }

  /// A tick of the holes, implicit in their springs and the thread's, and of the thread.
  mutating func advance() -> ThreadOutput {
    let tick = 0.001
    for k in rests.indices {
      let guide = state[guide: k]
      let force = guide.force + Self.stiffness * (rests[k] - places[k]) - (Self.damping + tick * Self.stiffness) * velocities[k]
      let inertia = Self.mass + tick * Self.damping + tick * tick * (Self.stiffness + guide.stiffness)
      velocities[k] = velocities[k] + (tick / inertia) * force
      places[k] = places[k] + tick * velocities[k]
      state[guide: k].position = places[k]
    }
    return state.advance(model)
  }

  /// Pull of the thread at every hole, N.
  var pulls: [Double] { rests.indices.map { state[guide: $0].isActive ? state[guide: $0].force.length : 0 } }
}
