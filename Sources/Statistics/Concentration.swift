#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// How unequally a total is divided: indices of the values u₁, …, uₙ of a population, with mean m.
///
/// The population is whatever the caller passes: all bidders or the winners only. Members with nothing belong to it and
/// count; leaving them out is a different question. All the indices ignore the order and the unit of the values.
///
/// **Edge cases**: every index is nil for an empty population and for values negative, infinite or NaN. When all values
/// are zero, all are equal: Jain's index is 1, the smallest share 1/n, the others 0.
/// - Complexity: O(*n*), Gini's O(*n* log *n*).
public enum Concentration {
  /// Jain's index (Σu)² / (n Σu²), from 1/n (one has all) to 1 (all have the same).
  ///
  /// Source: Jain, Chiu and Hawe 1984.
  public static func jain(_ values: [Double]) -> Double? {
    guard let scaled = scaled(values) else { return nil }
    let total = scaled.reduce(0, +)
    let squares = scaled.reduce(0) { $0 + $1 * $1 }
    return squares > 0 ? min(1, total * total / (Double(scaled.count) * squares)) : 1
  }

  /// Gini's index Σᵢⱼ |uᵢ − uⱼ| / (2 n² m), from 0 (all have the same) to 1 − 1/n (one has all).
  ///
  /// Source: Gini 1912; computed from the sorted values as Σ (2i − n − 1) uᵢ / (n Σu).
  public static func gini(_ values: [Double]) -> Double? {
    guard let scaled = scaled(values)?.sorted() else { return nil }
    let total = scaled.reduce(0, +)
    if total == 0 { return 0 }
    let count = scaled.count
    var spread = 0.0
    // A value from each end, so that equal values cancel exactly.
    for index in 0..<count / 2 {
      spread += Double(count - 1 - 2 * index) * (scaled[count - 1 - index] - scaled[index])
    }
    return spread / (Double(count) * total)
  }

  /// Hoover's index Σ|u − m| / (2 n m): the part of the total that would have to change hands to make all equal, from 0
  /// to 1 − 1/n.
  ///
  /// Source: Hoover 1936.
  public static func hoover(_ values: [Double]) -> Double? {
    guard let scaled = scaled(values) else { return nil }
    let total = scaled.reduce(0, +)
    if total == 0 { return 0 }
    let mean = total / Double(scaled.count)
    return scaled.reduce(0) { $0 + abs($1 - mean) } / (2 * total)
  }

  /// Theil's index, the mean of (u/m) ln(u/m) with 0 ln 0 = 0, from 0 (all have the same) to ln n (one has all).
  ///
  /// Source: Theil 1967, his T.
  public static func theil(_ values: [Double]) -> Double? {
    guard let scaled = scaled(values) else { return nil }
    let count = Double(scaled.count)
    let mean = scaled.reduce(0, +) / count
    if mean == 0 { return 0 }
    let terms = scaled.map { $0 == 0 ? 0 : $0 / mean * log($0 / mean) }
    return max(0, terms.reduce(0, +) / count)
  }

  /// Atkinson's index 1 − e/m with aversion ε to inequality, from 0 (all have the same) to at most 1.
  ///
  /// e is the value that, held by all, would be as good as the given ones: their power mean of exponent 1 − ε; for
  /// ε = 1 their geometric mean, for ε = ∞ the least of them.
  ///
  /// **Edge cases**: ε = 0 — 0. A value of 0 and ε ≥ 1 — 1.
  /// - Precondition: ε ≥ 0.
  ///
  /// Source: Atkinson 1970.
  public static func atkinson(_ values: [Double], epsilon: Double) -> Double? {
    precondition(epsilon >= 0, "Aversion to inequality is not negative.")
    guard let scaled = scaled(values), let least = scaled.min() else { return nil }
    let mean = scaled.reduce(0, +) / Double(scaled.count)
    if mean == 0 || epsilon == 0 { return 0 }
    if least == 0 && epsilon >= 1 { return 1 }
    let equivalent = SocialWelfare.mean(scaled, least, 1 - epsilon, nil)
    return max(0, 1 - equivalent / mean)
  }

  /// The smallest share min u / Σu that a member has of the total, from 0 to 1/n (all have the same).
  public static func minimumShare(_ values: [Double]) -> Double? {
    guard let scaled = scaled(values), let least = scaled.min() else { return nil }
    let total = scaled.reduce(0, +)
    return total > 0 ? least / total : 1 / Double(scaled.count)
  }

  /// The values in units of the greatest, whose squares and sums cannot overflow; nil when an index is undefined.
  private static func scaled(_ values: [Double]) -> [Double]? {
    guard let greatest = values.max(), values.allSatisfy({ $0 >= 0 && $0.isFinite }) else { return nil }
    return greatest > 0 ? values.map { $0 / greatest } : values
  }
}
