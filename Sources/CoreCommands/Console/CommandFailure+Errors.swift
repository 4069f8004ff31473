import ArgumentParser
import Devices
import Foundation
import RealTime
import Scenarios
import Session
import SessionLog
import Simulation

extension CommandFailure {
  /// Any error as a sentence with the status that it has in the shell.
  public init(describing error: any Error) {
    switch error {
    case let error as CommandFailure: self = error
    case let error as SessionLogError: self.init(Self.status(error), error.description)
    case DeviceError.driver(let fault): self.init(.unavailable, fault.text)
    case DeviceError.otherTask(let device, let asked):
      self.init(
        .usage,
        Text.get(
          "device.fault.asks-to-\(asked.rawValue)", ["device": device, "names": asked.devices.joined(separator: ", ")]))
    case DeviceError.needsRealTime(let device):
      self.init(.usage, Text.get("device.fault.needs-real-time", ["device": device]))
    case let error as DeviceError: self.init(Self.status(error), error.description)
    case let error as ScenarioError: self.init(Self.status(error), error.description)
    case let error as SessionError: self.init(.badData, error.description)
    case SkillFileError.unwritable(let path): self.init(.cannotCreate, SkillFileError.unwritable(path).description)
    case let error as SkillFileError: self.init(.badData, error.description)
    case let error as TissueError: self.init(.badData, error.description)
    case let error as RealTimeError: self.init(.unavailable, error.description)
    case let error as CocoaError:
      self.init(error.isWriting ? .cannotCreate : .noInput, error.localizedDescription)
    default: self.init(.internalFault, Text.get("cli.error.internal", ["error": "\(error)"]))
    }
  }

  static func status(_ error: SessionLogError) -> ExitStatus {
    switch error {
    case .alreadyExists, .cannotCreate: .cannotCreate
    case .cannotWrite: .inputOutput
    case .cannotEncode: .internalFault
    case .cannotRead: .noInput
    case .tooLarge, .foreign, .newer, .damaged: .badData
    }
  }

  static func status(_ error: DeviceError) -> ExitStatus {
    switch error {
    case .unknownDevice, .badOption, .needsRealTime, .needsWindow, .otherTask: .usage
    case .driver: .unavailable
    case .unreadable: .noInput
    case .badMapping, .badRecording: .badData
    }
  }

  /// A scenario that is not there was named wrongly; one that is there is wrong itself.
  static func status(_ error: ScenarioError) -> ExitStatus {
    error.problems.allSatisfy { $0.line == nil && $0.keyPath.isEmpty && !$0.file.hasSuffix(".yaml") } ? .usage : .badData
  }
}

extension CocoaError {
  fileprivate var isWriting: Bool {
    switch code {
    case .fileWriteNoPermission, .fileWriteOutOfSpace, .fileWriteUnknown, .fileWriteFileExists,
      .fileWriteInvalidFileName, .fileWriteVolumeReadOnly:
      true
    default: false
    }
  }
}
