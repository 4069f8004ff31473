import SimMath
import Simulation

/// A way along which a thread is laid before anything has moved, and the places where it goes through tissue on it.
///
/// Running, interrupted, mattress and purse-string sutures differ in nothing else.
struct SuturePath {
  /// Length of thread within which the next place is looked for, m.
  private static let reach = 0.03

  private var line: [Vector3D]
  private var places: [Vector3D] = []
  /// Which of the places are holes of bolsters.
  private var holes: [Int] = []

  init(from start: Vector3D) { line = [start] }

  /// From an end that a hand holds: level, on this side along x (1 or -1) of where it goes on.
  init(heldAt place: Vector3D, side: Double) {
    line = [place + Self.level(side), place]
  }

  /// On to a place beside the tissue, m.
  mutating func lead(to place: Vector3D) { line.append(place) }

  /// On through the tissue at a place, m.
  mutating func pierce(_ place: Vector3D) {
    line.append(place)
    places.append(place)
  }

  /// On through a hole of a pledget or a snare, m.
  mutating func pass(_ place: Vector3D) {
    holes.append(places.count)
    pierce(place)
  }

  /// On to an end that a hand holds.
  mutating func hold(at place: Vector3D, side: Double) {
    line += [place, place + Self.level(side)]
  }

  /// Where jaws take an end.
  static func grip(at place: Vector3D, side: Double) -> Vector3D { place + 0.5 * level(side) }

  /// The level piece of an end, long enough for jaws.
  private static func level(_ side: Double) -> Vector3D { Vector3D(side * 0.004, 0, 0) }

  /// A thread of 5-0 polypropylene that lies along it.
  ///
  /// - Parameters:
  ///   - knotted: whether it is tied to the tissue where it goes in first, instead of free.
  ///   - segment: about so long, m.
  ///   - meetsInstruments, meetsTissue: as of ``SutureModel``.
  ///   - bolsters: made of the pieces of thread in the holes that the path passes, m, in its order.
  func suture(
    in mesh: TissueMesh, knotted: Bool, segment: Double, meetsInstruments: Bool = false, meetsTissue: Bool = false,
    bolsters: ([Double]) -> [BolsterModel] = { _ in [] }
  ) -> SutureModel {
    var arcs = [0.0]
    for i in 1..<line.count { arcs.append(arcs[i - 1] + (line[i] - line[i - 1]).length) }
    let total = arcs[arcs.count - 1]
    // The thread's own polygon cuts corners: each puncture has the piece of it that comes nearest, one after the other.
    let segments = Int(total / segment)
    let laid = ThreadState.places(along: line, spacing: total / Double(segments), count: segments + 1)
    var from = 0
    let pieces = places.indices.map { k in
      let range = from..<min(segments, from + Int(Self.reach / segment))
      from = range.min { Self.distance(places[k], laid, $0).length < Self.distance(places[k], laid, $1).length }!
      let share = Self.distance(places[k], laid, from).share
      return (Double(from) + share) * total / Double(segments)
    }
    let punctures = places.indices.filter { !holes.contains($0) }.map { k in
      SuturePuncture(
        TissuePlace(places[k], in: mesh, margin: 0.2)!, arc: pieces[k], grip: knotted && k == 0 ? .infinity : 0.02)
    }
    return SutureModel(
      material: ThreadMaterial(.size5_0, .polypropylene), segments: segments, length: total, line: line,
      punctures: punctures, bolsters: bolsters(holes.map { pieces[$0] }), meetsInstruments: meetsInstruments,
      meetsTissue: meetsTissue)
  }

  /// How far a place is from a segment of a polygon, m, and where on it the nearest place is, 0 ... 1.
  private static func distance(_ p: Vector3D, _ laid: [Vector3D], _ i: Int) -> (length: Double, share: Double) {
    let share = p.share(from: laid[i], to: laid[i + 1])
    return ((p - (laid[i] + share * (laid[i + 1] - laid[i]))).length, share)
  }
}
