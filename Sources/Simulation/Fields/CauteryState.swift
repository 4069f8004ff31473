import Frames

/// A hand's button of a cautery pencil.
struct CauteryState {
  var isOn = false
  /// What has come of it since it was pressed: energy, peak and place; ticks and volumes are filled in when it is let go.
  var burn = CauteryBurn()
  /// Coagulated tissue at the press, of all and beyond the margin, m3.
  var coagulated = 0.0
  var collateral = 0.0
  /// Of the pencil, m.
  var margin: Float = 0
  /// The pencil.
  var tool = Tool.cautery

  func save(into w: inout ByteWriter) {
    w.put(UInt32((isOn ? 1 : 0) | Int(tool.rawValue) << 8))
    w.put(burn.tick)
    w.put(burn.energy.bitPattern)
    w.put(burn.peak.bitPattern)
    w.put(burn.site)
    w.put(coagulated.bitPattern)
    w.put(collateral.bitPattern)
    w.put(margin.bitPattern)
  }

  mutating func restore(_ r: inout ByteReader) throws(StateError) {
    let flags = try r.word()
    isOn = flags & 1 != 0
    guard let tool = Tool(rawValue: UInt8(truncatingIfNeeded: flags >> 8)) else { throw .malformed }
    self.tool = tool
    burn = CauteryBurn()
    burn.tick = try r.long()
    burn.energy = try r.double()
    burn.peak = try r.double()
    burn.site = try r.vectorD()
    coagulated = try r.double()
    collateral = try r.double()
    margin = try r.float()
  }

  /// Bytes that are saved.
  static var savedCapacity: Int { 76 }
}
