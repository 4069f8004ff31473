import RealTime

/// A line on the terminal that shows how far a long job is. Shows nothing for jobs under two seconds, nor where standard
/// error is no terminal. One thread at a time.
public final class ProgressBar {
  /// Time before the first line is drawn, and from one to the next, ns.
  static let delay: UInt64 = 2_000_000_000
  static let interval: UInt64 = 100_000_000

  private let label: String
  private let isVisible: Bool
  private let began = MonotonicClock.now()
  private var lastDrawn: UInt64 = 0
  private var drawn = false

  public init(_ label: String, isVisible: Bool = Console.isTerminal) {
    self.label = label
    self.isVisible = isVisible
  }

  /// Shows that `fraction` (0...1) is done, with a word about it.
  public func update(_ fraction: Double, _ detail: String = "") {
    let now = MonotonicClock.now()
    guard isVisible, now - began >= Self.delay, now - lastDrawn >= Self.interval else { return }
    lastDrawn = now
    drawn = true
    Console.note("\r\(Self.line(label: label, fraction: fraction, detail: detail))\u{1B}[K", terminator: "")
  }

  /// Takes the line away.
  public func finish() {
    if drawn { Console.note("\r\u{1B}[K", terminator: "") }
    drawn = false
  }

  static func line(label: String, fraction: Double, detail: String) -> String {
    let done = min(1, max(0, fraction.isNaN ? 0 : fraction))
    let cells = Int(done * 24)
    let bar = String(repeating: "#", count: cells) + String(repeating: "-", count: 24 - cells)
    let percent = String(Int(done * 100))
    let pad = String(repeating: " ", count: 3 - percent.count)
    return "\(label) [\(bar)] \(pad)\(percent)%\(detail.isEmpty ? "" : " \(detail)")"
  }
}
