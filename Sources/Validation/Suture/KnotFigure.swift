import SimMath

/// Centrelines of two strands in projection, drawn as thick threads with what is nearer on top.
public struct KnotFigure {
  public struct Picture {
    public var title: String
    /// m.
    public var strands: [[Vector3D]]

    public init(title: String, strands: [[Vector3D]]) {
      self.title = title
      self.strands = strands
    }
  }

  public var rows: [[Picture]]
  /// Of the thread, m.
  public var diameter: Double

  public init(rows: [[Picture]], diameter: Double) {
    self.rows = rows
    self.diameter = diameter
  }

  private static var cell: (width: Double, height: Double) { (340, 210) }
  /// Picture units for a diameter.
  private static var scale: Double { 9 }

  public var svg: String {
    let (w, h) = Self.cell
    let width = w * Double(rows.map(\.count).max() ?? 0)
    let height = h * Double(rows.count)
    var s = """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(Int(width)) \(Int(height))" \
      font-family="sans-serif" font-size="12">
      <style>path{fill:none;stroke-linecap:round}.e{stroke:#222;stroke-width:9}.t{stroke-width:7}\
      .s0{stroke:#3a6ea5}.s1{stroke:#c9663d}</style>
      <rect width="100%" height="100%" fill="white"/>

      """
    for (j, row) in rows.enumerated() {
      for (i, picture) in row.enumerated() {
        s += "<svg x=\"\(Int(w * Double(i)))\" y=\"\(Int(h * Double(j)))\" width=\"\(Int(w))\" height=\"\(Int(h))\">\n"
        s += "<text x=\"12\" y=\"18\" font-weight=\"bold\">\(picture.title)</text>\n\(draw(picture))</svg>\n"
      }
    }
    return s + "</svg>\n"
  }

  /// Seen a little from above and from the right.
  private func view(_ p: Vector3D) -> Vector3D { Vector3D(p.x + 0.2 * p.z, p.y + 0.3 * p.z, p.z) }

  private func draw(_ picture: Picture) -> String {
    let (w, h) = Self.cell
    let middle = centre(picture.strands)
    var pieces: [(depth: Double, text: String)] = []
    for (k, strand) in picture.strands.enumerated() {
      let points = strand.map { p -> Vector3D in
        let q = view((1 / diameter) * (p - middle))
        return Vector3D(0.5 * w + Self.scale * q.x, 0.55 * h - Self.scale * q.y, q.z)
      }
      for (a, b) in zip(points, points.dropFirst()) where max(a.x, b.x) > -20 && min(a.x, b.x) < w + 20 {
        let line = "d=\"M\(n(a.x)) \(n(a.y))L\(n(b.x)) \(n(b.y))\""
        pieces.append((0.5 * (a.z + b.z), "<path class=\"e\" \(line)/><path class=\"t s\(k)\" \(line)/>\n"))
      }
    }
    return pieces.sorted { $0.depth < $1.depth }.map(\.text).joined()
  }

  /// The middle of the places where the strands are within two diameters of each other, else of all.
  private func centre(_ strands: [[Vector3D]]) -> Vector3D {
    let near = strands[0].filter { p in strands[1].contains { ($0 - p).length < 2 * diameter } }
    let list = near.isEmpty ? strands.flatMap { $0 } : near
    return (1 / Double(list.count)) * list.reduce(.zero, +)
  }

  private func n(_ x: Double) -> String {
    let tenths = Int((x * 10).rounded())
    return "\(tenths < 0 ? "-" : "")\(abs(tenths) / 10).\(abs(tenths) % 10)"
  }
}
