public import Frames
import SimMath

/// The ink on the tissue, as the session's events put it there and take it away.
public struct MarkList: Sendable {
  /// Oldest first.
  public private(set) var marks: [InkMark] = []

  public init() {}

  public mutating func add(_ event: Event) {
    switch event.kind {
    case .lesionMarked: marks.append(InkMark(kind: .lesion, site: event.site))
    case .lesionUnmarked:
      if let last = marks.lastIndex(where: { $0.kind == .lesion }) { marks.remove(at: last) }
    case .siteMarked:
      // There is one site: another replaces it.
      marks.removeAll { $0.kind == .site }
      marks.append(InkMark(kind: .site, site: event.site))
    case .noSafeSiteDeclared: marks.removeAll { $0.kind == .site }
    default: break
    }
  }
}
