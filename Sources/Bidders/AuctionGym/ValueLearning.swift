public import MarketModel
public import Randomness
internal import Statistics

/// Learns the chance of winning with a fraction of its expected value, and bids the fraction that should pay best.
///
/// After each iteration a logistic regression of "won" on (1, estimate, value, γ) is fitted to its auctions, and to a copy of
/// each with γ = 0 that counts as lost. Then a bid tries random fractions γ, U[0.1, 1], and takes the one with the highest
/// W(γ) · (V − γ V), V being value · estimate. Before the first fit, and after an iteration without a win, it tries fractions
/// around 1.
///
/// **Ties**: the fraction drawn first.
/// - Complexity: `fractions` draws and exponentials a round; one regression an iteration.
///
/// Source: Jeunen et al. 2022 (AuctionGym), the direct method with `search`, as in the released code. Differs: the regression
/// is fitted to its minimum, with a weak prior instead of weight decay.
public struct ValueLearning: BidShading {
  public static let card = Card(
    "value-learning", "Learns the chance of winning and bids the fraction of its value that should pay best.",
    source: "Jeunen et al. 2022, the direct method, as in the released code")

  private let fractions: Int
  private let deviation: Double
  private let ridge: Double
  /// Coefficients of (1, estimate, value, γ); nil before the first fit.
  public private(set) var coefficients: [Double]?
  private let normal = NormalSampler()

  public init(_ settings: inout Settings) {
    fractions = settings.integer("fractions", in: 1...100_000, default: 128, "Fractions that a bid tries.")
    deviation = settings.number(
      "deviation", in: .positive, default: 0.02, "How far around 1 it tries fractions while it has no model.")
    ridge = settings.number("ridge", in: .positive, default: 1e-3, "Precision of the prior of a coefficient, mean 0.")
  }

  public var learns: Bool { true }
  public mutating func begin() { coefficients = nil }

  public mutating func factor(value: Double, estimate: Double, using stream: inout RandomStream) -> Double {
    guard let coefficients else { return max(0, 1 + deviation * normal.sample(using: &stream)) }
    let fixed = coefficients[0] + coefficients[1] * estimate + coefficients[2] * value
    var best = (fraction: 1.0, utility: -1.0)
    for _ in 0..<fractions {
      let fraction = 0.1 + 0.9 * stream.unit()
      let utility = logistic(fixed + coefficients[3] * fraction) * (1 - fraction)
      if utility > best.utility { best = (fraction, utility) }
    }
    return best.fraction
  }

  public mutating func learn(_ log: borrowing AdLog) {
    var rows: [Double] = []
    var outcomes: [Double] = []
    var wins = 0
    for i in log.records.indices {
      let record = log.records[i]
      rows += [1, record.estimate, record.value, record.shading, 1, record.estimate, record.value, 0]
      outcomes += [record.hasWon ? 1 : 0, 0]
      wins += record.hasWon ? 1 : 0
    }
    if wins == 0 {
      coefficients = nil
      return
    }
    var model = BayesianLogisticRegression(features: 4, precision: ridge)
    model.learn(rows.span, outcomes.span)
    coefficients = model.mean
  }
}
