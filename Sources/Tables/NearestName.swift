/// The name among `names` that someone who wrote `name` most likely meant; nil when none is near.
///
/// Near means an edit distance, letter case ignored, of at most a third of the longer name and at least one.
///
/// **Ties**: the first in the order given.
/// **Edge cases**: the empty name and names of more than 64 characters are never suggested.
/// - Complexity: O(*k m*²) for *k* names of at most *m* = 64 characters.
package func nearest(to name: String, among names: [String]) -> String? {
  let wanted = Array(name.lowercased())
  guard wanted.count <= 64 else { return nil }
  var best: (name: String, distance: Int)?
  for candidate in names where !candidate.isEmpty && candidate.utf8.count <= 4 * 64 {
    let letters = Array(candidate.lowercased())
    let distance = editDistance(wanted, letters)
    let allowed = max(1, max(wanted.count, letters.count) / 3)
    // Replacing every letter is no likeness: 'x' does not resemble 'y'.
    guard letters.count <= 64, distance <= allowed, distance < max(wanted.count, letters.count) else { continue }
    if best.map({ distance < $0.distance }) ?? true { best = (candidate, distance) }
  }
  return best?.name
}

/// The fewest insertions, deletions and replacements that turn one word into the other.
///
/// Source: Levenshtein 1966; computed row by row.
private func editDistance(_ first: [Character], _ second: [Character]) -> Int {
  var row = Array(0...second.count)
  for (i, letter) in first.enumerated() {
    var diagonal = row[0]
    row[0] = i + 1
    for (j, other) in second.enumerated() {
      let replaced = diagonal + (letter == other ? 0 : 1)
      diagonal = row[j + 1]
      row[j + 1] = min(replaced, row[j] + 1, diagonal + 1)
    }
  }
  return row[second.count]
}
