internal import MarketModel

/// One group of like bidders as a scenario describes it.
struct BidderGroup: Sendable {
  var name: String
  var count: Int
  var values: any ValueModel
  var strategy: any BidderStrategy
  /// Per bidder and period [money].
  var budget: Double?
  /// Budgets are refilled each period [s]; nil: never.
  var budgetPeriod: Double?
  /// In the market from `arrives` until `departs` [s].
  var arrives: Double
  var departs: Double
  /// Chance that an eligible bidder takes part in an auction.
  var participation: Double
  /// Personal reserve [money].
  var reserve: Double
  /// Segments it wants — empty: all.
  var segments: [String]

  init(_ settings: inout Settings) {
    name = settings.text("name", "What the group is called in results; its random streams go by it.")
    count = settings.integer("count", in: 1...10_000_000, default: 1, unit: .bidders, "How many bidders it has.")
    values = settings.component("values", .values, default: "uniform", "What an item is worth to each of them.")
    strategy = settings.component("strategy", .strategies, default: "truthful", "How they bid.")
    budget = settings.optionalNumber(
      "budget", in: .positive, unit: .money, otherwise: "none", "What each bidder can spend, in all or per period.")
    budgetPeriod = settings.optionalNumber(
      "budget-period", in: .positive, unit: .time, otherwise: "never refilled", "How often budgets are refilled.")
    arrives = settings.number("arrives", in: .nonNegative, default: 0, unit: .time, "When they enter the market.")
    let departs = settings.optionalNumber(
      "departs", in: .positive, unit: .time, otherwise: "never", "When they leave it.")
    participation = settings.number(
      "participation", in: .share, default: 1, unit: .share, "Chance that an eligible bidder takes part in an auction.")
    reserve = settings.number(
      "reserve", in: .nonNegative, default: 0, unit: .money, "Personal reserve: the lowest price it can buy at.")
    segments = settings.texts("segments", otherwise: "all", "Segments of opportunities it wants.")
    self.departs = departs ?? .infinity
    settings.check(
      self.departs > arrives, "departs", "they leave before they arrive",
      remedy: "write more than \(shortest(arrives)) [s]")
    settings.check(
      budgetPeriod == nil || budget != nil, "budget-period", "there is no budget to refill", remedy: "give a budget")
  }
}
