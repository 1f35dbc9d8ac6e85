public import MarketModel

/// Whether bidders got what they wanted for their money: return on investment, cost per action, and limits on both.
///
/// The engine enforces no such limit; strategies set them for themselves and may miss them. Actions are value over the
/// group's `value-per-action`.
public struct Limits: Metric {
  public static let card = Card(
    "limits",
    "Return on investment, cost per action, and by how much limits on them were missed; per group and bidder.",
    source: "standard")

  private static let investment = Measure(
    "return-on-investment", unit: .one, .ratioOfMeans, "Value less spend, per unit of money spent.")
  private static let cost = Measure(
    "cost-per-action", unit: Unit("money/action"), .ratioOfMeans, "Spend per action (conversion), by expected actions.")
  private static let costExceedance = Measure(
    "cost-exceedance", unit: .share, .mean,
    "By what share the cost per action exceeded the bidder's limit, 0 where it did not; mean over bidders with one.")
  private static let returnExceedance = Measure(
    "return-shortfall", unit: .share, .mean,
    "By what share spend exceeded what the bidder's least return allows for the value it got, 0 where it did not; mean over bidders with one."
  )
  private static let kept = Measure(
    "limits-kept", unit: .share, .mean,
    "Share of the bidders with a limit on return or cost that kept all of theirs at the end of the run, to 1 %. Budgets are always kept."
  )

  public static let measures = [investment, cost, costExceedance, returnExceedance, kept]
  public static let headline: [String] = []

  private var market = MarketFacts(groups: [], buckets: 0, supply: 0)

  public init(_ settings: inout Settings) {}

  public mutating func begin(_ market: MarketFacts) { self.market = market }

  public mutating func fold(_ auctions: Span<AuctionFact>, _ awards: Span<AwardFact>) {}

  /// What several bidders add up to.
  private struct Sum {
    var total = BidderTotal()
    var actions = 0.0
    var costs: [Double] = []
    var returns: [Double] = []
    var kept = 0.0
    var limited = 0.0

    mutating func add(_ bidder: BidderTotal, of group: MarketFacts.Group) {
      total = total + bidder
      actions += bidder.value / group.valuePerAction
      let goal = group.goal
      if goal.highestCost == nil && goal.leastReturn == nil { return }
      // A bidder that got nothing and paid nothing kept everything.
      var worst = 0.0
      if let highest = goal.highestCost {
        let miss = Self.miss(bidder.paid, most: highest * bidder.value / group.valuePerAction)
        costs.append(miss)
        worst = miss
      }
      if let least = goal.leastReturn {
        let miss = Self.miss(bidder.paid, most: bidder.value / least)
        returns.append(miss)
        worst = max(worst, miss)
      }
      limited += 1
      kept += worst <= 0.01 ? 1 : 0
    }

    /// By what share `paid` exceeds `most`; infinite for money spent on nothing.
    private static func miss(_ paid: Double, most: Double) -> Double { paid <= most ? 0 : paid / most - 1 }

    mutating func add(_ other: Sum) {
      total = total + other.total
      actions += other.actions
      costs += other.costs
      returns += other.returns
      kept += other.kept
      limited += other.limited
    }

    func reading(_ measure: String) -> Reading {
      switch measure {
      case "return-on-investment":
        total.paid > 0 ? .ratio(total.surplus, of: total.paid) : .undefined("nothing was spent")
      case "cost-per-action": actions > 0 ? .ratio(total.paid, of: actions) : .undefined("there was no action")
      case "cost-exceedance": Self.mean(costs, "no bidder has a limit on the cost per action")
      case "return-shortfall": Self.mean(returns, "no bidder has a limit on its return")
      default: limited > 0 ? .value(kept / limited) : .undefined("no bidder has a limit")
      }
    }

    private static func mean(_ misses: [Double], _ none: String) -> Reading {
      if misses.isEmpty { return .undefined(none) }
      let mean = misses.reduce(0, +) / Double(misses.count)
      return mean < .infinity ? .value(mean) : .undefined("money was spent and nothing was got for it")
    }
  }

  public func finish(_ close: MarketClose, into recording: inout Recording) {
    var all = Sum()
    for (index, group) in market.groups.enumerated() {
      var sum = Sum()
      for bidder in group.bidders {
        sum.add(close.totals[bidder], of: group)
        if bidder < recording.plan.bidders.count {
          var one = Sum()
          one.add(close.totals[bidder], of: group)
          for measure in Self.measures { recording.set(measure.name, bidder: bidder, one.reading(measure.name)) }
        }
      }
      for measure in Self.measures { recording.set(measure.name, group: index, sum.reading(measure.name)) }
      all.add(sum)
    }
    for measure in Self.measures { recording.set(measure.name, all.reading(measure.name)) }
  }
}
