#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// How fairly a protected group is spread over a ranking: rND, rKL and rRD.
///
/// A ranking of N items, |S⁺| of them protected, is cut after i = step, 2 · step, … ≤ N places. At each cut the group's part
/// of the places is compared with its part of everybody, and cuts count 1/log₂ i:
/// - rND: the distance of the two parts;
/// - rKL: the Kullback–Leibler divergence of (part, 1 − part) between them, base 2, with 0 · log 0 = 0;
/// - rRD: the distance of the ratios |S⁺|/|S⁻| in the cut and in all, a ratio with a 0 above or below being 0.
///
/// Each is divided by the highest value any ranking of so many items can have, so 0 is fair and 1 is worst. These
/// normalisers are exact, by dynamic programming over the number of protected items before each cut.
///
/// **Differs** from the paper in rRD: the ratio in a cut counts at most as high as that in all, as in the authors' program;
/// with the paper's words alone, one unprotected item at the top of a cut makes the normaliser so large that every
/// ranking looks fair. rRD is defined only for a minority, |S⁺| ≤ N/2, and says whether it comes too late, not too early.
/// **Edge cases**: undefined (nil) where every ranking has the value 0: nobody protected or everybody, or no cut before the
/// end. Few items make even a random ranking look unfair: 0 is not what chance yields.
/// - Complexity: to make, O(N/step · |S⁺|) for each measure with O(|S⁺|) memory; O(N/step) a ranking.
///
/// Source: Yang and Stoyanovich 2017, section 3; the exact normalisers are ours.
public struct RankedFairness: Sendable {
  public enum Measure: String, Sendable, CaseIterable {
    case difference = "rnd"
    case divergence = "rkl"
    case ratio = "rrd"
  }

  public let count: Int
  public let protected: Int
  /// Places after which the ranking is cut, ascending.
  public let cuts: [Int]
  /// log₂ of each cut (cuts).
  private let discounts: [Double]
  /// (measures) — nil where it was not asked for.
  private let normalisers: [Double?]

  /// - Parameter count: items in the ranking.
  /// - Parameter protected: protected items among them.
  /// - Parameter step: places from one cut to the next.
  /// - Parameter measures: those that will be asked for.
  /// - Precondition: 0 ≤ protected ≤ count, and step is at least 2: the discount of place 1 is not defined.
  public init(count: Int, protected: Int, step: Int, measures: [Measure] = Measure.allCases) {
    precondition(count >= 0 && protected >= 0 && protected <= count, "The protected items are some of the items.")
    precondition(step >= 2, "Cuts are at least 2 places apart.")
    self.count = count
    self.protected = protected
    let cuts = Array(stride(from: step, through: count, by: step))
    self.cuts = cuts
    let discounts = cuts.map { log2(Double($0)) }
    self.discounts = discounts
    normalisers = Measure.allCases.map { measure in
      measures.contains(measure) ? Self.highest(measure, cuts, discounts, count, protected) : nil
    }
  }

  /// The highest sum that any ranking can have; nil where the measure is not defined.
  public func normaliser(_ measure: Measure) -> Double? {
    if measure == .ratio && 2 * protected > count { return nil }
    guard let highest = normalisers[Self.index(measure)] else {
      preconditionFailure("A measure can be computed only if it was named when this was made.")
    }
    return highest > 0 ? highest : nil
  }

  /// The measure of one ranking, from 0 to 1; nil where it is not defined.
  /// - Parameter measure: which one.
  /// - Parameter before: protected items before each cut (cuts).
  public func callAsFunction(_ measure: Measure, before: [Int]) -> Double? {
    normaliser(measure).map { sum(measure, before: before) / $0 }
  }

  /// The sum before it is normalised.
  public func sum(_ measure: Measure, before: [Int]) -> Double {
    precondition(before.count == cuts.count, "There is one number per cut.")
    return before.indices.reduce(0) {
      $0 + Self.distance(measure, before[$1], of: cuts[$1], protected, of: count) / discounts[$1]
    }
  }

  private static func index(_ measure: Measure) -> Int {
    switch measure {
    case .difference: 0
    case .divergence: 1
    case .ratio: 2
    }
  }

  private static func distance(_ measure: Measure, _ some: Int, of cut: Int, _ all: Int, of count: Int) -> Double {
    let part = Double(some) / Double(cut)
    let whole = Double(all) / Double(count)
    switch measure {
    case .difference: return abs(part - whole)
    case .divergence:
      func term(_ p: Double, _ q: Double) -> Double { p > 0 && q > 0 ? p * log2(p / q) : 0 }
      return max(0, term(part, whole) + term(1 - part, 1 - whole))
    case .ratio:
      func ratio(_ some: Int, _ others: Int) -> Double {
        some > 0 && others > 0 ? Double(some) / Double(others) : 0
      }
      let expected = ratio(all, count - all)
      return abs(min(ratio(some, cut - some), expected) - expected)
    }
  }

  /// The best sum over all numbers of protected items before each cut that a ranking can have.
  ///
  /// Between two cuts come at most as many protected items as places: the best of a window that slides along, kept as the
  /// candidates that no later one has beaten.
  private static func highest(
    _ measure: Measure, _ cuts: [Int], _ discounts: [Double], _ count: Int, _ protected: Int
  ) -> Double {
    var best = [Double](repeating: -.infinity, count: protected + 1)
    var next = best
    var candidates = [Int](repeating: 0, count: protected + 1)
    best[0] = 0
    var last = 0
    for (index, cut) in cuts.enumerated() {
      let least = max(0, cut - (count - protected))
      var (first, end) = (0, 0)
      for some in 0...protected {
        while end > first && best[candidates[end - 1]] <= best[some] { end -= 1 }
        candidates[end] = some
        end += 1
        if candidates[first] < some - (cut - last) { first += 1 }
        next[some] =
          some < least || some > cut
          ? -.infinity
          : best[candidates[first]] + distance(measure, some, of: cut, protected, of: count) / discounts[index]
      }
      swap(&best, &next)
      last = cut
    }
    return best.max() ?? 0
  }
}
