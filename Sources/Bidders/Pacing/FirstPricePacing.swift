public import MarketModel
public import Randomness

/// Paces its budget in first-price auctions by its running mean of value won: dual averaging, known as PACE.
///
/// With the spend rate ρ = budget / auctions and the mean ū of the value it has won per auction so far:
///
///     factor = min(max(ρ / ū, lowest), 1)
///     bid = min(factor · v, budget left)
///
/// When all bidders of a first-price market do so, factors, prices and spending go to those of its first-price pacing
/// equilibrium, which is the optimum of a convex program. There are no steps to choose.
///
/// **Edge cases**: before it wins anything its factor is 1. In auctions of other formats it is a heuristic.
/// - Complexity: O(*n*) for *n* members, a division each; no allocation.
///
/// Source: after Gao and Kroer 2020; Conitzer et al. 2022 for the equilibrium.
public struct FirstPricePacing: BidderStrategy {
  public static let card = Card(
    "first-price-pacing", "Scales its value by its spend rate over the mean value it has won, at most 1.",
    source: "after Gao and Kroer 2020 (PACE)",
    surroundings: budgetedMarket("first-price-pacing", mechanism: "first-price"))

  private let lowest: Double
  private var rate = 0.0
  /// Auctions seen, and value won in them (members).
  private var auctions: [Double] = []
  private var won: [Double] = []

  public init(_ settings: inout Settings) {
    lowest = settings.number("lowest", in: Bounds(0, 1), default: 0, unit: .share, "The lowest factor.")
  }

  public var needs: Information { .ownOutcome }

  public func objection(to group: GroupFacts) -> (problem: String, remedy: String)? {
    budgetObjection(group, "first-price pacing", leastFactor: lowest, required: true)
  }

  public mutating func begin(_ group: GroupFacts) {
    rate = group.spendRate ?? 0
    auctions = Array(repeating: 0, count: group.count)
    won = auctions
  }

  public mutating func bid(
    in round: borrowing Round, into bids: inout MutableSpan<Double>, using stream: inout RandomStream
  ) {
    for i in bids.indices {
      let member = Int(round.members[i])
      let planned = rate * auctions[member]
      let factor = planned < won[member] ? max(planned / won[member], lowest) : 1
      bids[i] = min(factor * round.values[i], round.left[i])
    }
  }

  public mutating func observe(_ feedback: borrowing Feedback) {
    for i in feedback.members.indices { auctions[Int(feedback.members[i])] += 1 }
    for k in feedback.awards.indices {
      let award = feedback.awards[k]
      let seat = Int(award.seat)
      won[Int(feedback.members[seat])] += award.quantity * feedback.values[seat]
    }
  }
}
