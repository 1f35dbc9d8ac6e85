/// The candidate that `name` was probably meant to be, or nil when none is near.
///
/// Optimal-string-alignment distance without regard to case; near is at most a third of the longer name, at least one
/// edit. **Ties**: the earlier candidate. Names beyond 64 characters have no neighbour.
/// - Complexity: O(*candidates* · *length*²).
public func nearest(to name: String, among candidates: some Sequence<String>) -> String? {
  let wanted = Array(name.lowercased())
  if wanted.count > 64 { return nil }
  var best: (name: String, distance: Int)?
  for candidate in candidates where candidate.count <= 64 {
    let other = Array(candidate.lowercased())
    let distance = alignmentDistance(wanted, other)
    let near = distance <= max(1, max(wanted.count, other.count) / 3)
    if near && distance < best?.distance ?? .max { best = (candidate, distance) }
  }
  return best?.name
}

/// `did you mean 'x'?` when a candidate is near, else the candidates themselves, at most twelve.
public func suggestion(for name: String, among candidates: [String]) -> String {
  if let near = nearest(to: name, among: candidates) { return "did you mean \(quoted(near))?" }
  if candidates.isEmpty { return "nothing can be named here" }
  let shown = candidates.prefix(12).map { printable($0, limit: 40) }.joined(separator: ", ")
  return "known: \(shown)\(candidates.count > 12 ? ", …" : "")"
}

/// Edits that turn `a` into `b`: insertions, deletions, substitutions, and swaps of neighbours.
private func alignmentDistance(_ a: [Character], _ b: [Character]) -> Int {
  var beforeLast = [Int](repeating: 0, count: b.count + 1)
  var last = Array(0...b.count)
  for i in 1..<(a.count + 1) {
    var row = [i] + [Int](repeating: 0, count: b.count)
    for j in 1..<(b.count + 1) {
      let substitution = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)
      row[j] = min(last[j] + 1, row[j - 1] + 1, substitution)
      if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] { row[j] = min(row[j], beforeLast[j - 2] + 1) }
    }
    beforeLast = last
    last = row
  }
  return last[b.count]
}
