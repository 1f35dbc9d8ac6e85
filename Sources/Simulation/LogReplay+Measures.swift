public import MarketModel

extension LogReplay {
  private static let price = Unit("price units")
  static let clicksOverTime = Measure("clicks", .mean, "Clicks on the impressions won in a bucket.")
  static let costOverTime = Measure("cost", unit: price, .mean, "Prices paid in a bucket.")
  static let pricePaid = Measure("price", unit: price, .mean, "Price of an impression won.")

  public var measures: [Measure] {
    [
      Measure("auctions", unit: .auctions, .mean, "Auctions replayed."),
      Measure("impressions", .mean, "Auctions won."),
      Measure("clicks", .mean, "Clicks on the impressions won."),
      Measure("cost", unit: Self.price, .mean, "Prices paid, all episodes together."),
      Measure("profit", unit: Self.price, .mean, "Clicks times the click value, less the cost."),
      Measure("win-rate", unit: .share, .ratioOfMeans, "Impressions per auction."),
      Measure("click-rate", unit: .share, .ratioOfMeans, "Clicks per impression won."),
      Measure("cost-per-click", unit: Self.price, .ratioOfMeans, "Cost per click."),
      Measure("price-mean", unit: Self.price, .ratioOfMeans, "Mean price of the impressions won."),
      Measure("budget-use", unit: .share, .ratioOfMeans, "Cost as a share of the budgets of all episodes."),
    ]
  }

  public var headline: [String] {
    ["auctions", "impressions", "clicks", "cost", "win-rate", "cost-per-click", "budget-use"]
  }
}
