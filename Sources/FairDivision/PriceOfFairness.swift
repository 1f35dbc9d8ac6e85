/// What fairness costs: how much of the greatest sum of utilities is lost by asking for a fair division.
///
/// With OPT the greatest sum and FAIR the sum of the fair division, the price is 1 − FAIR/OPT, the part that is lost, and
/// the ratio OPT/FAIR. **Population**: all agents, each with weight 1, in one unit of utility. **Zeros**: with OPT = 0
/// nothing can be lost: price 0, ratio 1. FAIR = 0 < OPT: price 1, ratio ∞.
public struct PriceOfFairness: Sendable, Equatable {
  /// OPT ≥ 0.
  public let optimum: Double
  /// FAIR, 0 … OPT.
  public let fair: Double

  /// - Precondition: 0 ≤ `fair`, 0 ≤ `optimum` < ∞.
  public init(optimum: Double, fair: Double) {
    precondition(optimum >= 0 && optimum.isFinite && fair >= 0, "Sums of utilities are finite and not negative.")
    self.optimum = optimum
    self.fair = min(fair, optimum)
  }

  /// 1 − FAIR/OPT, from 0 (fairness is free) to 1.
  public var price: Double { optimum > 0 ? 1 - fair / optimum : 0 }
  /// OPT/FAIR, from 1 up.
  public var ratio: Double { optimum == 0 ? 1 : fair > 0 ? optimum / fair : .infinity }

  /// The highest price of proportional fairness (greatest product of utilities) among n agents: 1 − (2√n − 1)/n.
  ///
  /// It holds where the set of possible utilities is convex (divisible items) and every agent could have the same greatest
  /// utility; it is attained when √n is whole.
  ///
  /// Source: Bertsimas, Farias and Trichakis 2011.
  public static func proportionalBound(agents: Int) -> Double {
    precondition(agents >= 1, "There is an agent.")
    let n = Double(agents)
    return 1 - (2 * n.squareRoot() - 1) / n
  }

  /// The highest price of max-min fairness among n agents: 1 − 4n/(n + 1)², under the same conditions; attained for odd n.
  ///
  /// Source: Bertsimas, Farias and Trichakis 2011.
  public static func maxMinBound(agents: Int) -> Double {
    precondition(agents >= 1, "There is an agent.")
    let n = Double(agents)
    return 1 - 4 * n / ((n + 1) * (n + 1))
  }
}

extension Valuations {
  /// The greatest sum of utilities of all divisions, or the least sum of costs: each item to whom it matters most, or
  /// least.
  /// - Complexity: O(*n* · *m*).
  public var bestSum: Int {
    (0..<itemCount).reduce(0) { sum, item in
      let values = (0..<agentCount).map { self[$0, item] }
      return sum + ((kind == .goods ? values.max() : values.min()) ?? 0)
    }
  }

  /// The division with the greatest sum of utilities, or the least sum of costs; **ties**: the lowest agent.
  public func utilitarian() -> Bundles {
    var bundles = Bundles(agents: agentCount, items: itemCount)
    for item in 0..<itemCount {
      var chosen = 0
      for agent in 1..<agentCount {
        let (value, best) = (self[agent, item], self[chosen, item])
        if kind == .goods ? value > best : value < best { chosen = agent }
      }
      bundles.give(item, to: chosen)
    }
    return bundles
  }

  /// What a division of goods loses of the greatest sum of utilities; nil for chores, of which sums can be exceeded
  /// without limit.
  public func priceOfFairness(_ bundles: Bundles) -> PriceOfFairness? {
    guard kind == .goods else { return nil }
    return PriceOfFairness(optimum: Double(bestSum), fair: Double(utilities(bundles).reduce(0, +)))
  }
}
