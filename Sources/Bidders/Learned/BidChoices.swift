internal import MarketModel

/// The bids for an average impression that a learner chooses between [price units]: given, or spread from 0 to the
/// highest price in equal ratios.
struct BidChoices: Sendable {
  private let given: [Double]?
  private let count: Int

  init(_ settings: inout Settings) {
    given = settings.numbers(
      "bids", in: .nonNegative, unit: Unit("price units"),
      otherwise: "0, and `actions` − 1 from 1 to the highest price",
      "The bids for an average impression to choose between.")
    count = settings.integer(
      "actions", in: 3...1000, default: 20, "How many bids there are to choose between, without `bids`.")
  }

  /// How many there are.
  var number: Int { given?.count ?? count }

  func values(_ campaign: Campaign) -> [Double] {
    if let given { return given }
    let top = Double(max(campaign.highestPrice, 1))
    return [0] + (0..<count - 1).map { exponential(logarithm(top) * Double($0) / Double(count - 2)) }
  }
}

/// How often a learner tries something at random: from 1 down to `least` in equal steps over a share of the training.
struct Exploration: Sendable {
  private let least: Double
  private let share: Double

  init(_ settings: inout Settings) {
    least = settings.number(
      "exploration", in: .share, default: 0.05, unit: .share, "Share of decisions at random once exploring is over.")
    share = settings.number(
      "exploring", in: Bounds(0, 1, includesLower: false), default: 0.5, unit: .share,
      "Share of the training over which random decisions become fewer.")
  }

  func rate(at step: Int, of steps: Int) -> Double {
    max(least, 1 - (1 - least) * Double(step) / (share * Double(steps)))
  }
}
