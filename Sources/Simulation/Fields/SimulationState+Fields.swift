public import Frames
import SimMath

/// Suction and standing blood.
extension SimulationState {
  /// Before a tick: each hand's line follows its finger, and blood runs in and is drawn away.
  mutating func advanceFields(_ model: SimulationModel, _ inputs: InlineArray<2, HandInput>) {
    if model.hasSuction {
      for h in 0..<model.hands {
        let suction = body(model, h).constants.suction
        control.hands[h].suction = suction.map { $0.next(control.hands[h].suction, grip: inputs[h].grip) } ?? 0
      }
    }
    guard let field = model.blood else { return }
    var outflow = 0.0
    for h in 0..<model.hands { outflow += draw(model, field, h) }
    control.blood = field.next(control.blood, inflow: bleeding(model), outflow: outflow)
  }

  /// Blood that a hand's sucker takes, m3/s: all that it can with its opening a radius deep, less as the surface comes down
  /// to the opening.
  private func draw(_ model: SimulationModel, _ field: BloodField, _ h: Int) -> Double {
    guard let suction = body(model, h).constants.suction, control.hands[h].tool.placed else { return 0 }
    let deep = field.level(of: control.blood) - Double(toolPose(model, h).position.y)
    return Double(suction.flow * control.hands[h].suction) * min(1, max(0, deep / Double(suction.radius)))
  }

  /// What the pull of suckers has stored after a tick, J.
  func suctionEnergy(_ model: SimulationModel) -> Double {
    let solver = contactSolver(model)
    var sum = 0.0
    for i in 0..<contact.count { sum += solver.suctionEnergy(i) }
    return sum
  }

  /// How far a hand's sucker draws, 0 to 1; 0 for another instrument.
  public func suction(ofHand h: Int) -> Float { control.hands[h].suction }
  /// Blood that stands in the field, m3; 0 in a scene without.
  public var bloodVolume: Double { control.blood }

  /// Blood that stands in the field, as it is shown; nil in a scene without.
  public func bloodPool(_ model: SimulationModel) -> BloodPool? {
    guard let field = model.blood else { return nil }
    var pool = BloodPool(level: Float(field.level(of: control.blood)), brightness: Float(field.brightness))
    var most = 0.0
    for h in 0..<model.hands {
      guard let suction = body(model, h).constants.suction else { continue }
      let taken = draw(model, field, h)
      // One that does not draw yet is told too, so that a view which blends two moments finds it in its place.
      guard taken > most || (most == 0 && pool.sucker == .zero) else { continue }
      most = taken
      pool.sucker = toolPose(model, h).position
      pool.suction = taken > 0 ? Float(taken) / suction.flow : 0
    }
    return pool
  }
}
