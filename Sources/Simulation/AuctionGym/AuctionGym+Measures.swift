public import MarketModel

extension AuctionGym {
  public var measures: [Measure] {
    [
      Measure("revenue", unit: .moneyPerAuction, .mean, "Payments per auction; of a group: its payments."),
      Measure("welfare", unit: .moneyPerAuction, .mean, "Values of the clicks that came, per auction."),
      Measure("surplus", unit: .moneyPerAuction, .mean, "Values of the clicks that came less payments, per auction."),
      Measure(
        "expected-welfare", unit: .moneyPerAuction, .mean,
        "Value times true click rate of the ads shown, per auction: welfare without the chance of clicks."),
      Measure("click-rate", unit: .share, .ratioOfMeans, "Clicks per impression won."),
      Measure("win-rate", unit: .share, .ratioOfMeans, "Impressions won per auction an agent was asked to."),
      Measure(
        "allocation-regret", unit: .moneyPerAuction, .mean,
        "Expected value of an agent's best ad less that of the one it chose, summed over agents, per auction."),
      Measure(
        "estimation-regret", unit: .moneyPerAuction, .mean,
        "(Estimated − true click rate) times value of the ad chosen, summed over agents, per auction."),
      Measure(
        "overbid-regret", unit: .moneyPerAuction, .mean,
        "Payment less the second-highest bid of an auction won, per auction."),
      Measure(
        "underbid-regret", unit: .moneyPerAuction, .mean,
        "Winner's payment less one's bid in auctions lost that were worth that payment, per auction."),
      Measure(
        "click-rate-rmse", label: "click rate RMSE", .mean,
        "Root of the mean squared difference of estimated and true click rate of the ads chosen."),
      Measure(
        "click-rate-bias", .ratioOfMeans, "Mean of estimated over true click rate of the ads that won: 1 is unbiased."),
      Measure("shading", .ratioOfMeans, "Mean bid as a multiple of value times estimated click rate."),
    ]
  }

  public var headline: [String] {
    ["revenue", "welfare", "surplus", "allocation-regret", "estimation-regret", "click-rate-rmse", "shading"]
  }
}

/// Sums over the auctions of one group in one iteration.
struct GymTally: BitwiseCopyable, Sendable {
  /// Auctions an agent was asked to, won, and clicks.
  var asked = 0.0
  var won = 0.0
  var clicks = 0.0
  var paid = 0.0
  var gross = 0.0
  /// Summed on its own, so that welfare = revenue + surplus is a check.
  var surplus = 0.0
  var expected = 0.0
  var allocation = 0.0
  var estimation = 0.0
  var overbid = 0.0
  var underbid = 0.0
  var squares = 0.0
  var bias = 0.0
  var shading = 0.0

  static func + (a: GymTally, b: GymTally) -> GymTally {
    GymTally(
      asked: a.asked + b.asked, won: a.won + b.won, clicks: a.clicks + b.clicks, paid: a.paid + b.paid,
      gross: a.gross + b.gross, surplus: a.surplus + b.surplus, expected: a.expected + b.expected,
      allocation: a.allocation + b.allocation, estimation: a.estimation + b.estimation, overbid: a.overbid + b.overbid,
      underbid: a.underbid + b.underbid, squares: a.squares + b.squares, bias: a.bias + b.bias,
      shading: a.shading + b.shading)
  }

  /// What is to be recorded of these sums after `auctions` auctions, in the order of the world's measures.
  func readings(auctions: Double) -> [(measure: String, reading: Reading)] {
    func quotient(_ a: Double, _ b: Double, _ reason: String) -> Reading {
      b > 0 ? .ratio(a, of: b) : .undefined(reason)
    }
    let never = "no agent of it was asked to an auction"
    return [
      ("revenue", .value(paid / auctions)), ("welfare", .value(gross / auctions)),
      ("surplus", .value(surplus / auctions)), ("expected-welfare", .value(expected / auctions)),
      ("click-rate", quotient(clicks, won, "nothing was won")), ("win-rate", quotient(won, asked, never)),
      ("allocation-regret", .value(allocation / auctions)), ("estimation-regret", .value(estimation / auctions)),
      ("overbid-regret", .value(overbid / auctions)), ("underbid-regret", .value(underbid / auctions)),
      ("click-rate-rmse", asked > 0 ? .value((squares / asked).squareRoot()) : .undefined(never)),
      ("click-rate-bias", quotient(bias, won, "nothing was won")), ("shading", quotient(shading, asked, never)),
    ]
  }
}
