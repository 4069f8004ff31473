public import Frames
import Localisation

/// Activations of cautery in words, for a page and for a terminal.
public enum BurnText {
  /// What `cells` has: the last parts of the catalogue's keys.
  public static let columns = ["time", "duration", "energy", "peak", "volume", "collateral"]

  /// Time, duration (s), energy (J), warmest (degrees C), coagulated tissue and what of it is beyond the margin (mm3).
  public static func cells(_ burn: CauteryBurn) -> [String] {
    [
      NumberText.clock(seconds: 0.001 * Double(burn.tick)),
      NumberText.fixed(0.001 * Double(burn.endTick - min(burn.tick, burn.endTick)), decimals: 1),
      NumberText.fixed(burn.energy, decimals: 1), burn.hasTouched ? NumberText.fixed(burn.peak, decimals: 0) : "–",
      NumberText.fixed(1e9 * burn.volume, decimals: 1), NumberText.fixed(1e9 * burn.collateral, decimals: 1),
    ]
  }

  /// Of the sentence that sums them up.
  public static func arguments(_ burns: [CauteryBurn]) -> [String: String] {
    func sum(_ value: (CauteryBurn) -> Double) -> String {
      NumberText.fixed(burns.reduce(0) { $0 + value($1) }, decimals: 1)
    }
    return [
      "count": "\(burns.count)", "energy": sum { $0.energy }, "volume": sum { 1e9 * $0.volume },
      "collateral": sum { 1e9 * $0.collateral },
    ]
  }
}
