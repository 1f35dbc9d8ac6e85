/// The widest window of use in which a threshold is effectively constant, in units of capacity; the first of the widest.
///
/// Thresholds below the lowest density count as that density, because every item passes them. Two levels are equal when
/// they differ by at most one part in 10⁹.
///
/// Its width as a share of the capacity is the α up to which a deterministic threshold policy satisfies conditional
/// time-independent fairness.
/// - Parameters:
///   - thresholds: one per unit taken, 0 … capacity; the entry at the capacity itself is never used, because nothing fits
///     any more.
///   - low: the lowest density.
/// - Complexity: O(*capacity*).
///
/// Source: Lechowicz et al. 2024.
public func widestConstantWindow(_ thresholds: [Double], low: Double) -> Range<Int> {
  var (widest, start) = (0..<0, 0)
  for end in thresholds.indices.dropLast() {
    let (level, first) = (max(thresholds[end], low), max(thresholds[start], low))
    if abs(level - first) > 1e-9 * first { start = end }
    if end - start + 1 > widest.count { widest = start..<end + 1 }
  }
  return widest
}
