public import ArgumentParser

/// A command of the executable: does its work in `execute`, and ends with a sentence and a status where it cannot.
public protocol SystoleCommand: ParsableCommand {
  func execute() throws
}

extension SystoleCommand {
  public func run() throws {
    do {
      try execute()
    } catch let exit as ExitCode {
      throw exit
    } catch {
      let failure = CommandFailure(describing: error)
      if !failure.message.isEmpty { Console.note("systole: \(failure.message)") }
      throw ExitCode(failure.status.rawValue)
    }
  }
}
