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
  /// What their strategy is told of the budget, as a multiple of it.
  var reportedBudget: Double
  /// What one action (a conversion) is worth to them [money].
  var valuePerAction: Double

  /// What a strategy plans with [money]; nil without a budget.
  var plannedBudget: Double? { budget.map { $0 * reportedBudget } }
  /// What may be spent [money]: the budget, and of a budget that is reported smaller only what is reported.
  var spendableBudget: Double? { budget.map { $0 * min(1, reportedBudget) } }

  func wants(_ segment: String) -> Bool { segments.isEmpty || segments.contains(segment) }

  init(_ settings: inout Settings) {
    name = settings.text("name", "What the group is called in results; its random streams go by it.")
    count = settings.integer("count", in: 1...10_000_000, default: 1, unit: .bidders, "How many bidders it has.")
    values = settings.component("values", .values, default: "uniform", "What an item is worth to each of them.")
    strategy = settings.component("strategy", .strategies, default: "truthful", "How they bid.")
    budget = settings.optionalNumber(
      "budget", in: .positive, unit: .money, otherwise: "none", "What each bidder can spend, in all or per period.")
    budgetPeriod = settings.optionalNumber(
      "budget-period", in: Bounds(1e-6, .infinity), unit: .time, otherwise: "never refilled",
      "How often budgets are refilled.")
    arrives = settings.number("arrives", in: .nonNegative, default: 0, unit: .time, "When they enter the market.")
    let departs = settings.optionalNumber(
      "departs", in: .positive, unit: .time, otherwise: "never", "When they leave it.")
    participation = settings.number(
      "participation", in: .share, default: 1, unit: .share, "Chance that an eligible bidder takes part in an auction.")
    reserve = settings.number(
      "reserve", in: .nonNegative, default: 0, unit: .money, "Personal reserve: the lowest price it can buy at.")
    segments = settings.texts("segments", otherwise: "all", "Segments of opportunities it wants.")
    reportedBudget = settings.number(
      "reported-budget", in: .positive, default: 1, unit: .share,
      "What their strategy or agency is told the budget is, as a multiple of it; less than 1: the rest is kept back.")
    valuePerAction = settings.number(
      "value-per-action", in: .positive, default: 1, unit: .money,
      "What one action (a conversion) is worth to them: an item of value v brings v over this many.")
    self.departs = departs ?? .infinity
    settings.check(
      self.departs > arrives, "departs", "they leave before they arrive",
      remedy: "write more than \(shortest(arrives)) [s]")
    settings.check(
      budgetPeriod == nil || budget != nil, "budget-period", "there is no budget to refill", remedy: "give a budget")
    settings.check(
      reportedBudget == 1 || budget != nil, "reported-budget", "there is no budget to report", remedy: "give a budget")
  }
}
