import Foundation

/// Numbers as people read them, the same in every locale.
public enum NumberText {
  /// With a fixed count of decimals (0 to 15) and a point, for example "9.50"; "–" for what is not finite.
  ///
  /// Ties go to the even digit of the exact binary value, as C prints it; a rounded zero has no sign.
  public static func fixed(_ x: Double, decimals: Int) -> String {
    guard x.isFinite else { return "–" }
    let text = String(format: "%.\(min(15, max(0, decimals)))f", locale: nil, x)
    let isZero = text.utf8.allSatisfy { !(0x31...0x39).contains($0) }
    return isZero && text.hasPrefix("-") ? String(text.dropFirst()) : text
  }

  /// A part of one as a percentage, for example "92%".
  public static func percent(_ part: Double, decimals: Int = 0) -> String {
    part.isFinite ? "\(fixed(part * 100, decimals: decimals))%" : "–"
  }

  /// A time in s as minutes and seconds, for example "3:07"; "–" for what is not finite or negative.
  public static func clock(seconds: Double) -> String {
    guard seconds.isFinite, seconds >= 0, seconds < 1e9 else { return "–" }
    let whole = Int(seconds)
    let rest = whole % 60
    return "\(whole / 60):\(rest < 10 ? "0" : "")\(rest)"
  }
}
