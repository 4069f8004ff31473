/// What the Inverse Service pushes, as far as it is used. Its keys are in snake case; every one may be missing.
struct HaplyMessage: Decodable {
  struct Vector: Decodable {
    var x, y, z: Double
  }
  struct Turn: Decodable {
    var w, x, y, z: Double
  }
  struct Inverse: Decodable {
    struct State: Decodable {
      var cursorPosition: Vector?
      var cursorVelocity: Vector?
    }
    struct Status: Decodable {
      var calibrated: Bool?
      var ready: Bool?
      var powerSupply: Bool?
    }
    struct Configuration: Decodable {
      struct Information: Decodable {
        var deviceModel: String?
      }
      var deviceInfo: Information?
    }
    var deviceId: String
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
    var deviceId: String
    var state: State?

    /// Bit n for button n.
    var mask: UInt32 {
      var mask: UInt32 = state?.button == true ? 1 : 0
      for (i, name) in ["a", "b", "c"].enumerated() where state?.buttons?[name] == true { mask |= 1 << UInt32(i) }
      return mask
    }
  }

  var inverse3: [Inverse]?
  var verseGrip: [Grip]?
  var wirelessVerseGrip: [Grip]?

  var grips: [Grip] { (wirelessVerseGrip ?? []) + (verseGrip ?? []) }
}
