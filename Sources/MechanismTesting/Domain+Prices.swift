public import MarketModel
internal import Randomness

extension Domain where Report == Double, Outcome: PricedOutcome {
  /// Bidders with a value per unit: single-item and position auctions, anything with one number per bidder.
  ///
  /// An agent's utility is value × quantity − payment. The small worlds have all whole values of the range.
  /// - Parameters:
  ///   - bidders: how many take part in a world.
  ///   - values: per unit [money].
  ///   - supply: quantities for sale, best first, of which a bidder gets at most one: what efficiency is judged by.
  ///   - reserve: what the seller asks of everybody at least [money per unit].
  ///   - personal: what it asks of bidder i besides (bidders) — the last one counts for those behind it; empty: nothing.
  ///   - absence: what a bidder who stays away reports; nil: it is left out.
  public static func prices(
    bidders: ClosedRange<Int>, values: ClosedRange<Int>, supply: [Double] = [1], reserve: Double = 0,
    personal: [Double] = [], absence: Double? = nil
  ) -> Domain {
    prices(
      bidders: bidders, grid: values.map(Double.init), step: 1, supply: supply, reserve: reserve, personal: personal,
      absence: absence)
  }

  /// The same with any value of a range: random worlds beside the small ones, which have five values spread evenly.
  public static func prices(
    bidders: ClosedRange<Int>, values: ClosedRange<Double>, supply: [Double] = [1], reserve: Double = 0,
    personal: [Double] = [], absence: Double? = nil
  ) -> Domain {
    let width = values.upperBound - values.lowerBound
    let grid = (0...4).map { values.lowerBound + width * Double($0) / 4 }
    var domain = prices(
      bidders: bidders, grid: grid, step: width / 4, supply: supply, reserve: reserve, personal: personal,
      absence: absence)
    // Half of all draws are from the grid, so that ties, zero and the ends come often enough.
    domain.draw = { _, stream in
      stream.flip(0.5) ? grid[stream.index(below: grid.count)] : values.lowerBound + width * stream.unit()
    }
    domain.prior = { _, stream in values.lowerBound + width * stream.unit() }
    return domain
  }

  private static func prices(
    bidders: ClosedRange<Int>, grid: [Double], step: Double, supply: [Double], reserve: Double, personal: [Double],
    absence: Double?
  ) -> Domain {
    @Sendable func asked(_ agent: Int) -> Double {
      max(reserve, personal.isEmpty ? 0 : personal[min(agent, personal.count - 1)])
    }
    var domain = Domain(agents: bidders, types: grid) { value, place, outcome in
      value * outcome.quantity(of: place) - outcome.payment(of: place)
    }
    domain.noun = "bidder"
    domain.text = { amount($0) }
    domain.absence = absence
    domain.simpler = { simplerNumbers($0, step: step) }
    let cap = grid.last ?? 0
    domain.refinements = { agent, profile in
      refinedNumbers(
        around: profile + [asked(agent), 0, cap], by: step / 100,
        and: [cap + step], known: grid)
    }
    domain.payment = { $1.payment(of: $0) }
    domain.holding = { [$1.quantity(of: $0)] }
    domain.parameter = Parameter(value: { $0 }, report: { $1 }, quantity: { $1.quantity(of: $0) })
    domain.bestWelfare = { values in
      bestAssignment(values.enumerated().map { $1 >= asked($0) ? $1 : 0 }, supply)
    }
    domain.meetsReserve = { $1 >= asked($0) }
    domain.sells = { outcome in (0...bidders.upperBound).contains { outcome.quantity(of: $0) > 0 } }
    domain.scaled = { $0 * $1 }
    domain.names = { _ in grid.flatMap { first in grid.map { [first, $0] } } }
    domain.jointUtility = { value, places, outcome in
      // What several names win adds up to at most the best quantity: of one item nobody wants a second.
      let quantity = places.reduce(0) { $0 + outcome.quantity(of: $1) }
      return value * min(quantity, supply.max() ?? 0) - places.reduce(0) { $0 + outcome.payment(of: $1) }
    }
    return domain
  }

  /// The most that values times quantities can add up to when nobody gets two, by trying all assignments.
  private static func bestAssignment(_ values: [Double], _ supply: [Double]) -> Double {
    guard let quantity = supply.first else { return 0 }
    var best = bestAssignment(values, Array(supply.dropFirst()))
    for agent in values.indices {
      var rest = values
      rest.remove(at: agent)
      best = max(best, values[agent] * quantity + bestAssignment(rest, Array(supply.dropFirst())))
    }
    return best
  }
}

/// Numbers just below and above each of `centres`, and `others`, none negative, none twice and none of `known`.
func refinedNumbers(around centres: [Double], by step: Double, and others: [Double], known: [Double]) -> [Double] {
  var found: [Double] = []
  for number in centres.flatMap({ [$0 - step, $0, $0 + step] }) + others
  where number >= 0 && !found.contains(number) && !known.contains(number) {
    found.append(number)
  }
  return found
}

/// Numbers simpler than this one, the simplest first: on a coarser grid of `step`, and smaller.
func simplerNumbers(_ number: Double, step: Double) -> [Double] {
  // The grids, coarsest first; a number's grid is the first that holds it.
  let grids = [1.0, 2, 10, 100, 1000].map { step / $0 }
  func level(_ x: Double) -> Int { grids.firstIndex { (x / $0).rounded() * $0 == x } ?? grids.count }
  let own = level(number)
  var found: [Double] = []
  for (rank, grid) in grids.enumerated() where rank <= own {
    for candidate in [0, (number / grid).rounded(.down) * grid, (number / grid).rounded(.up) * grid, number - grid] {
      let isSimpler = level(candidate) < own || (level(candidate) == own && abs(candidate) < abs(number))
      if candidate >= 0 && isSimpler && !found.contains(candidate) { found.append(candidate) }
    }
  }
  return found
}
