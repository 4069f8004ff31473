/// A sound of the theatre: what it sounds like, how loud, and where it is.
public enum Voice: Hashable, Sendable, CaseIterable {
  /// The monitor's tone at a beat of the heart, at an oxygen saturation in whole percent.
  case pulse(saturation: Int)
  /// One burst.
  case alarm(AlarmPriority)
  case suction
  case cautery
  case pump
  /// One tooth of a clamp's ratchet.
  case clampClick
  case threadPull
  /// A key of the ultrasound machine.
  case keyClick
  /// A marking pen set down on tissue.
  case penTap

  /// The saturation of a well-ventilated patient, percent. An assumption until the circulation is simulated.
  public static let usualSaturation = 98

  /// One of each; the pulse at the usual saturation.
  public static var allCases: [Voice] {
    [.pulse(saturation: usualSaturation)] + AlarmPriority.allCases.reversed().map(Voice.alarm) + [
      .suction, .cautery, .pump, .clampClick, .threadPull, .keyClick, .penTap,
    ]
  }

  /// For example "alarm-high". The pulse has one name at every saturation.
  public var name: String {
    switch self {
    case .pulse: "pulse"
    case .alarm(let priority): "alarm-\(priority.rawValue)"
    case .suction: "suction"
    case .cautery: "cautery"
    case .pump: "pump"
    case .clampClick: "clamp-click"
    case .threadPull: "thread-pull"
    case .keyClick: "key-click"
    case .penTap: "pen-tap"
    }
  }

  /// Goes round until it is stopped.
  public var isContinuous: Bool {
    switch self {
    case .suction, .cautery, .pump: true
    default: false
    }
  }

  /// Heard in a session of today; the others wait for a scene that has what makes them.
  public var isHeardToday: Bool {
    switch self {
    case .pulse, .keyClick, .penTap: true
    case .alarm(let priority): priority != .low
    default: false
    }
  }

  public var place: VoicePlace {
    switch self {
    case .pulse, .alarm: .monitor
    case .pump: .pump
    case .keyClick: .ultrasound
    case .suction, .cautery, .clampClick, .threadPull, .penTap: .field
    }
  }

  /// Level of its loudest 125 ms at 1 m, dB re full scale. Assumptions, 0 dB standing for about 85 dB SPL: an alarm
  /// stands 6 dB or more above everything else (IEC 60601-1-8 orders them by priority), suction is the loudest tool.
  public var level: Double {
    switch self {
    case .pulse: -26
    case .alarm(.high): -17
    case .alarm(.medium): -19
    case .alarm(.low): -21
    case .suction: -29
    case .cautery: -31
    case .pump: -32
    case .clampClick: -39
    case .threadPull: -42
    case .keyClick: -41
    case .penTap: -45
    }
  }

  /// The sound at 1 m. Pure: the same samples every time.
  public func synthesise() -> Waveform {
    let wave =
      switch self {
      case .pulse(let saturation): PulseTone.wave(saturation: Double(saturation))
      case .alarm(let priority): AlarmBurst(priority).wave
      case .suction: TheatreNoise.suction()
      case .cautery: TheatreNoise.cautery()
      case .pump: TheatreNoise.pump()
      case .clampClick: TheatreNoise.clampClick()
      case .threadPull: TheatreNoise.threadPull()
      case .keyClick: TheatreNoise.keyClick()
      case .penTap: TheatreNoise.penTap()
      }
    return wave.at(level: level)
  }
}
