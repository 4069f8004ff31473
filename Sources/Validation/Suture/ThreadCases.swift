import SimMath
import Simulation

/// The thread alone against closed forms.
public enum ThreadCases {
  /// A thread without weight in bending, for answers of strings.
  static func limp(_ size: SutureSize = .size5_0) -> ThreadMaterial {
    var m = ThreadMaterial(size, .polypropylene)
    m.bendingStiffness = 1e-13
    m.torsionalStiffness = 1e-13
    return m
  }

  /// A thread that always springs back.
  static func elastic(_ size: SutureSize = .size5_0) -> ThreadMaterial {
    var m = ThreadMaterial(size, .polypropylene)
    m.yieldCurvature = .infinity
    return m
  }

  static func line(_ from: Vector3D, _ to: Vector3D) -> [Vector3D] { [from, to] }

  // MARK: Stretch

  /// Strain of a thread of 150 mm under a pull (N).
  public static func stretch(_ size: SutureSize, pull: Double = 2) -> Double {
    var material = ThreadMaterial(size, .polypropylene)
    // Thin threads break before: the question is about stretching.
    material.strength = 100
    let model = ThreadModel(material: material, segments: 300, length: 0.15, gravity: .zero)
    var state = ThreadState(model: model, along: [.zero, Vector3D(1, 0, 0)])
    state[guide: 0] = ThreadGuide(at: 0, position: .zero)
    state[guide: 1] = ThreadGuide(at: 0.15, position: Vector3D(0.15, 0, 0))
    // The far end is drawn until it bears the pull.
    for _ in 0..<600 {
      let force = -state[guide: 1].force.x
      state[guide: 1].position += Vector3D(0.2 * (pull - force) * 0.15 / material.axialStiffness, 0, 0)
      _ = state.advance(model)
    }
    return (state.position(300) - state.position(0)).length / 0.15 - 1
  }

  // MARK: Catenary

  /// Sag of a limp thread of 150 mm between two places of one height, 100 mm apart, m.
  public static func catenary() -> (ours: Double, reference: Double) {
    let model = ThreadModel(material: limp(), segments: 300, length: 0.15)
    // Laid as a V.
    var state = ThreadState(model: model, along: [.zero, Vector3D(0.05, 0, -0.055_902), Vector3D(0.1, 0, 0)])
    state[guide: 0] = ThreadGuide(at: 0, position: .zero)
    state[guide: 1] = ThreadGuide(at: 0.15, position: Vector3D(0.1, 0, 0))
    // Nothing damps a limp thread in air: it is stopped now and then.
    for k in 0..<3000 {
      _ = state.advance(model)
      if k % 20 == 0 { for i in 0...300 { state.setVelocity(.zero, of: i) } }
    }
    // Half the length = a sinh(half the span / a).
    var (low, high) = (1e-3, 1.0)
    for _ in 0..<100 {
      let a = 0.5 * (low + high)
      if a * sinh(0.05 / a) > 0.075 { low = a } else { high = a }
    }
    return (-state.position(150).z, low * (cosh(0.05 / low) - 1))
  }

  static func cosh(_ x: Double) -> Double { 0.5 * (Trigonometry.exp(x) + Trigonometry.exp(-x)) }
  static func sinh(_ x: Double) -> Double { 0.5 * (Trigonometry.exp(x) - Trigonometry.exp(-x)) }

  // MARK: Capstan

  /// Ratio of the two tensions of a limp thread that is drawn over a fixed cylinder of 5 mm radius by half a turn, and
  /// that of Euler and Eytelwein for the angle it is wound by.
  public static func capstan(friction: Double) -> (ours: Double, reference: Double) {
    let radius = 0.005
    let material = limp()
    let model = ThreadModel(material: material, segments: 240, length: 0.12, gravity: .zero)
    let r = radius + 0.5 * material.diameter
    var points: [Vector3D] = [Vector3D(-r, -0.04, 0)]
    for k in 0...60 {
      let (s, c) = Trigonometry.sincos(Double.pi * (1 - Double(k) / 60))
      points.append(Vector3D(1.002 * r * c, 1.002 * r * s, 0))
    }
    points.append(Vector3D(r, -0.08, 0))
    var state = ThreadState(model: model, along: points)
    state[obstacle: 0] = .capsule(
      from: Vector3D(0, 0, -0.02), to: Vector3D(0, 0, 0.02), radius: radius, friction: friction)
    let (first, last) = (state.position(0), state.position(240))
    // A soft spring of a pull of about half a newton on the one side, a hand on the other.
    state[guide: 0] = ThreadGuide(at: 0, position: first + Vector3D(0, -0.05, 0), stiffness: 10)
    state[guide: 1] = ThreadGuide(at: 0.12, position: last)
    var sum = 0.0
    for k in 0..<2400 {
      state[guide: 1].position += Vector3D(0, -0.5e-6, 0)
      _ = state.advance(model)
      if k >= 2000 { sum += state[guide: 1].force.length / state[guide: 0].force.length }
    }
    return (sum / 400, Trigonometry.exp(friction * Double.pi))
  }

  /// Ratio of the two tensions of a limp thread that is drawn round two right angles, each in a guide with friction,
  /// and Euler's and Eytelwein's for half a turn.
  public static func capstanThroughGuides(friction: Double) -> (ours: Double, reference: Double) {
    let model = ThreadModel(material: limp(), segments: 200, length: 0.1, gravity: .zero)
    let corners = [Vector3D(0, -0.04, 0), .zero, Vector3D(0.02, 0, 0), Vector3D(0.02, -0.05, 0)]
    var state = ThreadState(model: model, along: corners)
    // A soft spring of a pull of about half a newton on the one side, a hand on the other.
    state[guide: 0] = ThreadGuide(at: 0, position: corners[0] + Vector3D(0, -0.05, 0), stiffness: 10)
    state[guide: 1] = ThreadGuide(at: 0.1, position: state.position(200))
    state[guide: 2] = ThreadGuide(at: 0.04, position: corners[1], grip: 0, friction: friction)
    state[guide: 3] = ThreadGuide(at: 0.06, position: corners[2], grip: 0, friction: friction)
    var sum = 0.0
    for k in 0..<2400 {
      state[guide: 1].position += Vector3D(0, -2e-6, 0)
      _ = state.advance(model)
      if k >= 1400 { sum += state[guide: 1].force.length / state[guide: 0].force.length }
    }
    return (sum / 1000, Trigonometry.exp(friction * Double.pi))
  }

  // MARK: Buckling

  /// Force of a thread of 30 mm, clamped at both ends, whose ends have been pressed together by half a percent, N.
  public static func buckling() -> (ours: Double, reference: Double) {
    let material = elastic()
    let length = 0.03
    let model = ThreadModel(material: material, segments: 100, length: length, gravity: .zero)
    let x = Vector3D(1, 0, 0)
    // Bent by a hair, so that it knows where to.
    var state = ThreadState(
      model: model,
      along: (0...50).map {
        Vector3D(0.03 * Double($0) / 50, 1e-6 * Trigonometry.sin(0.02 * Double.pi * Double($0)), 0)
      })
    let clamp = 100 * material.bendingStiffness / model.segmentLength
    state[guide: 0] = ThreadGuide(at: 0, position: .zero, direction: x, alignment: clamp)
    state[guide: 1] = ThreadGuide(at: length, position: length * x, direction: x, alignment: clamp)
    for k in 0..<3000 {
      state[guide: 1].position = (length * (1 - 0.005 * min(1, Double(k) / 1000))) * x
      _ = state.advance(model)
    }
    // Elastica clamped at both ends: P = 4 pi2 EI / L2 (1 + shortening / (2 L) + ...), of the length without the
    // clamped segments' halves.
    let free = length - model.segmentLength
    let critical = 4 * Double.pi * Double.pi * material.bendingStiffness / (free * free)
    return (state[guide: 1].force.x, critical * (1 + 0.5 * 0.005))
  }

  // MARK: Twist

  /// Torque at which a clamped straight thread of 30 mm, one of whose ends may slide along itself, leaves its line, N
  /// m.
  public static func twisting() -> (ours: Double, reference: Double) {
    var material = elastic()
    // Damping holds back what grows slowly just beyond the critical torque.
    material.relaxationTime = 0.001
    let length = 0.03
    // A little weight, to have something that can grow.
    let model = ThreadModel(material: material, segments: 110, length: 0.033, gravity: Vector3D(0, -0.5, 0))
    let x = Vector3D(1, 0, 0)
    var state = ThreadState(model: model, along: [.zero, x])
    let clamp = 100 * material.bendingStiffness / model.segmentLength
    state[guide: 0] = ThreadGuide(at: 0, position: .zero, direction: x, alignment: clamp, holdsTwist: true)
    state[guide: 1] = ThreadGuide(
      at: length, position: length * x, grip: 1e-7, direction: x, alignment: clamp, holdsTwist: true)
    let free = length - model.segmentLength
    let critical = 8.986_818_9 * material.bendingStiffness / free
    let angle = critical * length / material.torsionalStiffness
    var torque = 0.0
    for k in 0..<20_000 {
      state[guide: 1].roll = angle * (0.9 + 0.2 * Double(k) / 20_000)
      _ = state.advance(model)
      let p = state.position(50)
      torque = material.torsionalStiffness * state[guide: 1].roll / state[guide: 1].arc
      if (p.y * p.y + p.z * p.z).squareRoot() > 0.02 * length { break }
    }
    return (torque, critical)
  }

  /// Twist that a clamped thread takes up when its end's direction goes once round a cone of 60 degrees: the cone's
  /// solid angle (Fuller 1978), rad.
  public static func coning() -> (ours: Double, reference: Double) {
    let material = elastic()
    let model = ThreadModel(material: material, segments: 100, length: 0.05, gravity: .zero)
    let x = Vector3D(1, 0, 0)
    var state = ThreadState(model: model, along: [.zero, x])
    let clamp = 100 * material.bendingStiffness / model.segmentLength
    state[guide: 0] = ThreadGuide(at: 0, position: .zero, direction: x, alignment: clamp, holdsTwist: true)
    state[guide: 1] = ThreadGuide(
      at: 0.05, position: Vector3D(0.05, 0, 0), direction: x, alignment: clamp, holdsTwist: true)
    let half = Double.pi / 3
    for k in 0..<3000 {
      let opening = half * min(1, Double(k) / 500) * min(1, Double(3000 - k) / 500)
      let turn = 2 * Double.pi * max(0, min(1, Double(k - 500) / 2000))
      let (s, c) = Trigonometry.sincos(opening)
      let (st, ct) = Trigonometry.sincos(turn)
      let d = Vector3D(c, s * ct, s * st)
      state[guide: 1].direction = d
      state[guide: 1].position = (0.025 * x) + 0.025 * d
      _ = state.advance(model)
    }
    return (abs(state[guide: 0].holonomy), 2 * Double.pi * (1 - Trigonometry.cos(half)))
  }

  // MARK: Motion

  /// Period of the small swing of a limp thread of 100 mm hung at one end, s.
  public static func pendulum() -> (ours: Double, reference: Double) {
    let model = ThreadModel(material: limp(), segments: 100, length: 0.1)
    // The first mode's shape, small: J0(2.4048 sqrt(s / L)) with s from the free end.
    var state = ThreadState(
      model: model,
      along: (0...200).map { k in
        let s = 1 - Double(k) / 200
        return Vector3D(0.002 * bessel(2.404_825_557_7 * s.squareRoot()), 0, -0.1 * Double(k) / 200)
      })
    state[guide: 0] = ThreadGuide(at: 0, position: state.position(0))
    var crossings: [Double] = []
    var last = state.position(100).x
    for k in 1...3000 {
      _ = state.advance(model)
      let now = state.position(100).x
      if (last < 0) != (now < 0) { crossings.append(Double(k) - now / (now - last)) }
      last = now
    }
    guard crossings.count >= 5 else { return (0, 1) }
    let period = 1e-3 * 2 * (crossings[4] - crossings[0]) / 4
    return (period, 2 * Double.pi * 2 / 2.404_825_557_7 * (0.1 / 9.81).squareRoot())
  }

  /// Bessel's function J0 for |x| < 3, by its series.
  static func bessel(_ x: Double) -> Double {
    var sum = 1.0
    var term = 1.0
    for k in 1..<20 {
      term *= -0.25 * x * x / Double(k * k)
      sum += term
    }
    return sum
  }

  /// A stiff thread let go into a swing and a fall on a plane with friction: the largest energy that a tick makes from
  /// nothing, and how much of the energy at the start is left or accounted for at the end, J.
  public static func ledger() -> (made: Double, start: Double) {
    let material = ThreadMaterial(.size2_0, .polypropylene)
    let model = ThreadModel(material: material, segments: 120, length: 0.12)
    var state = ThreadState(
      model: model,
      along: (0...60).map { Vector3D(0.001 * Double($0) * 2, 0.004 * Trigonometry.sin(0.2 * Double($0)), 0.03) })
    state[obstacle: 0] = .halfSpace(through: .zero, normal: Vector3D(0, 0, 1), friction: 0.3)
    state[guide: 0] = ThreadGuide(at: 0, position: state.position(0))
    var made = 0.0
    var before: ThreadEnergy?
    var start = 0.0
    for k in 0..<1500 {
      if k == 700 { state[guide: 0].isActive = false }
      let e = state.advance(model).energy
      if let b = before, k != 700 { made = max(made, e.total - b.total - e.work) }
      if before == nil { start = e.total }
      before = e
    }
    return (made, start)
  }

  // MARK: All

  public static func all(progress: (Double) -> Void = { _ in }) -> [ValidationCase] {
    var cases: [ValidationCase] = []
    func add(_ c: ValidationCase) {
      cases.append(c)
      progress(Double(cases.count) / 18)
    }
    for size in SutureSize.allCases {
      add(
        .absolute(
          id: "thread.stretch-2N.\(size.rawValue)", ours: stretch(size), reference: 0, unit: "-", bound: 0.005,
          source: "inextensible: under half a percent"))
    }
    let c = catenary()
    add(
      .relative(
        id: "thread.catenary", ours: c.ours, reference: c.reference, unit: "m", bound: 0.005,
        source: "catenary: half length = a sinh(half span / a)"))
    for mu in [0.1, 0.2, 0.3] {
      let r = capstan(friction: mu)
      add(
        .relative(
          id: "thread.capstan-\(mu)", ours: r.ours, reference: r.reference, unit: "-", bound: 0.03,
          source: "Euler-Eytelwein, e^(mu phi), half a turn"))
    }
    for mu in [0.1, 0.3] {
      let r = capstanThroughGuides(friction: mu)
      add(
        .relative(
          id: "thread.capstan-guides-\(mu)", ours: r.ours, reference: r.reference, unit: "-", bound: 0.04,
          source: "Euler-Eytelwein, e^(mu phi), two right angles in guides"))
    }
    let b = buckling()
    add(
      .relative(
        id: "thread.buckling", ours: b.ours, reference: b.reference, unit: "N", bound: 0.02,
        source: "Euler, clamped at both ends, 4 pi2 EI / L2, elastica's first correction"))
    let t = twisting()
    add(
      .relative(
        id: "thread.twist-buckling", ours: t.ours, reference: t.reference, unit: "N m", bound: 0.03,
        source: "Greenhill 1883, clamped ends, no tension: M L / EI = 8.987"))
    let f = coning()
    add(
      .relative(
        id: "thread.coning", ours: f.ours, reference: f.reference, unit: "rad", bound: 0.01,
        source: "Fuller 1978: twist by the solid angle of the end's direction"))
    let p = pendulum()
    add(
      .relative(
        id: "thread.pendulum", ours: p.ours, reference: p.reference, unit: "s", bound: 0.01,
        source: "hanging chain, first zero of J0 (D. Bernoulli)"))
    let e = ledger()
    add(
      .absolute(
        id: "thread.energy-made", ours: e.made / e.start, reference: 0, unit: "-", bound: 0.01,
        source: "a tick's energy less the work done, share of the start"))
    return cases
  }
}
