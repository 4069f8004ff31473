public import SimMath

/// Where a person sees the two edges that are to be sewn together.
@frozen public struct SeamView: Sendable {
  /// The outer rim of each end, evenly around the vessel from the anterior midline towards +x, m.
  public var proximal: InlineArray<24, Vector3>
  public var distal: InlineArray<24, Vector3>

  public init() {
    proximal = InlineArray(repeating: .zero)
    distal = InlineArray(repeating: .zero)
  }

  /// The place on each rim that lay at an angle (rad, as in `VesselCoordinate`) before anything was sewn, m.
  public func edges(at angle: Double) -> (proximal: Vector3D, distal: Vector3D) {
    let turns = angle / (2 * Double.pi)
    let u = (turns - turns.rounded(.down)) * Double(proximal.count)
    let i = Int(u) % proximal.count
    let j = (i + 1) % proximal.count
    let share = u - u.rounded(.down)
    func between(_ a: Vector3, _ b: Vector3) -> Vector3D { Vector3D(a) + share * (Vector3D(b) - Vector3D(a)) }
    return (between(proximal[i], proximal[j]), between(distal[i], distal[j]))
  }
}

extension SeamView: Equatable {
  public static func == (a: SeamView, b: SeamView) -> Bool {
    for i in a.proximal.indices where a.proximal[i] != b.proximal[i] || a.distal[i] != b.distal[i] { return false }
    return true
  }
}
