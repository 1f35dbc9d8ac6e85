public import MarketModel
internal import Statistics

/// How good the bidders' surplus is for all of them together: social welfare functions, from the sum to the least.
///
/// **Population**: all bidders of the market, winners or not, each with weight 1; those who get nothing count as 0.
/// **Edge cases**: but for the least, undefined when some bidder's surplus is negative. Somebody with 0: the geometric and
/// the harmonic mean are 0, and α-fairness with α ≥ 1 is undefined, for it would be −∞.
///
/// Source: Nash 1950; Mo and Walrand 2000 (α-fairness); power means are standard.
public struct WelfareFunctions: Metric {
  public static let card = Card(
    "welfare-functions", "Social welfare of the bidders' surplus: least, Nash, power means, α-fairness.",
    source: "Nash 1950; Mo and Walrand 2000")

  private struct Function {
    let name: String
    let label: String
    let unit: Unit
    let meaning: String
    let allowsNegative: Bool
    let value: @Sendable ([Double]) -> Double?

    init(
      _ name: String, _ label: String, _ unit: Unit, _ meaning: String, allowsNegative: Bool = false,
      _ value: @escaping @Sendable ([Double]) -> Double?
    ) {
      self.name = name
      self.label = label
      self.unit = unit
      self.meaning = meaning
      self.allowsNegative = allowsNegative
      self.value = value
    }
  }

  private static let functions = [
    Function("least", "least surplus", .money, "surplus of the worst-off bidder in the run", allowsNegative: true) {
      SocialWelfare.egalitarian($0)
    },
    Function("nash", "Nash welfare", .money, "geometric mean of the bidders' surplus (Nash welfare); 0 if one has none")
    {
      SocialWelfare.nash($0)
    },
    Function(
      "harmonic", "harmonic mean of surplus", .money,
      "power mean of the bidders' surplus with exponent −1; 0 if one has none"
    ) {
      SocialWelfare.powerMean($0, exponent: -1)
    },
    Function("half", "power mean ½ of surplus", .money, "power mean of the bidders' surplus with exponent ½") {
      SocialWelfare.powerMean($0, exponent: 0.5)
    },
    Function("alpha-half", "α-fairness, α = ½", Unit("money^½"), "α-fairness 2 Σ √u of the bidders' surplus") {
      SocialWelfare.alphaFairness($0, alpha: 0.5)
    },
    Function(
      "alpha-one", "α-fairness, α = 1", Unit("log money"),
      "α-fairness Σ ln u of the bidders' surplus: proportional fairness"
    ) {
      SocialWelfare.alphaFairness($0, alpha: 1)
    },
    Function("alpha-two", "α-fairness, α = 2", Unit("1/money"), "α-fairness −Σ 1/u of the bidders' surplus") {
      SocialWelfare.alphaFairness($0, alpha: 2)
    },
  ]

  public static let measures = functions.map { function in
    Measure(
      "welfare-\(function.name)", label: function.label, unit: function.unit, .mean,
      "The \(function.meaning), over all bidders, in a run.")
  }
  /// Reported where a scenario names them.
  public static let headline: [String] = []

  public init(_ settings: inout Settings) {}
  public mutating func begin(_ market: MarketFacts) {}
  public mutating func fold(_ auctions: Span<AuctionFact>, _ awards: Span<AwardFact>) {}

  public func finish(_ close: MarketClose, into recording: inout Recording) {
    let surplus = close.totals.map(\.surplus)
    let hasLosses = surplus.contains { $0 < 0 }
    for function in Self.functions {
      let name = "welfare-\(function.name)"
      guard recording.plan.includes(name) else { continue }
      if hasLosses && !function.allowsNegative {
        recording.set(name, .undefined("a bidder's surplus is negative"))
        continue
      }
      guard let value = function.value(surplus) else {
        recording.set(name, .undefined("there is no bidder"))
        continue
      }
      recording.set(name, value.isFinite ? .value(value) : .undefined("a bidder has no surplus"))
    }
  }
}
