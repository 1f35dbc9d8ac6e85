public import MarketModel

extension Domain where Report == Offer, Outcome: PricedOutcome {
  /// Buyers and sellers of one unit each: double auctions, bilateral trade.
  ///
  /// A buyer's type is its value and it gets 1 or nothing; a seller's is its cost and it gets −1 or nothing, so that
  /// both have the utility price × quantity − payment. Every agent may be either, in any order; a lie is about the price.
  /// - Parameters:
  ///   - agents: buyers and sellers together.
  ///   - prices: values and costs [money].
  public static func trade(agents: ClosedRange<Int>, prices: ClosedRange<Int>) -> Domain {
    let grid = prices.map(Double.init)
    return trade(agents: agents, grid: grid, types: { _ in both(grid) })
  }

  /// The same where the first agents buy and the others sell.
  public static func trade(buyers: Int, sellers: Int, prices: ClosedRange<Int>) -> Domain {
    let grid = prices.map(Double.init)
    return trade(agents: (buyers + sellers)...(buyers + sellers), grid: grid) { agent in
      grid.map { agent < buyers ? .buys(at: $0) : .sells(at: $0) }
    }
  }

  private static func both(_ grid: [Double]) -> [Offer] {
    grid.flatMap { [Offer.buys(at: $0), .sells(at: $0)] }
  }

  private static func trade(
    agents: ClosedRange<Int>, grid: [Double], types: @escaping @Sendable (Int) -> [Offer]
  ) -> Domain {
    var domain = Domain(agents: agents, types: types) { type, place, outcome in
      type.price * outcome.quantity(of: place) - outcome.payment(of: place)
    }
    domain.noun = "trader"
    domain.text = { "\($0.side == .buys ? "buys" : "sells") at \(amount($0.price))" }
    domain.lies = { agent, profile in grid.map { Offer(profile[agent].side, $0) } }
    let step = grid.count > 1 ? grid[1] - grid[0] : 1
    let cap = grid.last ?? 0
    domain.refinements = { agent, profile in
      refinedNumbers(around: profile.map(\.price) + [0, cap], by: step / 100, and: [cap + step], known: grid)
        .map { Offer(profile[agent].side, $0) }
    }
    domain.simpler = { offer in simplerNumbers(offer.price, step: step).map { Offer(offer.side, $0) } }
    domain.areAlike = { $0.side == $1.side }
    domain.isTied = { profile in
      profile.indices.contains { i in profile[..<i].contains { $0.price == profile[i].price } }
    }
    domain.payment = { $1.payment(of: $0) }
    domain.holding = { [$1.quantity(of: $0)] }
    domain.parameter = Parameter(
      value: { $0.price }, report: { Offer($0.side, $1) }, quantity: { $1.quantity(of: $0) })
    domain.bestWelfare = { mostGains($0) }
    domain.scaled = { Offer($0.side, $0.price * $1) }
    domain.names = { offer in
      grid.flatMap { first in grid.map { [Offer(offer.side, first), Offer(offer.side, $0)] } }
    }
    domain.jointUtility = { type, places, outcome in
      // It has one unit, or use for one: a second one sold must be delivered and is not there, which nobody does.
      let quantity = places.reduce(0) { $0 + outcome.quantity(of: $1) }
      if quantity < -1 { return -.infinity }
      return type.price * min(quantity, 1) - places.reduce(0) { $0 + outcome.payment(of: $1) }
    }
    return domain
  }

  /// The most that trades are worth together, by trying for each buyer every seller or none.
  private static func mostGains(_ offers: [Offer]) -> Double {
    func best(_ buyers: ArraySlice<Double>, _ sellers: [Double]) -> Double {
      guard let value = buyers.first else { return 0 }
      var most = best(buyers.dropFirst(), sellers)
      for index in sellers.indices {
        var rest = sellers
        rest.remove(at: index)
        most = max(most, value - sellers[index] + best(buyers.dropFirst(), rest))
      }
      return most
    }
    return best(
      offers.filter { $0.side == .buys }.map(\.price)[...], offers.filter { $0.side == .sells }.map(\.price))
  }
}
