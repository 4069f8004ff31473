import ArgumentParser

/// Where a session is seen.
enum RunView: String, ExpressibleByArgument, CaseIterable {
  case window
}
