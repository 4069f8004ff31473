/// The name under which a trainee is filed: never a person's name. The table of who is who stays at the hospital.
///
/// 2 to 40 characters: the letters A to Z and a to z, digits and '-', with a letter or digit first and last, for
/// example "T-0042" or "scripted-resident".
public struct Pseudonym: Equatable, Hashable, Sendable {
  public let text: String

  /// - Throws: `SkillsError.badPseudonym` for anything that does not fit the pattern.
  public init(_ text: String) throws(SkillsError) {
    guard Self.isPseudonym(text) else { throw .badPseudonym }
    self.text = text
  }

  /// Whether `text` fits the pattern.
  public static func isPseudonym(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    guard (2...40).contains(bytes.count), let first = bytes.first, let last = bytes.last else { return false }
    return isLetterOrDigit(first) && isLetterOrDigit(last)
      && bytes.allSatisfy { isLetterOrDigit($0) || $0 == UInt8(ascii: "-") }
  }

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "a")...UInt8(ascii: "z"):
      true
    default: false
    }
  }
}
