/// Guesses what an author meant to write.
enum Spelling {
  /// The candidate nearest to `word`, unless it is too far away to be a slip.
  static func nearest(to word: String, among candidates: [String]) -> String? {
    // A long word is cut: nobody misspells a key by two hundred letters.
    let w = Array(word.prefix(80))
    var best: (distance: Int, word: String)?
    for candidate in candidates {
      let d = distance(w, Array(candidate))
      if d <= max(1, candidate.count / 3), d < (best?.distance ?? .max) { best = (d, candidate) }
    }
    return best?.word
  }

  /// How many letters must be changed, added, removed or swapped with the next (Damerau 1964, restricted form).
  static func distance(_ a: [Character], _ b: [Character]) -> Int {
    var before: [Int] = []
    var last = Array(0...b.count)
    for i in a.indices {
      var row = [i + 1]
      for j in b.indices {
        var d = min(last[j + 1] + 1, row[j] + 1, last[j] + (a[i] == b[j] ? 0 : 1))
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { d = min(d, before[j - 1] + 1) }
        row.append(d)
      }
      before = last
      last = row
    }
    return last[b.count]
  }
}
