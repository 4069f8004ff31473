import Frames

/// Which mark stands for which lesion.
enum MarkMatching {
  /// The largest one-to-one matching of marks to lesions whose edge is within `tolerance` (m); nearer marks first
  /// (Kuhn 1955). Returns the mark of each lesion, nil for a lesion without one.
  static func match(
    _ marks: [VesselCoordinate], to lesions: [LesionTruth], tolerance: Double, outerRadius: Double
  ) -> [Int?] {
    let candidates = lesions.map { lesion in
      marks.indices
        .map { (index: $0, distance: lesion.signedDistance(from: marks[$0], outerRadius: outerRadius)) }
        .filter { $0.distance <= tolerance }
        .sorted { ($0.distance, $0.index) < ($1.distance, $1.index) }
        .map(\.index)
    }
    var lesionOfMark = [Int?](repeating: nil, count: marks.count)
    func assign(_ lesion: Int, _ tried: inout [Bool]) -> Bool {
      for mark in candidates[lesion] where !tried[mark] {
        tried[mark] = true
        if let other = lesionOfMark[mark], !assign(other, &tried) { continue }
        lesionOfMark[mark] = lesion
        return true
      }
      return false
    }
    for lesion in lesions.indices {
      var tried = [Bool](repeating: false, count: marks.count)
      _ = assign(lesion, &tried)
    }
    var markOfLesion = [Int?](repeating: nil, count: lesions.count)
    for (mark, lesion) in lesionOfMark.enumerated() {
      if let lesion { markOfLesion[lesion] = mark }
    }
    return markOfLesion
  }
}
