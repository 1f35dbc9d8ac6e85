public import MarketModel

extension Domain where Report == BundleBids, Outcome: BundleOutcome {
  /// Bidders for bundles of different items: combinatorial auctions.
  ///
  /// A bidder's value of what it gets is that of the best bundle inside it that it named.
  /// - Parameters:
  ///   - bidders: how many take part in a world.
  ///   - items: how many different items there are, one of each.
  ///   - values: of a bundle [money].
  ///   - alternatives: bundles that a type may name (XOR): 1 for bidders of one mind, 2 for those with two wishes.
  public static func bundles(
    bidders: ClosedRange<Int>, items: Int, values: ClosedRange<Int>, alternatives: Int = 1
  ) -> Domain {
    precondition((1...6).contains(items), "small worlds have one to six items")
    let prices = values.filter { $0 > 0 }.map(Double.init)
    let all = (1..<(UInt64(1) << UInt64(items))).map { Bundle(bits: $0) }
      .sorted { ($0.count, $0.bits) < ($1.count, $1.bits) }
    var types = [BundleBids([])]
    // By price first: the first witness has small numbers.
    for price in prices { types += all.map { BundleBids($0, price) } }
    if alternatives > 1 {
      for first in all {
        for second in all where second.bits > first.bits {
          for price in prices { types += prices.map { BundleBids([.init(first, price), .init(second, $0)]) } }
        }
      }
    }
    return bundles(bidders: bidders, types: { [types] _ in types }, prices: prices)
  }

  /// Local bidders 0 and 1 who want item A and item B, and a global bidder who wants both: LLG.
  public static func localLocalGlobal(values: ClosedRange<Int>, global: ClosedRange<Int>) -> Domain {
    let wishes = [Bundle([0]), Bundle([1]), Bundle([0, 1])]
    return bundles(
      bidders: 3...3,
      types: { bidder in (bidder == 2 ? global : values).map { BundleBids(wishes[bidder], Double($0)) } },
      prices: global.map(Double.init))
  }

  private static func bundles(
    bidders: ClosedRange<Int>, types: @escaping @Sendable (Int) -> [BundleBids], prices: [Double]
  ) -> Domain {
    var domain = Domain(agents: bidders, types: types) { type, place, outcome in
      type.value(of: outcome.bundle(of: place)) - outcome.payment(of: place)
    }
    domain.noun = "bidder"
    domain.text = { bids in
      bids.bids.isEmpty ? "nothing" : bids.bids.map { "\($0.bundle): \(amount($0.price))" }.joined(separator: " or ")
    }
    domain.absence = BundleBids([])
    let cap = prices.last ?? 0
    domain.refinements = { agent, profile in
      let near = refinedNumbers(
        around: profile.flatMap { $0.bids.map(\.price) } + [0, cap], by: 0.01, and: [cap + 1], known: [])
      return profile[agent].bids.indices.flatMap { k in
        near.map { price in
          var lie = profile[agent]
          lie.bids[k].price = price
          return lie
        }
      }
    }
    domain.isTied = { profile in bestAllocations(profile).ties }
    domain.payment = { $1.payment(of: $0) }
    domain.holding = { agent, outcome in
      let bits = outcome.bundle(of: agent).bits
      return (0..<6).map { Double(bits >> $0 & 1) }
    }
    domain.bestWelfare = { bestAllocations($0).value }
    domain.meetsReserve = { _, type in type.bids.contains { $0.price > 0 } }
    domain.sells = { outcome in (0..<bidders.upperBound).contains { !outcome.bundle(of: $0).isEmpty } }
    domain.scaled = { type, factor in BundleBids(type.bids.map { .init($0.bundle, $0.price * factor) }) }
    domain.names = { type in
      // A bundle of two or more items taken apart, each part under a name of its own, at any prices.
      type.bids.flatMap { bid in
        splits(bid.bundle).flatMap { first, second in
          prices.flatMap { price in prices.map { [BundleBids(first, price), BundleBids(second, $0)] } }
        }
      }
    }
    domain.jointUtility = { type, places, outcome in
      type.value(of: places.reduce(Bundle.none) { $0.union(outcome.bundle(of: $1)) })
        - places.reduce(0) { $0 + outcome.payment(of: $1) }
    }
    return domain
  }

  /// Two parts that make up the bundle, each pair once.
  private static func splits(_ bundle: Bundle) -> [(Bundle, Bundle)] {
    let items = bundle.items
    guard items.count > 1 else { return [] }
    return (1..<(1 << (items.count - 1))).map { mask in
      let first = Bundle(items.indices.filter { mask >> $0 & 1 == 1 }.map { items[$0] })
      return (first, Bundle(bits: bundle.bits & ~first.bits))
    }
  }

  /// The highest value of any allocation, by trying for every bidder each bid that still fits or none, and whether two
  /// allocations have it.
  private static func bestAllocations(_ profile: [BundleBids]) -> (value: Double, ties: Bool) {
    var best = 0.0
    var count = 0
    func descend(_ bidder: Int, _ taken: Bundle, _ value: Double) {
      if bidder == profile.count {
        if value > best + 1e-12 { (best, count) = (value, 1) } else if value >= best - 1e-12 { count += 1 }
        return
      }
      descend(bidder + 1, taken, value)
      for bid in profile[bidder].bids where !bid.bundle.meets(taken) && bid.price > 0 {
        descend(bidder + 1, taken.union(bid.bundle), value + bid.price)
      }
    }
    descend(0, .none, 0)
    return (best, count > 1)
  }
}
