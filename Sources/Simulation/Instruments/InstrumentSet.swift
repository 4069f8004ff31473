import Frames
import SimMath

/// The instruments of a scene as the tick reads them, and how each is coupled to each hand.
final class InstrumentSet: Sendable {
  /// The numbers of one instrument.
  struct Constants: BitwiseCopyable {
    var tool: Tool
    var turnsWithHand: Bool
    var hasJaw: Bool
    var mass: Float
    var inertia: Vector3
    var center: Vector3
    var hold: Vector3
    var jaw: Jaw
    /// Radius of a ball's round end, m.
    var radius: Float
    var firstPrimitive: Int32
    var primitiveCount: Int32
    var firstEdge: Int32
    var edgeCount: Int32
    var suction: Suction?
    var cautery: Cautery?
  }

  let count: Int
  /// One of them is a sucker.
  let hasSuction: Bool
  let constants: FixedBuffer<Constants>
  let primitives: FixedBuffer<ShapePrimitive>
  let edges: FixedBuffer<CuttingEdge>
  /// [hand][instrument].
  let couplings: FixedBuffer<VirtualCoupling>

  init(_ instruments: [Instrument], limits: [DeviceLimits]) {
    count = instruments.count
    hasSuction = instruments.contains { $0.suction != nil }
    var first = 0
    var firstEdge = 0
    let numbers = instruments.map { i in
      defer {
        first += i.shape.count
        firstEdge += i.edges.count
      }
      return Constants(
        tool: i.tool, turnsWithHand: i.turning == .withHand, hasJaw: i.jaw != nil, mass: i.mass, inertia: i.inertia,
        center: i.center, hold: i.hold,
        jaw: i.jaw ?? Jaw(length: 1, opening: 1, force: 1, stiffness: 1, damping: 0, inertia: 1),
        radius: i.shape[0].radius, firstPrimitive: Int32(first), primitiveCount: Int32(i.shape.count),
        firstEdge: Int32(firstEdge), edgeCount: Int32(i.edges.count),
        suction: i.suction, cautery: i.cautery)
    }
    constants = FixedBuffer(numbers, padding: numbers[0])
    primitives = FixedBuffer(instruments.flatMap(\.shape), padding: instruments[0].shape[0])
    edges = FixedBuffer(instruments.flatMap(\.edges), padding: CuttingEdge(from: .zero, to: .zero))
    // Tools of palpation share one coupling, whatever their mass.
    let ball = instruments.first { $0.turning == .withHand }
    let pairs = limits.flatMap { limits in
      instruments.map { i in
        i.turning == .withHand
          ? VirtualCoupling(limits: limits, toolMass: ball!.mass) : VirtualCoupling(limits: limits, instrument: i)
      }
    }
    couplings = FixedBuffer(pairs, padding: pairs[0])
  }

  /// Place of a tool among the instruments; nil if the scene has none of it.
  @inline(__always) func index(of tool: Tool) -> Int? {
    for i in 0..<count where constants[i].tool == tool { return i }
    return nil
  }
}
