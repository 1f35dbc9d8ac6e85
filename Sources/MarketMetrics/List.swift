public import MarketModel

/// The metrics that auction worlds can fold. A new one is one file and one line here.
public let metrics: [Registration] = [
  .metric(Accounts.self),
  .metric(Prices.self),
  .metric(Spending.self),
  .metric(Reserves.self),
  .metric(Participation.self),
  .metric(Fairness.self),
  .metric(WinnersFairness.self),
  .metric(WelfareFunctions.self),
  .metric(BidFactors.self),
  .metric(LiquidWelfare.self),
  .metric(Limits.self),
  .metric(Exhaustion.self),
  .metric(Regret.self),
]
