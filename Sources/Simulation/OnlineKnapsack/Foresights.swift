internal import MarketModel

/// The constant threshold that earns most on this sequence, the lowest of them where several do.
///
/// Only the items' own densities need be tried: a threshold between two of them accepts what the higher one does.
/// - Complexity: O(*n²*) at most for *n* items; a knapsack that is full ends the trial.
/// - Parameter limit: units that may be taken.
func bestConstantThreshold(_ items: [KnapsackItem], capacity: Int, limit: Int) -> Double {
  let densities = items.map { $0.density(ofCapacity: capacity) }
  let lightest = items.map(\.weight).min() ?? 1
  var best = (profit: -1.0, threshold: 0.0)
  var last = -1.0
  for threshold in densities.sorted() where threshold != last {
    last = threshold
    var (profit, left) = (0.0, limit)
    for index in items.indices where densities[index] >= threshold && items[index].weight <= left {
      profit += items[index].value
      left -= items[index].weight
      if left < lightest { break }
    }
    if profit > best.profit { best = (profit, threshold) }
  }
  return best.threshold
}

/// The density of the optimum's item that, densest first, brings its value to half: d* of the proof that a knapsack which
/// is offered that price for γ of its capacity earns γ/2 of the optimum.
///
/// Equal densities: the earlier item first. Without a known selection the densest items that fit stand for it.
func halfOptimumDensity(
  _ items: [KnapsackItem], optimum: Double, selection: [Int]?, capacity: Int
) -> Double {
  let chosen = selection ?? Array(items.indices)
  let densities = items.map { $0.density(ofCapacity: capacity) }
  var value = 0.0
  var left = capacity
  for index in chosen.sorted(by: { (densities[$1], $0) < (densities[$0], $1) }) {
    if selection == nil {
      if items[index].weight > left { continue }
      left -= items[index].weight
    }
    value += items[index].value
    if value >= optimum / 2 { return densities[index] }
  }
  return densities.min() ?? 0
}
