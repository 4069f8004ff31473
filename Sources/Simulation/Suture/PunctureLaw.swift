/// What tissue does to a needle that is driven into it along its own arc, against an elastic half space with a back wall.
///
/// The surface gives way under the tip like a spring until the force reaches the threshold; then it opens, the force falls to
/// what cutting and the friction of the length inside need, and grows with that length; past the back wall the
/// tip cuts nothing and friction alone is left. Backwards only friction holds. Friction is Coulomb's, the tissue's own
/// spring being its elastic part, so that no cycle gives back more work than it took. A path off the arc bends the
/// channel like a spring up to a tear force, beyond which the channel widens. (Phases after Okamura et al. 2004: stiffness
/// before puncture, friction and cutting after.)
public struct PunctureLaw: Equatable, Sendable {
  /// Of the surface under the tip and of the tissue around the channel, N/m.
  public var stiffness: Double
  /// Its friction is less than `stiffness`.
  public var tissue: PunctureResistance
  /// Length of arc in tissue from surface to back wall, m.
  public var thickness: Double
  /// Force per way off the arc, N/m.
  public var lateralStiffness: Double

  public init(stiffness: Double, tissue: PunctureResistance, thickness: Double, lateralStiffness: Double) {
    precondition(stiffness > tissue.friction && tissue.fault == nil && thickness > 0)
    self.stiffness = stiffness
    self.tissue = tissue
    self.thickness = thickness
    self.lateralStiffness = lateralStiffness
  }

  /// An aortic wall of 3 mm under a 5-0 taper point; its stiffnesses are assumptions.
  public static var aorta: PunctureLaw {
    PunctureLaw(stiffness: 600, tissue: .aorta, thickness: 0.003, lateralStiffness: 500)
  }

  public var threshold: Double { tissue.threshold }
  public var cutting: Double { tissue.cutting }
  public var friction: Double { tissue.friction }
  public var tearForce: Double { tissue.tearForce }

  public enum Phase: UInt8, BitwiseCopyable, Sendable {
    /// The tip is in the air, dents the surface, is in the tissue, or came out at the back.
    case outside, denting, inside, through
  }

  public struct State: BitwiseCopyable, Equatable, Sendable {
    public internal(set) var phase = Phase.outside
    /// How far the tissue around the needle has been taken along the arc, m; the force is `stiffness` x it.
    public internal(set) var dent = 0.0
    /// Arc from the place of entry to the tip, m.
    public internal(set) var depth = 0.0
    /// How far the tip is from the surface at rest along the arc, m; negative in the air.
    public internal(set) var advance = 0.0
    /// How far the channel has been torn wider, m, with the work of tearing, J.
    public internal(set) var torn = 0.0
    public internal(set) var tearWork = 0.0
    /// Largest force before the tip went in, N.
    public internal(set) var peak = 0.0

    /// - Parameter advance: of the tip from the surface along the arc, m; at most 0.
    public init(advance: Double = 0) {
      precondition(advance <= 0)
      self.advance = advance
    }

    /// Of the arc, in tissue, m.
    public func length(in law: PunctureLaw) -> Double { min(depth, law.thickness) }
  }

  /// Moves the needle along its arc.
  /// - Parameter way: m, positive towards the tip.
  /// - Returns: force of the tissue on the needle against the way of its tip, N.
  public func move(_ state: inout State, by way: Double) -> Double {
    state.advance += way
    switch state.phase {
    case .outside, .denting:
      // The surface follows the tip while it presses.
      state.dent = max(0, state.advance)
      state.phase = state.dent > 0 ? .denting : .outside
      state.peak = max(state.peak, min(threshold, stiffness * state.dent))
      if stiffness * state.dent > threshold {
        state.phase = .inside
        settle(&state)
      }
    case .inside, .through:
      state.dent += way
      settle(&state)
    }
    return stiffness * state.dent
  }

  /// Lets the tip cut on, or the needle slide, until the tissue's pull is what cutting and friction bear.
  private func settle(_ state: inout State) {
    let inTissue = state.length(in: self)
    let pull = stiffness * state.dent
    let ahead = state.depth < thickness ? cutting + friction * inTissue : friction * thickness
    if pull > ahead {
      // Inside, each piece of way adds friction; the back wall ends that.
      var slide = 0.0
      if state.depth < thickness {
        slide = min((pull - ahead) / (stiffness + friction), thickness - state.depth)
      }
      let left = pull - stiffness * slide
      if state.depth + slide >= thickness && left > friction * thickness {
        slide += (left - friction * thickness) / stiffness
      }
      state.depth += slide
      state.dent -= slide
    } else if pull < -friction * inTissue {
      var slide = max(0, state.depth - thickness)
      slide = min(slide, (-friction * inTissue - pull) / stiffness)
      let left = pull + stiffness * slide
      if state.depth - slide <= thickness && left < -friction * inTissue {
        slide += (-friction * inTissue - left) / (stiffness - friction)
      }
      state.depth -= slide
      state.dent += slide
    }
    if state.depth <= 0 {
      // Pulled out: the next time the surface is met anew.
      state.phase = .outside
      state.depth = 0
      state.dent = 0
    } else {
      state.phase = state.depth > thickness ? .through : .inside
    }
  }

  /// Holds the needle back from leaving its channel.
  /// - Parameter offset: distance of the channel's middle from the arc, m, at least 0.
  /// - Returns: force towards the channel, N, at most `tearForce`; what is torn stays torn.
  public func hold(_ state: inout State, offset: Double) -> Double {
    guard state.phase == .inside || state.phase == .through else { return 0 }
    let force = lateralStiffness * max(0, offset - state.torn)
    guard force > tearForce else { return force }
    let wider = offset - tearForce / lateralStiffness - state.torn
    state.torn += wider
    state.tearWork += tearForce * wider
    return tearForce
  }
}
