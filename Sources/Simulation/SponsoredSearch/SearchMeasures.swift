public import MarketModel
internal import Statistics

// What a sponsored search measures beside what the metrics of auctions do.

extension SponsoredSearch {
  public var measures: [Measure] { auctionMeasures + searchMeasures }

  public var headline: [String] {
    let wanted = [
      "revenue", "welfare", payment.counting == .expected ? "efficiency" : "expected-efficiency", "surplus", "clicks",
      "click-rate", "cost-per-click",
    ]
    return wanted.filter { name in measures.contains { $0.name == name } }
  }

  /// The most that a page can be worth is known only where rates are separable.
  private var knowsBest: Bool { isSeparable && sale.clickModel.law == .independent }

  /// Those of the auction metrics that mean something here. A sale is a click (or a conversion); slots are not sold out;
  /// clicks that are drawn are worth more or less than the best page in expectation, so efficiency is a matter of
  /// expectations; and where payments and sales are apart, sales have no price.
  private var auctionMeasures: [Measure] {
    let isApart =
      payment.counting == .drawn
      && advertisers.contains { payment.occasion.rawValue != $0.goal.rawValue }
    return market.measures.filter {
      $0.name != "sale-rate" && (knowsBest && payment.counting == .expected || $0.name != "efficiency")
        && !(isApart && $0.unit == .moneyPerItem)
    }
  }

  private var searchMeasures: [Measure] {
    let positions = sale.examination.indices.flatMap { Self.slotMeasures($0 + 1) }
    let ranks = sale.ranked.protected.isEmpty ? [] : RankedFairness.Measure.allCases.map(Self.rankMeasure)
    return Self.pageMeasures + (knowsBest ? [Self.expectedEfficiency] : []) + positions + ranks
  }

  private static let expectedEfficiency = Measure(
    "expected-efficiency", unit: .share, .ratioOfMeans,
    "What the clicks of the ads shown are worth in expectation, as a share of the most that any ads could be.")

  private static let pageMeasures = [
    Measure("impressions", unit: Unit("ads/auction"), .ratioOfMeans, "Ads shown per auction; of a group: its own."),
    Measure("clicks", unit: Unit("clicks/auction"), .ratioOfMeans, "Clicks per auction, where drawn those in time."),
    Measure("click-rate", unit: .share, .ratioOfMeans, "Clicks per ad shown."),
    Measure("conversions", unit: Unit("conversions/auction"), .ratioOfMeans, "Conversions per auction."),
    Measure("conversion-rate", unit: .share, .ratioOfMeans, "Conversions per click."),
    Measure("cost-per-click", unit: Unit("money/click"), .ratioOfMeans, "Payments per click, whatever they are for."),
    Measure(
      "cost-per-conversion", unit: Unit("money/conversion"), .ratioOfMeans,
      "Payments per conversion, whatever they are for."),
    Measure(
      "revenue-per-thousand", unit: Unit("money/1000 auctions"), .ratioOfMeans, "Payments per thousand auctions."),
    Measure(
      "exposure-share", unit: .share, .ratioOfMeans,
      "A group's or bidder's share of the exposure: of the sum of how often the slots of the ads shown are looked at."),
    Measure(
      "gain-share", label: "discounted-gain share", unit: .share, .ratioOfMeans,
      "A group's or bidder's share of the discounted gain: of the sum of 1/log2(1 + k) over ads shown, the best slot being k = 1."
    ),
  ]

  static func slotMeasures(_ slot: Int) -> [Measure] {
    [
      Measure("slot-\(slot)-fill", unit: .share, .ratioOfMeans, "Share of auctions with an ad in slot \(slot)."),
      Measure("slot-\(slot)-click-rate", unit: .share, .ratioOfMeans, "Clicks per ad shown in slot \(slot)."),
      Measure(
        "slot-\(slot)-cost-per-click", unit: Unit("money/click"), .ratioOfMeans, "Payments per click in slot \(slot)."),
      Measure("slot-\(slot)-revenue", unit: .moneyPerAuction, .ratioOfMeans, "Payments for slot \(slot) per auction."),
    ]
  }

  private static func rankMeasure(_ measure: RankedFairness.Measure) -> Measure {
    let (label, meaning) =
      switch measure {
      case .difference: ("rND", "distance of the protected groups' part of the top places from their part of all")
      case .divergence: ("rKL", "Kullback-Leibler divergence of the protected groups' part of the top places")
      case .ratio: ("rRD", "shortfall of the ratio of protected to others in the top places; only for a minority")
      }
    return Measure(
      "ranking-\(measure.rawValue)", label: label, .meanOfRatios,
      "\(label) of the ranking of all eligible advertisers by bid × quality, 0 fair and 1 worst: \(meaning); mean over auctions."
    )
  }
}
