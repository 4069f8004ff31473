/// The five standard epiaortic views. The raw values are part of the log format.
@frozen public enum UltrasoundView: UInt8, Sendable, Codable, CaseIterable {
  case shortAxisProximal = 0
  case shortAxisMid = 1
  case shortAxisDistal = 2
  case longAxisAscending = 3
  case longAxisArch = 4
}
