public import MarketModel

/// Bids its predicted conversions times the price of a conversion at which the last tick, repeated, would use up the budget.
///
/// Of the last tick's opportunities, each with predicted conversions v and least winning price p, it would have bought those
/// with the lowest p / v first; the ratio at which their cost reaches the budget left per tick to come is the dual price of
/// the fractional knapsack, and the next multiplier, at most `cap` times the target.
///
/// **Edge cases**: the tick cost less than the budget per tick would pay: the cap. An opportunity without a value is not
/// bought.
/// - Complexity: O(opportunities) expected a tick, by quickselect.
///
/// Source: the OnlineLP agent of AuctionNet (Su et al. 2024): ratios sorted, costs added up, the ratio where they pass the
/// budget, at most 1.5 × the target. Differs: on the last tick instead of a log that comes with the code.
public struct OnlineProgram: Autobidder {
  public static let card = Card(
    "online-lp", label: "online LP",
    "Bids the price of a conversion at which the last tick, repeated, would use up the budget.",
    source: "Su et al. 2024 (AuctionNet); the last tick instead of a log is ours")

  private let start: Double
  private let cap: Double
  private var terms = CampaignTerms(budget: 0, target: 0, ticks: 1, opportunities: 0)
  public private(set) var multiplier = 0.0
  private var offers: [Offer] = []

  private struct Offer: Sendable, BitwiseCopyable {
    var ratio: Double
    var price: Double
  }

  public init(_ settings: inout Settings) {
    start = settings.number(
      "start", in: .positive, default: 0.5, "The multiplier in the first tick, as a multiple of the target.")
    cap = settings.number("cap", in: .positive, default: 1.5, "The highest multiplier, as a multiple of the target.")
  }

  public mutating func begin(_ terms: CampaignTerms) {
    self.terms = terms
    multiplier = min(start, cap) * terms.target
  }

  public mutating func bid(on tick: borrowing BiddingTick, into bids: inout MutableSpan<Double>) {
    for i in bids.indices { bids[i] = multiplier * tick.values[i] }
  }

  public mutating func observe(_ result: borrowing TickResult) {
    let rest = terms.ticks - 1 - result.number
    if rest <= 0 { return }
    offers.removeAll(keepingCapacity: true)
    for i in result.values.indices where result.values[i] > 0 {
      offers.append(Offer(ratio: result.leastWinning[i] / result.values[i], price: result.leastWinning[i]))
    }
    let highest = cap * terms.target
    multiplier = min(highest, Self.ratio(&offers, buying: result.left / Double(rest)) ?? highest)
  }

  /// The ratio at which offers bought from the lowest ratio on cost `budget` together; nil when all cost less.
  private static func ratio(_ offers: inout [Offer], buying budget: Double) -> Double? {
    var range = 0..<offers.count
    var left = budget
    while !range.isEmpty {
      // Three ways around the median of three: below the pivot, equal to it, above.
      let pivot = middle(
        offers[range.lowerBound].ratio, offers[(range.lowerBound + range.upperBound) / 2].ratio,
        offers[range.upperBound - 1].ratio)
      var (low, at, high) = (range.lowerBound, range.lowerBound, range.upperBound)
      var (below, equal) = (0.0, 0.0)
      while at < high {
        let offer = offers[at]
        if offer.ratio < pivot {
          below += offer.price
          offers.swapAt(low, at)
          low += 1
          at += 1
        } else if offer.ratio > pivot {
          high -= 1
          offers.swapAt(at, high)
        } else {
          equal += offer.price
          at += 1
        }
      }
      if below >= left {
        range = range.lowerBound..<low
      } else if below + equal >= left {
        return pivot
      } else {
        left -= below + equal
        range = high..<range.upperBound
      }
    }
    return nil
  }

  private static func middle(_ a: Double, _ b: Double, _ c: Double) -> Double { max(min(a, b), min(max(a, b), c)) }
}
