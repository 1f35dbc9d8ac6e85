import Mechanisms
import Randomness

/// The definitions of section by section of the model, by enumeration: every matching, and where it counts every order.
enum BruteForce {
  typealias Pair = (ad: Int, position: Int)

  /// All matchings of at most `most` pairs, the empty one first.
  static func matchings(ads: Int, positions: Int, most: Int) -> [[Pair]] {
    var found: [[Pair]] = []
    func extend(_ pairs: [Pair], from ad: Int) {
      found.append(pairs)
      if pairs.count == most { return }
      for next in ad..<max(ad, ads) {
        for position in 0..<positions where !pairs.contains(where: { $0.position == position }) {
          extend(pairs + [(next, position)], from: next + 1)
        }
      }
    }
    extend([], from: 0)
    return found
  }

  static func orders(_ pairs: [Pair]) -> [[Pair]] {
    if pairs.isEmpty { return [[]] }
    return pairs.indices.flatMap { first in
      var rest = pairs
      let chosen = rest.remove(at: first)
      return orders(rest).map { [chosen] + $0 }
    }
  }

  /// Click rates of the pairs for multinomial logit users, from clipped stand-alone rates.
  static func logit(_ p: [[Double]], _ pairs: [Pair]) -> [Double] {
    let odds = pairs.map { pair in
      let rate = min(max(p[pair.ad][pair.position], 1e-6), 1 - 1e-6)
      return rate / (1 - rate)
    }
    return odds.map { $0 / (1 + odds.reduce(0, +)) }
  }

  /// Click rates of the pairs, read in this order, for users who go on with the given chances; nil: unless they click.
  static func cascade(_ p: [[Double]], _ goesOn: [[Double]]?, _ pairs: [Pair]) -> [Double] {
    var reached = 1.0
    return pairs.map { pair in
      defer { reached *= goesOn.map { $0[pair.ad][pair.position] } ?? 1 - p[pair.ad][pair.position] }
      return reached * p[pair.ad][pair.position]
    }
  }

  static func welfare(_ values: [Double], _ pairs: [Pair], _ rates: [Double]) -> Double {
    pairs.indices.reduce(0) { $0 + values[pairs[$1].ad] * rates[$1] }
  }

  /// The best matching for multinomial logit users: the first of the best.
  static func bestLogit(_ p: [[Double]], most: Int, _ values: [Double]) -> (
    pairs: [Pair], rates: [Double], welfare: Double
  ) {
    var best: (pairs: [Pair], rates: [Double], welfare: Double) = ([], [], 0)
    for pairs in matchings(ads: p.count, positions: p.first?.count ?? 0, most: most) {
      let rates = logit(p, pairs)
      let worth = welfare(values, pairs, rates)
      if worth > best.welfare { best = (pairs, rates, worth) }
    }
    return best
  }

  /// The best matching and order for cascade users.
  static func bestCascade(
    _ p: [[Double]], _ goesOn: [[Double]]? = nil, most: Int, _ values: [Double]
  ) -> (pairs: [Pair], rates: [Double], welfare: Double) {
    var best: (pairs: [Pair], rates: [Double], welfare: Double) = ([], [], 0)
    for matching in matchings(ads: p.count, positions: p.first?.count ?? 0, most: most) {
      for pairs in orders(matching) {
        let rates = cascade(p, goesOn, pairs)
        let worth = welfare(values, pairs, rates)
        if worth > best.welfare { best = (pairs, rates, worth) }
      }
    }
    return best
  }

  /// ∫ of a non-decreasing step function from `low` to `high`, its steps found by halving.
  static func integral(
    of rate: (Double) -> Double, from low: Double, to high: Double, _ atLow: Double? = nil, _ atHigh: Double? = nil
  ) -> Double {
    let (left, right) = (atLow ?? rate(low), atHigh ?? rate(high))
    if abs(right - left) <= 1e-13 || high - low < 1e-13 { return (left + right) / 2 * (high - low) }
    let middle = low + (high - low) / 2
    let between = rate(middle)
    return integral(of: rate, from: low, to: middle, left, between)
      + integral(of: rate, from: middle, to: high, between, right)
  }
}

/// A random instance: values uniform in [0, 1], rates uniform in [0, 1] or, every other time, mostly small.
struct RandomPage {
  var values: [Double]
  var rates: [[Double]]
  var goesOn: [[Double]]
  var most: Int

  init(_ stream: inout RandomStream, ads: Int, positions: Int) {
    let ads = 1 + stream.index(below: ads)
    let positions = 1 + stream.index(below: positions)
    let isSmall = stream.flip(0.5)
    values = (0..<ads).map { _ in stream.unit() }
    rates = (0..<ads).map { _ in
      (0..<positions).map { _ in
        let u = stream.unit()
        return isSmall ? u * u * u : u
      }
    }
    goesOn = (0..<ads).map { _ in (0..<positions).map { _ in stream.unit() } }
    most = 1 + stream.index(below: 4)
  }
}
