import SimMath

/// A stitch that joins two vessels: a pass through the wall of each, one after the other, or what there is of it.
public struct Stitch: Equatable, Sendable, Codable {
  /// 1 for the first.
  public var number: Int
  /// One or two; never two in the same vessel.
  public var passes: [StitchPass]
  /// Ways through the wall on the other side of the lumen that the needle took along: it sews front and back together.
  public var backWall: [StitchPass] = []
  /// Along the vessel's circumference from the stitch before, m; nil for the first.
  public var advance: Double?

  public var proximal: StitchPass? { passes.first(where: \.isProximal) }
  public var distal: StitchPass? { passes.first { !$0.isProximal } }
  /// Where around the vessel it is, rad.
  public var angle: Double { passes[0].angle }
  /// Ticks from the first puncture to the last coming out.
  public var tick: UInt64 { passes[0].tick }
  public var endTick: UInt64 { passes[passes.count - 1].endTick }
  /// It takes the whole wall of both vessels.
  public var isComplete: Bool { passes.count == 2 && passes.allSatisfy(\.isFull) }
  /// It closes the lumen instead of the cleft.
  public var catchesBackWall: Bool { !backWall.isEmpty }
}
