public import MarketModel

/// Advertisers with budgets and target costs per conversion buy slots, tick after tick, through autobidders.
///
/// A period has some 500,000 opportunities in 48 ticks. For each of them every advertiser has a predicted conversion rate
/// v, and bids. The highest bids get the slots; slot k costs the (k + 1)-th bid, if that is above the floor, else it stays
/// unsold; a slot is paid only when it is seen: with U drawn from [0, 1) for the opportunity, slot k is seen when U is below
/// its exposure, so that a lower slot is never seen without the one above. A slot seen converts with a true rate that is a
/// normal number around v, cut off.
///
/// Before a tick is settled, an advertiser whose wins cost more than it has left loses some of them: it withdraws
/// ⌈(cost − left) / cost · wins⌉ bids, at random among those that won, and these opportunities are sold again, until nobody is
/// over. An advertiser with less than `least-budget` left does not bid.
///
/// Score = min(1, (target / cost per conversion)²) · conversions.
///
/// **Ties** of bids: the advertiser listed first.
///
/// Source: Su et al. 2024 (AuctionNet), as in the released code. Differs: our own random numbers, drawn anew for every
/// opportunity (the released environment seeds its generator again in every tick); the advertisers' budgets and targets are
/// spread evenly over the ranges of the original ones; categories are dealt in turn.
public struct AuctionNet: World {
  public static let card = Card(
    "auctionnet",
    "Advertisers with budgets and target costs per conversion buy slots that may or may not be seen.",
    source: "Su et al. 2024 (AuctionNet), as in the released code",
    example: ["opportunities": 2000, "advertisers": [["name": "all", "count": 12]]])

  struct Range: Sendable {
    var low: Double
    var high: Double
  }

  struct Group: Sendable {
    var name: String
    var count: Int
    var bidder: any Autobidder
    var budget: Double?
    var target: Double?
  }

  let opportunities: Int
  let ticks: Int
  let exposure: [Double]
  let floor: Double
  let leastBudget: Double
  let budgets: Range
  let targets: Range
  let traffic: NetTraffic
  let rates: NetRates
  let advertiserGroups: [Group]

  public init(_ settings: inout Settings) {
    opportunities = settings.integer(
      "opportunities", in: 1...1_000_000_000, default: 500_000, unit: .auctions, "Opportunities of the period, about.")
    let ticks = settings.integer("ticks", in: 1...100_000, default: 48, "Ticks of the period.")
    self.ticks = ticks
    let given = settings.numbers(
      "exposure", in: .share, unit: .share, otherwise: "1, 0.8, 0.6", "Chance that a slot is seen, the best slot first."
    )
    exposure = given ?? [1, 0.8, 0.6]
    floor = settings.number(
      "floor", in: .nonNegative, default: 0.0001, unit: .money, "A slot whose price is not above it stays unsold.")
    leastBudget = settings.number(
      "least-budget", in: .nonNegative, default: 0.1, unit: .money, "An advertiser with less left does not bid.")
    budgets = Self.range(&settings, "budget", 2000, 4850, "Budgets of the period, spread over the advertisers.")
    targets = Self.range(&settings, "target", 60, 130, "Target costs per conversion, spread over the advertisers.")
    traffic = settings.section("traffic", "When opportunities come.") { NetTraffic(&$0) }
    rates = settings.section("rates", "Predicted and true conversion rates.") { NetRates(&$0) }
    advertiserGroups = settings.list("advertisers", of: "advertiser group", atLeast: 1, "Groups of like advertisers.") {
      Group(
        name: $0.text("name", "What the group is called."),
        count: $0.integer("count", in: 1...10_000, default: 8, "How many advertisers."),
        bidder: $0.component("bidder", .autobidders, default: "pid", "How they bid."),
        budget: $0.optionalNumber(
          "budget", in: .positive, unit: .money, otherwise: "spread over the range", "Budget of each of them."),
        target: $0.optionalNumber(
          "target", in: .positive, unit: .money, otherwise: "spread over the range", "Target of each of them."))
    }
    check(settings)
  }

  private static func range(
    _ settings: inout Settings, _ key: String, _ low: Double, _ high: Double, _ help: String
  ) -> Range {
    settings.section(key, help) {
      let low = $0.number("low", in: .positive, default: low, unit: .money, "The lowest.")
      let high = $0.number("high", in: .positive, default: high, unit: .money, "The highest.")
      $0.check(
        low <= high, "high", "\(shortest(high)) is below the lowest, \(shortest(low))", remedy: "give low <= high")
      return Range(low: min(low, high), high: max(low, high))
    }
  }

  private func check(_ settings: Settings) {
    settings.check(
      (1...64).contains(exposure.count), "exposure", "there are \(exposure.count) slots", remedy: "give from 1 to 64")
    for slot in exposure.indices.dropFirst() where exposure[slot] > exposure[slot - 1] {
      settings.fail(
        "exposure", "slot \(slot + 1) is seen more often than the one above it",
        remedy: "list the exposures from the best slot down")
    }
    for name in repeated(advertiserGroups.map(\.name)) {
      settings.fail("advertisers", "two groups are called \(quoted(name))", remedy: "give each its own name")
    }
    let advertisers = advertiserGroups.reduce(0) { $0 + $1.count }
    // A tick holds at most its share of the profile, raised by the jitter: all of them, to be safe.
    let most = Double(opportunities) * min(1, 4 * Double(NetTraffic.base.count) / Double(ticks) / 10 + 0.1)
    settings.check(
      most * Double(advertisers) * 16 <= 8e9, "opportunities",
      "a tick of \(advertisers) advertisers could take more than 8 GB",
      remedy: "write fewer opportunities or advertisers, or more ticks")
    for group in advertiserGroups {
      let budget = group.budget ?? budgets.low
      settings.check(
        budget >= leastBudget, "advertisers",
        "\(quoted(group.name)) has a budget of \(shortest(budget)), with which nobody bids: `least-budget` is "
          + shortest(leastBudget), remedy: "raise the budget or lower `least-budget`")
    }
  }

  public var groups: [String] { advertiserGroups.map(\.name) }
  public func prepare(_ request: RecordingRequest) -> any PreparedWorld { PreparedNet(self, request) }
}
