internal import SimMath

// Vectors travel as packed floats, bit by bit; an absent vector is zero in every bit, so -0 is never absent.

extension Vector3 {
  var packed: [Float] { (x.bitPattern | y.bitPattern | z.bitPattern) == 0 ? [] : [x, y, z] }

  init(packed: [Float], _ field: String) throws(CodecError) {
    switch packed.count {
    case 0: self = .zero
    case 3: self.init(packed[0], packed[1], packed[2])
    default: throw CodecError("\(field) has \(packed.count) components instead of 3")
    }
  }
}

extension Vector3D {
  var packed: [Double] { (x.bitPattern | y.bitPattern | z.bitPattern) == 0 ? [] : [x, y, z] }

  init(packed: [Double], _ field: String) throws(CodecError) {
    switch packed.count {
    case 0: self = .zero
    case 3: self.init(packed[0], packed[1], packed[2])
    default: throw CodecError("\(field) has \(packed.count) components instead of 3")
    }
  }
}

extension Quaternion {
  var packed: [Float] {
    (x.bitPattern | y.bitPattern | z.bitPattern | w.bitPattern) == 0 ? [] : [x, y, z, w]
  }

  init(packed: [Float], _ field: String) throws(CodecError) {
    switch packed.count {
    case 0: self.init(x: 0, y: 0, z: 0, w: 0)
    case 4: self.init(x: packed[0], y: packed[1], z: packed[2], w: packed[3])
    default: throw CodecError("\(field) has \(packed.count) components instead of 4")
    }
  }
}

extension FixedWidthInteger {
  /// The number in a narrower type than the message has.
  func narrowed<T: FixedWidthInteger>(to _: T.Type, _ field: String) throws(CodecError) -> T {
    guard let value = T(exactly: self) else { throw CodecError("\(field) is \(self)") }
    return value
  }
}

extension RawRepresentable where RawValue == UInt8 {
  /// The case with a number of a protobuf enumeration, which may come from a later version.
  init(number: Int, _ field: String) throws(CodecError) {
    guard let raw = UInt8(exactly: number), let value = Self(rawValue: raw) else {
      throw CodecError("\(field) is \(number), which this build does not know")
    }
    self = value
  }
}
