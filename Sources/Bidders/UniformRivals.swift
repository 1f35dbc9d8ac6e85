internal import MarketModel

/// What the equilibrium strategies believe: n bidders, the bidder itself among them, with independent values uniform
/// from `low` to `high`.
struct UniformRivals {
  let low: Double
  let high: Double
  /// nil: all bidders that an auction can have at once.
  let given: Int?
  /// n, known once the market is.
  private(set) var bidders = 1

  init(_ settings: inout Settings, atLeast fewest: Int = 1) {
    low = settings.number("low", in: .nonNegative, default: 0, unit: .money, "The lowest value anybody can have.")
    let high = settings.number(
      "high", in: .nonNegative, default: 1, unit: .money, "The highest value anybody can have.")
    settings.check(high > low, "high", "\(shortest(high)) is not above low", remedy: "write more than \(shortest(low))")
    self.high = high > low ? high : low + 1
    given = settings.optionalInteger(
      "bidders", in: fewest...1_000_000, unit: .bidders, otherwise: "all that an auction can have",
      "How many bidders it believes there are, itself included.")
  }

  mutating func begin(_ group: GroupFacts) { bidders = given ?? group.rivals }

  /// The chance that a rival's value is below `value`.
  func cumulative(_ value: Double) -> Double { min(max((value - low) / (high - low), 0), 1) }
}

/// x to a whole power, by repeated squaring: the same bits everywhere.
func power(_ x: Double, _ exponent: Int) -> Double {
  var result = 1.0
  var square = x
  var rest = exponent
  while rest > 0 {
    if rest & 1 == 1 { result *= square }
    square *= square
    rest >>= 1
  }
  return result
}
