import Frames

extension DeviceModel {
  /// The devices that stations are likely to have. Nothing here was measured for this project: see each source.
  public static let all: [DeviceModel] = [touch, touchX, premium, omega, sigma, falcon, inverse3]

  /// The device with this identifier; nil if there is none.
  public static func named(_ id: String) -> DeviceModel? { all.first { $0.id == id } }

  /// The model of a real device by what it calls itself, driven with the limits that it has here: of the same name, else
  /// one of its maker's heavier kind, an assumption.
  public static func matching(model name: String, limits: DeviceLimits) -> DeviceModel {
    let lower = name.lowercased()
    let words: [(String, DeviceModel)] = [
      ("touch x", touchX), ("touch", touch), ("phantom omni", touch), ("premium", premium), ("sigma", sigma),
      ("omega", omega), ("falcon", falcon), ("inverse3", inverse3),
    ]
    var found = words.first { lower.contains($0.0) }?.1 ?? sigma
    func here(_ x: Float, _ unit: String) -> SourcedValue {
      SourcedValue(Double(x), unit: unit, source: "limits of the session's device", status: .assumption)
    }
    found.peakForce = here(limits.peakForce, "N")
    found.continuousForce = here(limits.continuousForce, "N")
    found.couplingStiffness = here(limits.stiffness, "N/m")
    found.couplingDamping = here(limits.damping, "N s/m")
    return found
  }

  /// The maker prints it, but the sheet was not at hand to be read again.
  private static let sheet = "as the maker's data sheet is commonly quoted; not read again for this project"
  private static let guess = "assumption; not measured"
  private static let small = "assumption: a light serial arm in ball bearings has little viscous friction"

  static let touch = DeviceModel(
    "touch", "Touch", mass: (0.045, sheet), damping: (0.1, small), friction: (0.26, sheet),
    encoderStep: (55e-6, sheet), peak: (3.3, sheet), continuous: (0.88, sheet),
    stiffness: (700, "CHAI3D, CPhantomDevices.cpp, PHANTOM Omni", .published),
    couplingDamping: (5, "CHAI3D, CPhantomDevices.cpp, PHANTOM Omni", .published), workspace: (0.075, guess))

  static let touchX = DeviceModel(
    "touch-x", "Touch X", mass: (0.045, sheet), damping: (0.1, small), friction: (0.06, sheet),
    encoderStep: (23e-6, sheet), peak: (7.9, sheet), continuous: (1.75, sheet),
    stiffness: (1000, "CHAI3D, CPhantomDevices.cpp, default of the PHANTOM family", .published),
    couplingDamping: (8, "CHAI3D, CPhantomDevices.cpp, default of the PHANTOM family", .published),
    workspace: (0.075, guess))

  static let premium = DeviceModel(
    "premium-1.5", "Phantom Premium 1.5", mass: (0.075, sheet), damping: (0.1, small), friction: (0.04, sheet),
    encoderStep: (30e-6, sheet), peak: (8.5, sheet), continuous: (1.4, sheet),
    stiffness: (800, "CHAI3D, CPhantomDevices.cpp, PHANTOM Premium 1.5 6DOF", .published),
    couplingDamping: (5, "CHAI3D, CPhantomDevices.cpp, PHANTOM Premium 1.5 6DOF", .published),
    workspace: (0.1, guess))

  static let omega = DeviceModel(
    "omega", "omega.3 / omega.6", mass: (0.2, guess), damping: (0.5, guess), friction: (0.15, guess),
    encoderStep: (10e-6, sheet), peak: (12, "CHAI3D, CDeltaDevices.cpp"), continuous: (8, guess),
    stiffness: (5000, "CHAI3D, CDeltaDevices.cpp, omega.3", .published),
    couplingDamping: (30, "CHAI3D, CDeltaDevices.cpp, omega.3", .published), workspace: (0.075, guess))

  static let sigma = DeviceModel(
    "sigma.7", "sigma.7", mass: (0.35, guess), damping: (0.7, guess), friction: (0.2, guess),
    encoderStep: (1.5e-6, sheet), peak: (20, sheet), continuous: (10, guess),
    stiffness: (5000, "assumption: as the omega, by the same maker", .assumption),
    couplingDamping: (30, "assumption: as the omega, by the same maker", .assumption), workspace: (0.08, guess))

  static let falcon = DeviceModel(
    "falcon", "Falcon", mass: (0.15, guess), damping: (0.7, guess), friction: (0.4, guess),
    encoderStep: (63e-6, "400 steps an inch, \(sheet)"), peak: (8, "CHAI3D, CFalconDevice.cpp"), continuous: (4, guess),
    stiffness: (3000, "CHAI3D, CFalconDevice.cpp", .published),
    couplingDamping: (20, "CHAI3D, CFalconDevice.cpp", .published), workspace: (0.04, guess))

  static let inverse3 = DeviceModel(
    "inverse3", "Inverse3", mass: (0.2, guess), damping: (0.4, guess), friction: (0.15, guess),
    encoderStep: (50e-6, guess), peak: (10, sheet), continuous: (4, guess), stiffness: (1000, guess, .assumption),
    couplingDamping: (5, guess, .assumption), workspace: (0.15, guess))
}
