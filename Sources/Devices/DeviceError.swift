/// Why a device could not be made. Each description is one sentence with file, place and mend.
public enum DeviceError: Error, Equatable, Sendable, CustomStringConvertible {
  /// No device has that name.
  case unknownDevice(String, known: [String])
  /// The device is part of a window and there is none.
  case needsWindow(String)
  /// The specification names a device but its options cannot be read.
  case badOption(device: String, option: String, mend: String)
  /// A file cannot be read.
  case unreadable(file: String, why: String)
  /// The column mapping is wrong at `key`.
  case badMapping(file: String, key: String, mend: String)
  /// The recording is wrong at a line (1-based, header included) and column.
  case badRecording(file: String, line: Int, column: String, problem: String, mend: String)
  /// The haptic device cannot be had.
  case driver(DriverFault)
  /// A device with hardware keeps its own time and cannot be run faster.
  case needsRealTime(device: String)
  /// A scripted trainee does something else than the scenario asks for.
  case otherTask(String, asked: TrainingTask)

  public var description: String {
    switch self {
    case .driver(let fault):
      "\(fault.key): \(fault.arguments.sorted { $0.key < $1.key }.map(\.value).joined(separator: ", "))."
    case .needsRealTime(let device):
      "Device \"\(device)\" keeps real time: run it without --fast."
    case .unknownDevice(let name, let known):
      "There is no device \"\(name)\"; choose one of: \(known.joined(separator: ", "))."
    case .otherTask(let device, let asked):
      "This scenario asks to \(asked.rawValue), which device \"\(device)\" does not: choose one of "
        + "\(asked.devices.joined(separator: ", "))."
    case .needsWindow(let device):
      "Device \"\(device)\" needs a window: use --view window on a desktop, without --headless and --fast."
    case .badOption(let device, let option, let mend):
      "Device \"\(device)\" does not take \"\(option)\": \(mend)."
    case .unreadable(let file, let why):
      "\(file) cannot be read (\(why)): check the path and its permissions."
    case .badMapping(let file, let key, let mend):
      "\(file): \"\(key)\" is not usable: \(mend)."
    case .badRecording(let file, let line, let column, let problem, let mend):
      "\(file), line \(line), column \"\(column)\": \(problem); \(mend)."
    }
  }
}
