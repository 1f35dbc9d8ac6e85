public import Statistics

/// The most that bilateral trade can achieve in expectation when buyer and seller know only their own value, both want to
/// take part, and nobody pays a subsidy: the bound of Myerson and Satterthwaite.
///
/// The best mechanism lets them trade when v − α (1 − F(v))/f(v) ≥ c + α G(c)/g(c), with the smallest α ≥ 0 at which what the
/// buyer can be made to pay covers what the seller must be paid.
///
/// Source: Myerson and Satterthwaite 1983, theorem 2. Chatterjee and Samuelson's linear equilibrium attains it for uniform
/// values: 9/64.
public struct SecondBestTrade: Sendable {
  /// Expected gains of trading whenever v > c [money].
  public let firstBest: Double
  /// Expected gains of the best mechanism [money].
  public let gains: Double
  /// α [1]: 0 where the first best needs no subsidy, as with supports that do not overlap.
  public let weight: Double

  /// Nil where a value has an atom, or the virtual value of the buyer or the virtual cost of the seller does not rise
  /// (seen on 1,000 quantiles): then the best mechanism would have to be ironed, which this does not do.
  /// - Complexity: some ten thousand values of each distribution, with as many inverses by bisection.
  public init?(buyer: Distribution, seller: Distribution) {
    guard buyer.hasDensity, seller.hasDensity else { return nil }
    let trade = Trade(buyer: buyer, seller: seller)
    guard trade.isRegular else { return nil }
    firstBest = trade.expected(0).gains
    if trade.expected(0).budget >= 0 {
      (gains, weight) = (firstBest, 0)
      return
    }
    // The budget rises with α; at α = 1 every trade pays for itself.
    var (low, high) = (0.0, 1.0)
    while high - low > 1e-12 {
      let middle = (low + high) / 2
      if trade.expected(middle).budget >= 0 { high = middle } else { low = middle }
    }
    (gains, weight) = (trade.expected(high).gains, high)
  }
}

private struct Trade {
  let buyer: Distribution
  let seller: Distribution

  /// v − α (1 − F)/f.
  func virtualValue(_ value: Double, _ weight: Double) -> Double {
    let tail = buyer.upperTail(value)
    if weight == 0 || tail <= 0 { return value }
    let density = buyer.density(value) ?? 0
    return density > 0 ? value - weight * tail / density : -.infinity
  }

  /// c + α G/g.
  func virtualCost(_ cost: Double, _ weight: Double) -> Double {
    let below = 1 - seller.upperTail(cost)
    if weight == 0 || below <= 0 { return cost }
    let density = seller.density(cost) ?? 0
    return density > 0 ? cost + weight * below / density : .infinity
  }

  var isRegular: Bool {
    let parts = (1..<1000).map { Double($0) / 1000 }
    let values = parts.map { virtualValue(buyer.value(reachedWith: 1 - $0), 1) }
    let costs = parts.map { virtualCost(seller.value(reachedWith: 1 - $0), 1) }
    func rises(_ row: [Double]) -> Bool { zip(row, row.dropFirst()).allSatisfy { $1 >= $0 - 1e-9 * abs($0) } }
    return rises(values) && rises(costs)
  }

  /// Expected gains, and what buyers can be made to pay less what sellers must be paid, when they trade at weight α.
  ///
  /// Over the seller's cost c up to the highest c* that trades, ∫ c g = c* G(c*) − ∫ G and ∫ (c + G/g) g = c* G(c*).
  func expected(_ weight: Double) -> (gains: Double, budget: Double) {
    // Values in equal parts of probability: the midpoint rule, with an error of the order of the cell squared.
    let cells = 2000
    var gains = 0.0
    var budget = 0.0
    var area = LowerArea(seller)
    for cell in 0..<cells {
      let value = buyer.value(reachedWith: 1 - (Double(cell) + 0.5) / Double(cells))
      let last = highestCost(virtualValue(value, weight), weight)
      let chance = 1 - seller.upperTail(last)
      if chance <= 0 { continue }
      gains += (value - last) * chance + area.upTo(last)
      budget += (virtualValue(value, 1) - last) * chance
    }
    return (gains / Double(cells), budget / Double(cells))
  }

  /// The highest cost whose virtual cost is at most `level`.
  private func highestCost(_ level: Double, _ weight: Double) -> Double {
    let (bottom, top) = seller.support
    if virtualCost(bottom, weight) > level { return bottom }
    var low = bottom
    var high = min(top, max(level, bottom))
    if virtualCost(high, weight) <= level { return high }
    while true {
      let middle = low + (high - low) / 2
      if middle <= low || middle >= high { return low }
      if virtualCost(middle, weight) <= level { low = middle } else { high = middle }
    }
  }
}

/// ∫ G from the low end of the support, for arguments that ascend.
private struct LowerArea {
  private let distribution: Distribution
  private var end: Double
  private var sum = 0.0

  init(_ distribution: Distribution) {
    self.distribution = distribution
    end = distribution.support.low
  }

  mutating func upTo(_ next: Double) -> Double {
    if next > end {
      let distribution = distribution
      sum += integral(from: end, to: next, { 1 - distribution.upperTail($0) }, to: 1e-14 * next)
      end = next
    }
    return sum
  }
}
