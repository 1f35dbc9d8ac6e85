public import MarketModel
public import Randomness
internal import Statistics

/// Learns each ad's click rate by Bayesian logistic regression on what it sees of users, and explores by Thompson sampling.
///
/// It shows the ad that is best with one draw of all coefficients, and bids with the mean coefficients' click rate. Of an
/// ad's coefficients θ only x·θ matters, which is normal: one draw per ad. After each iteration every ad's belief learns from
/// the impressions it won.
///
/// **Ties**: the ad listed first.
/// - Complexity: O(ads · features) a round, a normal number and an exponential per ad; a regression per ad and iteration.
///
/// Source: Chapelle and Li 2011, algorithm 3, as Jeunen et al. 2022 (AuctionGym) use it. Differs from the released code:
/// p = 1/(1 + e^(−x·m)) in Laplace's approximation, where it has e^(1 − x·m); the belief starts at a mean that is a setting,
/// not at a draw; the constant coefficient has a prior like the others; the minimum is found to the last digit.
public struct LogisticAllocation: AdAllocator {
  public static let card = Card(
    "thompson", label: "logistic, Thompson",
    "Learns click rates by Bayesian logistic regression and explores by Thompson sampling.",
    source: "Chapelle and Li 2011, algorithm 3; Jeunen et al. 2022, without the slip in its Laplace step")

  private let samples: Bool
  private let priorMean: Double
  private let priorConstant: Double
  private let priorPrecision: Double
  private var models: [BayesianLogisticRegression] = []
  private var values: [Double] = []
  private var features = 0
  /// Means and variances of all coefficients (ads × features), as a round reads them.
  private var means: [Double] = []
  private var variances: [Double] = []
  private let normal = NormalSampler()

  public init(_ settings: inout Settings) {
    samples = settings.flag("sampling", default: true, "Whether it explores by Thompson sampling, or goes by the mean.")
    priorMean = settings.number("prior-mean", default: 0, "Mean belief about a coefficient beforehand.")
    priorConstant = settings.number("prior-constant", default: 0, "The same about the constant coefficient.")
    priorPrecision = settings.number(
      "prior-precision", in: .positive, default: 1, "One over the variance of that belief.")
  }

  public var learns: Bool { true }

  public mutating func begin(_ facts: AgentFacts) {
    values = facts.values
    features = facts.features
    var prior = Array(repeating: priorMean, count: features)
    prior[features - 1] = priorConstant
    models = values.map { _ in BayesianLogisticRegression(mean: prior, precision: priorPrecision) }
    means = Array(repeating: 0, count: values.count * features)
    variances = means
    for ad in values.indices { copyBelief(ad) }
  }

  public mutating func choose(
    for user: Span<Double>, rates: Span<Double>, using stream: inout RandomStream
  ) -> (ad: Int, estimate: Double) {
    var best = (ad: 0, worth: -1.0, logit: 0.0)
    for ad in values.indices {
      var (logit, variance) = (0.0, 0.0)
      let base = ad * features
      for i in 0..<features {
        let x = user[i]
        logit += x * means[base + i]
        variance += x * x * variances[base + i]
      }
      let drawn = samples ? logit + variance.squareRoot() * normal.sample(using: &stream) : logit
      let worth = values[ad] * logistic(drawn)
      if worth > best.worth { best = (ad, worth, logit) }
    }
    return (best.ad, logistic(best.logit))
  }

  public mutating func learn(_ log: borrowing AdLog) {
    var rows: [Double] = []
    var outcomes: [Double] = []
    for ad in values.indices {
      rows.removeAll(keepingCapacity: true)
      outcomes.removeAll(keepingCapacity: true)
      for i in log.records.indices where log.records[i].hasWon && Int(log.records[i].ad) == ad {
        for k in 0..<features { rows.append(log.users[i * features + k]) }
        outcomes.append(log.records[i].isClicked ? 1 : 0)
      }
      models[ad].learn(rows.span, outcomes.span)
      copyBelief(ad)
    }
  }

  private mutating func copyBelief(_ ad: Int) {
    for i in 0..<features {
      means[ad * features + i] = models[ad].mean[i]
      variances[ad * features + i] = 1 / models[ad].precision[i]
    }
  }
}
