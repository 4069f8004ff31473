import Devices
import Frames
import Localisation

/// What `systole devices` shows of one make.
struct DeviceList: Equatable, Sendable, Codable {
  struct Unit: Equatable, Sendable, Codable {
    /// As it is written after `--device`.
    var use: String
    var model: String?
    var serial: String?
    /// N; N/m; N s/m; m.
    var peakForce: Float?
    var continuousForce: Float?
    var stiffness: Float?
    var damping: Float?
    var workspaceRadius: Float?
    /// The device says its limits itself.
    var measured: Bool?
    var orientation: Bool?
    var torque: Bool?
    var gripper: Bool?
    var buttons: Int?
    var calibrated: Bool?
    /// Share of the warmest motor's limit, where the device says it.
    var motorTemperature: Float?
    var faults: [String]
    /// Of force on this station; only if there were any.
    var motorHours: Double?
    var problem: Problem?

    enum CodingKeys: String, CodingKey {
      case use, model, serial
      case peakForce = "peak_force_n"
      case continuousForce = "continuous_force_n"
      case stiffness = "stiffness_n_m"
      case damping = "damping_n_s_m"
      case workspaceRadius = "workspace_radius_m"
      case measured = "limits_measured"
      case orientation, torque, gripper, buttons, calibrated
      case motorTemperature = "motor_temperature"
      case faults
      case motorHours = "motor_hours"
      case problem
    }
  }

  /// What is missing, and the sentence that says how to mend it.
  struct Problem: Equatable, Sendable, Codable {
    var id: String
    var mend: String

    init(_ fault: DriverFault) {
      id = fault.key
      mend = fault.text
    }
  }

  var kind: String
  var name: String
  /// The library or service is there.
  var found: Bool
  /// What the library was loaded by.
  var library: String?
  /// Loading it left another floating-point mode, which was put back.
  var changedFloatingPointMode: Bool?
  var problem: Problem?
  var devices: [Unit]

  enum CodingKeys: String, CodingKey {
    case kind, name, found, library
    case changedFloatingPointMode = "changed_floating_point_mode"
    case problem, devices
  }

  init(_ survey: HapticSurvey, hours: MotorHours) {
    kind = survey.kind.id
    name = survey.kind.name
    found = survey.fault == nil
    library = survey.library?.path
    changedFloatingPointMode = survey.library?.changedFloatingPointMode
    problem = survey.fault.map(Problem.init)
    devices = survey.units.map { Unit($0, kind: survey.kind.id, hours: hours) }
  }
}

extension DeviceList.Unit {
  init(_ unit: HapticSurvey.Unit, kind: String, hours: MotorHours) {
    use = unit.name.isEmpty ? kind : "\(kind):\(unit.name)"
    faults = unit.sample?.health.names ?? []
    problem = unit.fault.map(DeviceList.Problem.init)
    guard let capabilities = unit.capabilities else { return }
    model = capabilities.model
    serial = capabilities.serial
    peakForce = capabilities.limits.peakForce
    continuousForce = capabilities.limits.continuousForce
    stiffness = capabilities.limits.stiffness
    damping = capabilities.limits.damping
    workspaceRadius = capabilities.limits.workspaceRadius
    measured = capabilities.limitsAreMeasured
    orientation = capabilities.hasOrientation
    torque = capabilities.hasTorque
    gripper = capabilities.hasGripper
    buttons = capabilities.buttonCount
    calibrated = unit.sample.map { !$0.health.contains(.notCalibrated) }
    motorTemperature = unit.sample.flatMap { $0.motorTemperature.isFinite ? $0.motorTemperature : nil }
    motorHours = hours.hours(model: capabilities.model, serial: capabilities.serial)
  }
}
