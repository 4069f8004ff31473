import Frames
import SessionLog

/// The beats of a recorded session, found another way than the product finds them.
enum HeartBeats {
  /// Moments (s) of the lowest pressure: the least of half a second around.
  static func feet(ofLog path: String) throws -> [Double] {
    var pressure: [Float] = []
    try SessionLogReader(path: path).forEachTick { entry in
      if let output = entry.output { pressure.append(output.pressure) }
    }
    return pressure.indices.filter { i in
      i >= 50 && i < pressure.count - 50
        && pressure[max(0, i - 250)..<min(pressure.count, i + 250)].allSatisfy { $0 >= pressure[i] }
        && pressure[i - 1] > pressure[i]
    }.map { Double($0) / 1000 }
  }
}
