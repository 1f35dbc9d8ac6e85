public import MarketModel
public import Randomness

/// LA-ECT[γ]: ZCL's threshold until it meets a predicted price d, then d for a share γ of the capacity, then on up to U.
///
/// With t₁(z) = Φ(z/(1−γ)) and t₂(z) = Φ((z−γ)/(1−γ)) the threshold is t₁ while t₁ < d, then max(d, t₂). It satisfies
/// γ-conditional time-independent fairness; the optimum is at most 2/γ times its profit when the prediction is
/// `halfOpt`'s and right, and at most (ln(U/L)+1)/(1−γ) times whatever it is, both up to one item's weight.
///
/// The prediction is one of two prices that hindsight knows, or a number that is given; with noise s it is multiplied by
/// |1 + s N|, N standard normal, drawn once per replicate.
///
/// **Edge cases**: γ = 1 — the constant price d, without a worst case; a prediction outside the bounds is used as it is.
/// - Complexity: O(1) an item; O(capacity) at the start; the prediction's own cost beside.
///
/// Source: Lechowicz et al. 2024; that 2/γ holds for `halfOpt` is derived by us.
public struct PredictedPrice: AdmissionPolicy {
  public static let card = Card(
    "la-ect", label: "LA-ECT", "Follows ZCL's threshold, but stays at a predicted price for a share of the capacity.",
    holds: [.timeFair(within: 0.5)], fails: [.timeFair(within: 0.75), .timeFair],
    source: "Lechowicz et al. 2024",
    exceptions: [
      Card.Exception(["gamma": 0.75], holds: [.timeFair(within: 0.75)], fails: [.timeFair(within: 1)]),
      Card.Exception(["gamma": 1], holds: [.timeFair(within: 1)], fails: []),
    ])

  let gamma: Double
  let prediction: PriceAdvice
  let price: Double?
  let noise: Double
  public private(set) var thresholds: [Double]?

  public var advice: PriceAdvice? { price == nil ? prediction : nil }

  public init(_ settings: inout Settings) {
    gamma = settings.number(
      "gamma", in: Bounds(0, 1, includesLower: false), default: 0.5, unit: .share,
      "Share of the capacity for which the threshold stays at the prediction: how far it is trusted.")
    prediction = settings.choice(
      "prediction", default: .bestConstant,
      "What is foreseen: the best constant threshold, or the density at which the optimum has half its value.")
    price = settings.optionalNumber(
      "price", in: .positive, unit: .money, otherwise: "by `prediction`", "The predicted density, if it is given.")
    noise = settings.number(
      "noise", in: .nonNegative, default: 0, "Relative error of the prediction: its standard deviation.")
    settings.check(
      price == nil || !settings.has("prediction"), "price", "both `price` and `prediction` are given",
      remedy: "give one of them")
  }

  public mutating func begin(_ facts: KnapsackFacts, using stream: inout RandomStream) {
    var price = price ?? facts.foreseen ?? facts.low
    if noise > 0 { price *= abs(1 + noise * NormalSampler().sample(using: &stream)) }
    let gamma = gamma
    thresholds = tabulate(facts) { z in
      if gamma == 1 { return price }
      let before = exponentialThreshold(z / (1 - gamma), low: facts.low, high: facts.high)
      if before < price { return before }
      return max(price, exponentialThreshold((z - gamma) / (1 - gamma), low: facts.low, high: facts.high))
    }
  }
}
