public import MarketModel

/// Bids its predicted conversions times a multiplier that follows how fast the budget goes.
///
/// After a tick that cost c, with r ticks to come and b of the budget left, the projected use is r c / b: below `low` the
/// multiplier is raised by `raise`, above `high` lowered by `cut`. Nothing left, or nothing to come: it stays.
///
/// Source: the PID agent of AuctionNet (Su et al. 2024) as its released code has it: a controller with two thresholds.
public struct BudgetController: Autobidder {
  public static let card = Card(
    "pid", label: "budget controller",
    "Raises or cuts its multiplier when the last tick's cost would leave too much, or too little, of the budget.",
    source: "Su et al. 2024 (AuctionNet), as in the released code")

  private let start: Double
  private let low: Double
  private let high: Double
  private let raise: Double
  private let cut: Double
  private var ticks = 1
  public private(set) var multiplier = 0.0

  public init(_ settings: inout Settings) {
    start = settings.number("start", in: .positive, default: 15, unit: .money, "The multiplier in the first tick.")
    let low = settings.number(
      "low", in: .nonNegative, default: 0.7, unit: .share, "Projected use below which it raises.")
    let high = settings.number("high", in: .positive, default: 1.1, unit: .share, "Projected use above which it cuts.")
    raise = settings.number("raise", in: .atLeast(1), default: 1.2, "Factor by which it raises.")
    cut = settings.number("cut", in: Bounds(0, 1, includesLower: false), default: 0.7, "Factor by which it cuts.")
    settings.check(
      low <= high, "high", "\(shortest(high)) is below `low`, \(shortest(low))", remedy: "give low <= high")
    (self.low, self.high) = (low, high)
  }

  public mutating func begin(_ terms: CampaignTerms) {
    ticks = terms.ticks
    multiplier = start
  }

  public mutating func bid(on tick: borrowing BiddingTick, into bids: inout MutableSpan<Double>) {
    for i in bids.indices { bids[i] = multiplier * tick.values[i] }
  }

  public mutating func observe(_ result: borrowing TickResult) {
    let rest = Double(ticks - 1 - result.number)
    if !(rest > 0 && result.left > 0) { return }
    let use = result.cost * rest / result.left
    if use < low { multiplier *= raise } else if use > high { multiplier *= cut }
    multiplier = min(multiplier, 1e15)
  }
}
