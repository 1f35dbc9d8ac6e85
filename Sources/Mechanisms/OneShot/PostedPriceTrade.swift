public import MarketModel

/// A price that the broker names beforehand: who is willing on both sides trades at it.
///
/// A buyer is willing when its offer is at least the price, a seller when its offer is at most the price; as many pairs
/// trade as the shorter side allows. With one buyer and one seller these are the only truthful, individually rational and
/// budget-balanced mechanisms of bilateral trade, up to a draw of the price.
///
/// **Ties**: all willing agents are alike; on the longer side those of lower number trade.
/// **Edge cases**: nobody is willing on some side — nobody trades.
/// - Complexity: O(*n*).
///
/// Source: Hagerty and Rogerson 1987.
public struct PostedPriceTrade: DoubleAuction, DeterministicMechanism {
  public static let card = Card(
    "posted-price", "Who is willing on both sides trades at a price named beforehand.",
    holds: [.truthful, .individuallyRational, .weaklyBudgetBalanced, .stronglyBudgetBalanced], fails: [.efficient],
    source: "Hagerty and Rogerson 1987", tried: [["price": 0], ["price": 2]])

  /// [money] — constant.
  let price: Double

  public init(_ settings: inout Settings) {
    price = settings.number("price", in: .nonNegative, default: 0.5, unit: .money, "At what units are traded.")
  }

  public func run(_ reports: [Offer]) -> Allotments {
    let buyers = reports.indices.filter {
      reports[$0].side == .buys && reports[$0].price >= price && reports[$0].price < .infinity
    }
    let sellers = reports.indices.filter {
      reports[$0].side == .sells && reports[$0].price <= price && reports[$0].price >= 0
    }
    var outcome = Allotments(agents: reports.count)
    for (buyer, seller) in zip(buyers, sellers) {
      outcome.quantities[buyer] = 1
      outcome.payments[buyer] = price
      outcome.quantities[seller] = -1
      outcome.payments[seller] = -price
    }
    return outcome
  }
}
