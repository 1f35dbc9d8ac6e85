public import MarketModel

extension Domain where Report == [Double], Outcome: BundleOutcome {
  /// Bidders who want one item, whichever, each item at its own value: assignment, unit demand.
  ///
  /// A type (items) lists what each item is worth to the bidder; of several it uses the best.
  /// - Parameter bidders: how many take part in a world.
  /// - Parameter items: how many different items there are, one of each.
  /// - Parameter values: of an item [money].
  public static func assignment(bidders: ClosedRange<Int>, items: Int, values: ClosedRange<Int>) -> Domain {
    precondition((1...6).contains(items), "small worlds have one to six items")
    var types: [[Double]] = [[]]
    for _ in 0..<items { types = types.flatMap { row in values.map { row + [Double($0)] } } }
    var domain = Domain(agents: bidders, types: types) { type, place, outcome in
      worth(type, outcome.bundle(of: place)) - outcome.payment(of: place)
    }
    domain.noun = "bidder"
    domain.text = { "[\($0.map { amount($0) }.joined(separator: ", "))]" }
    domain.absence = [Double](repeating: 0, count: items)
    let cap = Double(values.upperBound)
    domain.refinements = { agent, profile in
      let near = refinedNumbers(around: profile.flatMap { $0 } + [0, cap], by: 0.01, and: [cap + 1], known: [])
      return profile[agent].indices.flatMap { item in
        near.map { number in
          var lie = profile[agent]
          lie[item] = number
          return lie
        }
      }
    }
    domain.isTied = { profile in
      let all = profile.flatMap { $0 }
      return all.indices.contains { i in all[..<i].contains(all[i]) }
    }
    domain.payment = { $1.payment(of: $0) }
    domain.holding = { agent, outcome in
      let bits = outcome.bundle(of: agent).bits
      return (0..<items).map { Double(bits >> UInt64($0) & 1) }
    }
    domain.bestWelfare = { mostWorth($0[...], taken: .none) }
    domain.scaled = { type, factor in type.map { $0 * factor } }
    return domain
  }

  private static func worth(_ type: [Double], _ bundle: Bundle) -> Double {
    bundle.items.reduce(0) { type.indices.contains($1) ? max($0, type[$1]) : $0 }
  }

  /// The most that an assignment is worth, by trying for every bidder each item left or none.
  private static func mostWorth(_ profile: ArraySlice<[Double]>, taken: Bundle) -> Double {
    guard let type = profile.first else { return 0 }
    var best = mostWorth(profile.dropFirst(), taken: taken)
    for item in type.indices where !taken.contains(Bundle([item])) {
      best = max(best, type[item] + mostWorth(profile.dropFirst(), taken: taken.union(Bundle([item]))))
    }
    return best
  }
}
