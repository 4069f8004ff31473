import Foundation

/// What the Inverse Service pushes, as far as it is used. Every key may be missing.
struct HaplyMessage: Decodable {
  struct Vector: Decodable {
    var x, y, z: Double
  }
  struct Turn: Decodable {
    var w, x, y, z: Double
  }
  struct Inverse: Decodable {
    struct State: Decodable {
      var cursor_position: Vector?
      var cursor_velocity: Vector?
    }
    struct Status: Decodable {
      var calibrated: Bool?
      var ready: Bool?
      var power_supply: Bool?
    }
    struct Configuration: Decodable {
      struct Information: Decodable {
        var device_model: String?
      }
      var device_info: Information?
    }
    var device_id: String
    var config: Configuration?
    var state: State?
    var status: Status?
  }
  /// The VerseGrip, on a cable or without one: their buttons differ.
  struct Grip: Decodable {
    struct State: Decodable {
      var orientation: Turn?
      var button: Bool?
      var buttons: [String: Bool]?
    }
    var device_id: String
    var state: State?

    /// Bit n for button n.
    var mask: UInt32 {
      var mask: UInt32 = state?.button == true ? 1 : 0
      for (i, name) in ["a", "b", "c"].enumerated() where state?.buttons?[name] == true { mask |= 1 << UInt32(i) }
      return mask
    }
  }

  var inverse3: [Inverse]?
  var verse_grip: [Grip]?
  var wireless_verse_grip: [Grip]?

  var grips: [Grip] { (wireless_verse_grip ?? []) + (verse_grip ?? []) }
}
