internal import MarketModel

/// Offers of a two-sided market in order: buyers b₁ ≥ b₂ ≥ …, sellers s₁ ≤ s₂ ≤ …, and how many could trade with gain.
///
/// **Ties** on one side: the lower agent comes first. A negative offer, or one that is not finite, is no offer.
/// - Complexity: O(*n* log *n*).
struct CrossedMarket {
  /// Agents in order of their offers.
  let buyers: [Int]
  let sellers: [Int]
  /// The largest k with b_k ≥ s_k.
  let trades: Int
  private let offers: [Offer]

  init(_ offers: [Offer]) {
    self.offers = offers
    let usable = offers.indices.filter { offers[$0].price >= 0 && offers[$0].price < .infinity }
    buyers = usable.filter { offers[$0].side == .buys }.sorted { (offers[$1].price, $0) < (offers[$0].price, $1) }
    sellers = usable.filter { offers[$0].side == .sells }.sorted { (offers[$0].price, $0) < (offers[$1].price, $1) }
    var count = 0
    while count < min(buyers.count, sellers.count), offers[buyers[count]].price >= offers[sellers[count]].price {
      count += 1
    }
    trades = count
  }

  /// b_rank, from 1; nil where there are fewer buyers.
  func bid(_ rank: Int) -> Double? { rank >= 1 && rank <= buyers.count ? offers[buyers[rank - 1]].price : nil }
  /// s_rank, from 1; nil where there are fewer sellers.
  func ask(_ rank: Int) -> Double? { rank >= 1 && rank <= sellers.count ? offers[sellers[rank - 1]].price : nil }

  /// These buyers buy a unit each at one price, these sellers sell one each at another.
  func outcome(buyers: some Sequence<Int>, paying price: Double, sellers: some Sequence<Int>, getting: Double)
    -> Allotments
  {
    var outcome = Allotments(agents: offers.count)
    for agent in buyers {
      outcome.quantities[agent] = 1
      outcome.payments[agent] = price
    }
    for agent in sellers {
      outcome.quantities[agent] = -1
      outcome.payments[agent] = -getting
    }
    return outcome
  }

  /// The first `count` buyers and sellers trade.
  func outcome(_ count: Int, paying price: Double, getting: Double) -> Allotments {
    outcome(buyers: buyers.prefix(count), paying: price, sellers: sellers.prefix(count), getting: getting)
  }

  var nobody: Allotments { Allotments(agents: offers.count) }
}
