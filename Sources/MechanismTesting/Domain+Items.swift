public import MarketModel
internal import Randomness

extension Domain where Report == KnapsackItem, Outcome == Admissions {
  /// Items of an online knapsack: sequences of some densities and weights.
  ///
  /// Sequences of few items are tried one after the other, longer ones at random, until the knapsack is likely to be full.
  /// - Parameters:
  ///   - capacity: units of capacity.
  ///   - items: how many a sequence has.
  ///   - densities: per whole capacity [money], simple ones first.
  ///   - weights: in units, simple ones first.
  ///   - windows: the α for which conditional fairness can be judged.
  public static func items(
    _ items: ClosedRange<Int>, capacity: Int, densities: [Double], weights: [Int], windows: [Double]
  ) -> Domain {
    let types = weights.flatMap { weight in
      densities.map { density in
        KnapsackItem(value: density * Double(weight) / Double(capacity), weight: weight, time: 0)
      }
    }
    var domain = Domain(agents: items, types: types) { item, place, outcome in
      outcome.accepted[place] ? item.value : 0
    }
    domain.noun = "item"
    domain.text = { "\(amount($0.density(ofCapacity: capacity))) × \($0.weight)" }
    domain.checkers = [.timeFair] + windows.map { .timeFair(within: $0) }
    domain.simpler = { item in
      types.prefix { $0 != item }.filter { $0.weight <= item.weight }
    }
    return domain
  }
}
