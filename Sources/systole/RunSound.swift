import ArgumentParser

/// Whether a session is heard.
enum RunSound: String, ExpressibleByArgument, CaseIterable {
  case on
  case off
}
