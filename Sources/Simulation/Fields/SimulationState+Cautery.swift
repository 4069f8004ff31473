import Frames
import SimMath

/// Cautery: buttons, current and heat.
extension SimulationState {
  /// After a tick's motion: buttons follow fingers, electrodes warm what they touch, and heat goes on by a tick.
  mutating func cauterise(
    _ model: SimulationModel, _ inputs: InlineArray<2, HandInput>, _ output: inout StepOutput
  ) {
    for h in 0..<model.hands {
      let cautery = control.hands[h].tool.placed ? body(model, h).constants.cautery : nil
      press(
        model, h, cautery, isOn: cautery != nil && Cautery.isOn(control.hands[h].cautery.isOn, grip: inputs[h].grip),
        &output)
      if let cautery, control.hands[h].cautery.isOn { warm(model, h, cautery) }
    }
    heat.advance()
  }

  /// Takes over a button, and says when it was pressed and what has come of it when it is let go.
  private mutating func press(
    _ model: SimulationModel, _ h: Int, _ cautery: Cautery?, isOn: Bool, _ output: inout StepOutput
  ) {
    let before = control.hands[h].cautery
    // Another pencil is another activation.
    let changed = before.isOn && before.tool != control.hands[h].tool.tool
    guard isOn != before.isOn || changed else { return }
    let pose = toolPose(model, h)
    if before.isOn {
      var burn = before.burn
      burn.endTick = output.tick.rawValue
      burn.volume = heat.coagulated() - before.coagulated
      burn.collateral = heat.coagulated(beyond: Double(before.margin)) - before.collateral
      output.append(
        Event(kind: .cauteryEnded, tool: before.tool, site: Vector3(burn.site), pose: pose, hand: UInt8(h)), burn)
      control.hands[h].cautery = CauteryState()
    }
    guard isOn, let cautery else { return }
    var now = CauteryState()
    now.isOn = true
    now.tool = control.hands[h].tool.tool
    now.margin = cautery.margin
    now.burn.tick = output.tick.rawValue
    now.coagulated = heat.coagulated()
    now.collateral = heat.coagulated(beyond: Double(cautery.margin))
    control.hands[h].cautery = now
    output.append(Event(kind: .cauteryBegan, tool: now.tool, pose: pose, hand: UInt8(h)))
  }

  /// One tick of current from a hand's electrode, if it touches. What stands in blood gives to the blood the share of its height
  /// that is under the surface.
  private mutating func warm(_ model: SimulationModel, _ h: Int, _ cautery: Cautery) {
    let pose = toolPose(model, h)
    let middle = pose.position + pose.orientation.rotate(Vector3(0, cautery.radius, 0))
    guard touches(model, h, middle, within: cautery.radius + Cautery.contactGap) else { return }
    let dry = model.blood.map { 1 - $0.cover(middle, radius: cautery.radius, volume: control.blood) } ?? 1
    guard dry > 0 else { return }
    let warming = heat.warm(
      tissue.positions.base, around: middle, cautery, heat: 0.001 * Double(cautery.power) * dry)
    if !control.hands[h].cautery.burn.hasTouched {
      control.hands[h].cautery.burn.site = Vector3D(model.tissue.restPosition(warming.nearest))
    }
    control.hands[h].cautery.burn.energy += warming.given
    control.hands[h].cautery.burn.peak = max(control.hands[h].cautery.burn.peak, warming.peak)
  }

  /// Whether a hand's instrument presses on a place of the surface that is no further than `reach` (m) from a point.
  private func touches(_ model: SimulationModel, _ h: Int, _ point: Vector3, within reach: Float) -> Bool {
    let solver = contactSolver(model)
    for i in 0..<contact.count where ContactOwner(rawValue: contact.owner[i]).hand == h {
      guard (solver.samplePosition(i) - point).lengthSquared < reach * reach else { continue }
      if let touch = solver.evaluate(i), touch.touches { return true }
    }
    return false
  }

  /// Whether a hand's cautery is on.
  public func isCauteryOn(hand h: Int) -> Bool { control.hands[h].cautery.isOn }
  /// What bleeds into the field now, m3/s: what the scene says, and its vessels that are not coagulated.
  public func bleeding(_ model: SimulationModel) -> Double {
    (model.blood?.bleeding ?? 0) + (model.hasHeat ? heat.bleeding : model.openBleeding)
  }

  /// Writes how burnt each vertex of the mesh is, and how much of it blood covers, both 0 to 1 as they are shown, in turn. White
  /// up to 0.3, which is coagulated, brown with half of its water gone, then black; blood about each vessel that bleeds.
  /// Nothing for a scene without cautery. Not for the tick.
  ///
  /// - Parameter numbers: [N][2] at least; nothing is written into fewer.
  public func writeHarm(into numbers: UnsafeMutableBufferPointer<Float>) {
    let n = heat.model.vertexCount
    guard numbers.count >= 2 * n else { return }
    for v in 0..<n {
      numbers[2 * v] = Float(0.3 * min(1, heat.damage[v]) + 0.7 * heat.boiled[v] * heat.boiled[v])
      numbers[2 * v + 1] = 0
    }
    for s in 0..<heat.model.sourceVertex.count {
      let v = Int(heat.model.sourceVertex[s])
      guard heat.damage[v] < 1 else { continue }
      numbers[2 * v + 1] = 1
      for k in Int(heat.model.start[v])..<Int(heat.model.start[v + 1]) {
        let beside = 2 * Int(heat.model.neighbour[k]) + 1
        numbers[beside] = max(numbers[beside], 0.7)
      }
    }
  }
}
