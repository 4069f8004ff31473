import Frames

/// One slow press of a device's handle into a scene, as forces over depth.
struct Press {
  /// While the handle goes in, in the order of time.
  let samples: [ClosedLoop.Sample]

  /// m/s: slow enough that neither damping nor the tissue's inertia shows.
  static let speed = 0.005
  /// The hand that presses: a firm pinch.
  static var hand: HandModel { HandModel.all.first { $0.id == "firm" }! }

  /// - Parameter force: that the hand would reach on a rigid wall, N.
  init(_ built: HapticScene.Built, device: DeviceModel, force: Double) {
    let travel =
      0.005 + force * (1 / Self.hand.stiffness.value + 1 / max(100, device.couplingStiffness.value))
    let down = travel / Self.speed + 0.3
    let options = ClosedLoop.Options(
      seconds: 0.5 + down, cycle: 10 * (0.5 + down), delay: 0.001, stallsPerSecond: 0, press: force,
      approach: Self.speed, wait: 0.5)
    var list: [ClosedLoop.Sample] = []
    _ = ClosedLoop(built, device: device, hand: Self.hand, options: options).run(observe: { sample in
      if sample.contact > 0 { list.append(sample) }
      return true
    })
    samples = list
  }

  /// Stiffness between two forces on the tool (N) by least squares, N/m: of `force` over `depth`; nil where the press
  /// does not reach. The force on the tool chooses the samples because it is smooth: the motors' force jumps with every
  /// encoder step, and samples chosen by it would flatten its own slope.
  func stiffness(
    contact range: ClosedRange<Double>, _ depth: (ClosedLoop.Sample) -> Double, _ force: (ClosedLoop.Sample) -> Double
  ) -> Double? {
    let list = samples.filter { range.contains($0.contact) }
    guard list.count > 20 else { return nil }
    let n = Double(list.count)
    let (mx, my) = (list.reduce(0) { $0 + depth($1) } / n, list.reduce(0) { $0 + force($1) } / n)
    var (xx, xy) = (0.0, 0.0)
    for s in list {
      let dx = depth(s) - mx
      xx += dx * dx
      xy += dx * (force(s) - my)
    }
    return xx > 0 ? xy / xx : nil
  }
}
