public import MarketModel

extension Domain where Report == [Double], Outcome: PricedOutcome {
  /// Bidders for several equal units, each with a falling value of every further unit: uniform-price, discriminatory,
  /// Vickrey auctions.
  ///
  /// A type (wanted units) lists what the first, the second, … unit is worth to the bidder.
  /// - Parameters:
  ///   - bidders: how many take part in a world.
  ///   - values: of a unit [money].
  ///   - wanted: units that a bidder has use for.
  ///   - supply: units for sale.
  ///   - reserve: what the seller asks for a unit at least [money].
  public static func units(
    bidders: ClosedRange<Int>, values: ClosedRange<Int>, wanted: Int, supply: Int, reserve: Double = 0
  ) -> Domain {
    precondition(wanted >= 1 && supply >= 0, "a bidder wants a unit at least")
    let types = fallingRows(of: values.map(Double.init), count: wanted)
    var domain = Domain(agents: bidders, types: types) { type, place, outcome in
      worth(type, outcome.quantity(of: place)) - outcome.payment(of: place)
    }
    domain.noun = "bidder"
    domain.text = { "[\($0.map { amount($0) }.joined(separator: ", "))]" }
    domain.absence = [Double](repeating: 0, count: wanted)
    let cap = Double(values.upperBound)
    domain.refinements = { agent, profile in
      // One of its own values moved next to another's, the order kept.
      let near = refinedNumbers(
        around: profile.flatMap { $0 } + [reserve, 0, cap], by: 0.01, and: [cap + 1], known: values.map(Double.init))
      return profile[agent].indices.flatMap { unit in
        near.map { number in
          profile[agent].enumerated().map { k, value in
            k == unit ? number : k < unit ? max(value, number) : min(value, number)
          }
        }
      }
    }
    domain.isTied = { profile in
      let all = profile.flatMap { $0 }
      return all.indices.contains { i in all[..<i].contains(all[i]) }
    }
    domain.payment = { $1.payment(of: $0) }
    domain.holding = { [$1.quantity(of: $0)] }
    domain.bestWelfare = { profile in mostWorth(profile[...], supply, reserve) }
    domain.meetsReserve = { _, type in (type.first ?? 0) >= reserve }
    domain.sells = { outcome in (0...bidders.upperBound).contains { outcome.quantity(of: $0) > 0 } }
    domain.scaled = { type, factor in type.map { $0 * factor } }
    domain.names = { type in
      // The wants shared out over two names, and single units of any value under both.
      let rows = (1..<max(wanted, 2)).map { k in
        [Array(type.prefix(k)) + zeros(wanted - k), Array(type.dropFirst(k)) + zeros(k)].map {
          Array($0.prefix(wanted))
        }
      }
      let singles = values.map { [Double($0)] + zeros(wanted - 1) }
      return rows + singles.flatMap { first in singles.map { [first, $0] } }
    }
    domain.jointUtility = { type, places, outcome in
      worth(type, places.reduce(0) { $0 + outcome.quantity(of: $1) })
        - places.reduce(0) { $0 + outcome.payment(of: $1) }
    }
    return domain
  }

  private static func zeros(_ count: Int) -> [Double] { Array(repeating: 0, count: max(count, 0)) }

  /// What so many units are worth; a part of a unit is worth its share.
  private static func worth(_ type: [Double], _ quantity: Double) -> Double {
    var rest = quantity
    var sum = 0.0
    for value in type where rest > 0 {
      sum += value * min(rest, 1)
      rest -= 1
    }
    return sum
  }

  /// All rows of `count` numbers that do not rise, by their sum.
  private static func fallingRows(of numbers: [Double], count: Int) -> [[Double]] {
    var rows: [[Double]] = [[]]
    for _ in 0..<count {
      rows = rows.flatMap { row in numbers.filter { $0 <= row.last ?? .infinity }.map { row + [$0] } }
    }
    return rows.map { ($0.reduce(0, +), $0) }.enumerated()
      .sorted { ($0.element.0, $0.offset) < ($1.element.0, $1.offset) }.map(\.element.1)
  }

  /// The most that `supply` units are worth, by trying every number of units for each bidder.
  private static func mostWorth(_ profile: ArraySlice<[Double]>, _ supply: Int, _ reserve: Double) -> Double {
    guard let type = profile.first else { return 0 }
    var best = 0.0
    for units in 0...min(supply, type.count) where units == 0 || type[units - 1] >= reserve {
      let own = type.prefix(units).reduce(0, +)
      best = max(best, own + mostWorth(profile.dropFirst(), supply - units, reserve))
    }
    return best
  }
}
