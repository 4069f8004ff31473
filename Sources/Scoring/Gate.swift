/// The critical errors that a rubric may name: each decides before any sum.
public enum Gate: String, CaseIterable, Sendable {
  /// The site lies inside a lesion's edge.
  case siteOnLesion = "site.on-lesion"
  /// A site was chosen in a patient who has no safe one.
  case unsafePatient = "site.unsafe-patient"
  /// The site is nearer to a lesion than the required margin.
  case siteMargin = "site.margin"
  /// The session ended without a site and without a declaration.
  case noDecision = "no-decision"
}
