public import MarketModel

/// A market for one item after another: opportunities arrive, eligible bidders bid, a mechanism decides, budgets pay.
///
/// Every opportunity is an event; so are refills of budgets, arrivals and departures of groups, delayed settlements and
/// delayed feedback. At equal times they happen in that order, before the opportunity.
///
/// A charge is reserved on the bidder's balance when it wins, and released if it does not fall due: no bidder ever pays
/// more than it has left.
public struct RepeatedAuction: World {
  public static let card = Card(
    "repeated-auction",
    "One item after another is auctioned to bidders with private or common values, budgets and strategies.",
    source: "ours; single-item auctions as in Krishna 2009",
    example: ["horizon": 1000, "bidders": [["name": "rivals", "count": 3]]])

  enum TieRule: String, CaseIterable, Sendable {
    case lowestIndex = "lowest-index"
    case random
  }

  var market: Marketplace
  let mechanism: any AuctionMechanism
  let seller: any Seller
  let ties: TieRule
  let settlementDelay: Double
  let fallsDue: Double
  let bestResponses: BestResponses

  public init(_ settings: inout Settings) {
    var (market, sale, settlement) = Marketplace.read(
      &settings, sale: { Self.readSale(&$0) }, settlement: { Self.readSettlement(&$0) })
    market.agencies = Agency.read(&settings, groups: market.groups.map(\.name))
    bestResponses = BestResponses.read(&settings)
    self.market = market
    ties = sale.1
    seller = sale.2
    var mechanism = sale.0
    let priors = market.groups.map { BidderPrior(name: $0.name, values: $0.values.distribution) }
    if let objection = mechanism.objection(to: priors) {
      settings.fail("mechanism", objection.problem, remedy: objection.remedy)
    } else if !settings.isRecording {
      mechanism.begin(priors)
    }
    self.mechanism = mechanism
    (settlementDelay, fallsDue) = settlement
    market.validate(&settings)
    market.validateAgencies(&settings, paymentRule: paymentRule)
    for group in market.groups {
      let floor = max(mechanism.lowestPrice, group.reserve)
      if let budget = group.spendableBudget, budget < floor {
        settings.fail(
          "bidders",
          "the budget \(shortest(budget)) of \(quoted(group.name)) is below the lowest price it can buy at, "
            + shortest(floor),
          remedy: "write a budget of at least \(shortest(floor)), or a lower reserve")
      }
    }
  }

  /// What the winner of one item pays, where that has a name: personal reserves count in ways that a threshold does not
  /// tell.
  var paymentRule: PaymentRule? {
    mechanism.supply == [1] && market.groups.allSatisfy { $0.reserve == 0 } ? mechanism.paymentRule : nil
  }

  private static func readSale(_ settings: inout Settings) -> (any AuctionMechanism, TieRule, any Seller) {
    let mechanism = settings.component("mechanism", .mechanisms, default: "second-price", "How an item is sold.")
    let ties = settings.choice(
      "ties", default: TieRule.lowestIndex, "Who wins a tie: the bidder listed first, or one at random.")
    let seller = settings.component(
      "seller", .sellers, default: "plain", "Who sets a reserve before each auction, and may learn which earns most.")
    return (mechanism, ties, seller)
  }

  private static func readSettlement(_ settings: inout Settings) -> (delay: Double, fallsDue: Double) {
    settings.section("settlement", "When winners are charged, if at all.") { settlement in
      (
        settlement.number("delay", in: .nonNegative, default: 0, unit: .time, "How long after the auction."),
        settlement.number(
          "falls-due", in: .share, default: 1, unit: .share,
          "Chance that the trade is completed; else the item is worth nothing and nothing is paid.")
      )
    }
  }

  public var measures: [Measure] {
    market.measures + [SellerDesk.reserve, SellerDesk.regret] + BestResponses.measures
  }
  public var headline: [String] { market.headline }
  public var groups: [String] { market.groups.map(\.name) }

  public func prepare(_ request: RecordingRequest) -> any PreparedWorld { PreparedAuctions(self, request) }
}
