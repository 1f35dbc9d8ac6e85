public import MarketModel

/// Whether budgets lasted: when bidders had spent all but a hundredth of theirs.
///
/// Time is known to one bucket of the run. What a payment that falls due later takes counts in the bucket of its auction,
/// once it is settled. Budgets that are filled again are not measured.
public struct Exhaustion: Metric {
  public static let card = Card(
    "exhaustion", "How long before the end budgets were spent, and how many; per group and bidder.", source: "ours")

  private static let early = Measure(
    "early-exhaustion", unit: .share, .mean,
    "Share of the run that was left when a bidder had spent 99 % of its budget, 0 where it never had; mean over bidders with a budget, to one time bucket."
  )
  private static let share = Measure(
    "exhausted", unit: .share, .mean,
    "Share of the bidders with a budget that had spent 99 % of it before the last time bucket.")

  public static let measures = [early, share]
  public static let headline: [String] = []

  private var market = MarketFacts(groups: [], buckets: 0, supply: 0)
  /// What is left until 99 % are spent (bidders); infinite without a budget.
  private var left: [Double] = []
  /// The bucket in which that happened (bidders); the last where it never did.
  private var bucket: [Int32] = []

  public init(_ settings: inout Settings) {}

  public mutating func begin(_ market: MarketFacts) {
    self.market = market
    left = market.groups.flatMap { group in
      Array(repeating: group.isRefilled ? .infinity : 0.99 * (group.budget ?? .infinity), count: group.bidders.count)
    }
    bucket = Array(repeating: Int32(truncatingIfNeeded: market.buckets - 1), count: market.bidders)
  }

  public mutating func fold(_ auctions: Span<AuctionFact>, _ awards: Span<AwardFact>) {
    for i in awards.indices {
      let bidder = Int(awards[i].bidder)
      let before = left[bidder]
      left[bidder] = before - awards[i].payment
      if before > 0 && left[bidder] <= 0 { bucket[bidder] = awards[i].bucket }
    }
  }

  public func finish(_ close: MarketClose, into recording: inout Recording) {
    var all: [Double] = []
    for (index, group) in market.groups.enumerated() {
      if group.budget == nil || group.isRefilled {
        let reason = group.isRefilled ? "budgets are filled again" : "there is no budget"
        for measure in Self.measures { recording.set(measure.name, group: index, .undefined(reason)) }
        continue
      }
      let shares = group.bidders.map { Double(market.buckets - 1 - Int(bucket[$0])) / Double(market.buckets) }
      for (bidder, share) in zip(group.bidders, shares) {
        recording.set("early-exhaustion", bidder: bidder, .value(share))
        recording.set("exhausted", bidder: bidder, .value(share > 0 ? 1 : 0))
      }
      set(shares, group: index, &recording)
      all += shares
    }
    set(all, group: nil, &recording)
  }

  private func set(_ shares: [Double], group: Int?, _ recording: inout Recording) {
    let count = Double(shares.count)
    let early: Reading =
      shares.isEmpty ? .undefined("no budget has to last") : .value(shares.reduce(0, +) / count)
    let share: Reading =
      shares.isEmpty ? .undefined("no budget has to last") : .value(Double(shares.count { $0 > 0 }) / count)
    if let group {
      recording.set("early-exhaustion", group: group, early)
      recording.set("exhausted", group: group, share)
    } else {
      recording.set("early-exhaustion", early)
      recording.set("exhausted", share)
    }
  }
}
