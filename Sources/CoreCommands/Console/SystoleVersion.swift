/// The version of this source, as logs and `--version` show it.
public enum SystoleVersion {
  public static let text = "0.1.0"
}
