public import MarketModel

/// How the ads of a page share the user's clicks. A new one is one file and one line here.
public let clickModels: [Registration] = [
  .clickModel(PositionBasedClicks.self),
  .clickModel(CascadeClicks.self),
  .clickModel(MultinomialLogitClicks.self),
]

/// How likely ads are clicked when they are looked at. A new one is one file and one line here.
public let qualityModels: [Registration] = [
  .quality(FixedRate.self),
  .quality(RateMatrix.self),
  .quality(BetaRates.self),
  .quality(LogitNormalRates.self),
]
