public import MarketModel
internal import Randomness

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

  /// What happens when a bid is more than the bidder has left.
  enum OverBudget: String, CaseIterable, Sendable {
    case cap
    case disqualify
    case leaveUnsold = "leave-unsold"
  }

  enum Eligibility: String, CaseIterable, Sendable {
    case all
    case segment
    case sample
  }

  enum Streams: String, CaseIterable, Sendable {
    case group
    case bidder
  }

  struct Segment: Sendable {
    var name: String
    var share: Double
  }

  let horizon: Horizon
  let arrivals: any ArrivalProcess
  let mechanism: any AuctionMechanism
  let ties: TieRule
  let segments: [Segment]
  let eligibility: Eligibility
  let sampleSize: Int
  let bidderGroups: [BidderGroup]
  let overBudget: OverBudget
  let information: Information
  let feedbackDelay: Double
  let settlementDelay: Double
  let fallsDue: Double
  let streams: Streams
  let metrics: [any Metric]

  public init(_ settings: inout Settings) {
    horizon = settings.horizon("horizon", default: .auctions(10_000), "How long the market runs: auctions, or a time.")
    arrivals = settings.component("arrivals", .arrivals, default: "poisson", "When opportunities come.")
    var mechanism: any AuctionMechanism = settings.component(
      "mechanism", .mechanisms, default: "second-price", "How an item is sold.")
    ties = settings.choice(
      "ties", default: .lowestIndex, "Who wins a tie: the bidder listed first, or one at random.")
    segments = settings.list("segments", of: "segment", "Kinds of opportunities; none: all are alike.") { segment in
      Segment(
        name: segment.text("name", "What bidder groups call it."),
        share: segment.number(
          "share", in: .positive, default: 1, unit: .share, "How frequent it is, relative to the others."))
    }
    (eligibility, sampleSize) = settings.section("eligibility", "Who may bid on an opportunity.") { eligible in
      let kind = eligible.choice(
        "kind", default: Eligibility.all, "All bidders, those that want its segment, or a random sample of those.")
      let size = eligible.optionalInteger(
        "size", in: 1...1_000_000, unit: .bidders, otherwise: "none", "How many bidders a sample has.")
      eligible.check(
        (kind == .sample) == (size != nil), "size",
        kind == .sample ? "a sample needs a size" : "only a sample has a size",
        remedy: kind == .sample ? "give a whole number at least 1" : "remove it, or write `kind: sample`")
      return (kind, size ?? 1)
    }
    bidderGroups = settings.list("bidders", of: "bidder group", atLeast: 1, "Groups of like bidders.") {
      BidderGroup(&$0)
    }
    let priors = bidderGroups.map { BidderPrior(name: $0.name, values: $0.values.distribution) }
    if let objection = mechanism.objection(to: priors) {
      settings.fail("mechanism", objection.problem, remedy: objection.remedy)
    } else if !settings.isRecording {
      mechanism.begin(priors)
    }
    self.mechanism = mechanism
    overBudget = settings.choice(
      "over-budget", default: .cap,
      "A bid above the balance: capped at it; or the winner that cannot pay is disqualified and the item sold again; or it stays unsold."
    )
    information = settings.choice(
      "information", default: .ownOutcome, "What bidders learn of an auction they were in.")
    feedbackDelay = settings.number("feedback-delay", in: .nonNegative, default: 0, unit: .time, "When they learn it.")
    (settlementDelay, fallsDue) = settings.section("settlement", "When winners are charged, if at all.") { settlement in
      (
        settlement.number("delay", in: .nonNegative, default: 0, unit: .time, "How long after the auction."),
        settlement.number(
          "falls-due", in: .share, default: 1, unit: .share,
          "Chance that the trade is completed; else the item is worth nothing and nothing is paid.")
      )
    }
    streams = settings.choice(
      "streams", default: .group, "Whether each group or each bidder has its own random stream of values.")
    metrics = settings.catalogs.products(.metrics)
    validate(&settings)
  }

  /// The engine's own measure: budgets are its business, not a metric's.
  static let balance = Measure(
    "balance", label: "budget left", unit: .money, .mean,
    "Mean of what a group's bidders can still spend, at the end of the run or of a time bucket; only with budgets.")

  public var measures: [Measure] { metrics.flatMap { type(of: $0).measures } + [Self.balance] }
  public var headline: [String] { metrics.flatMap { type(of: $0).headline } }

  public var groups: [String] { bidderGroups.map(\.name) }

  /// Auctions of the whole run, expected where the horizon is a time.
  var expectedAuctions: Double {
    switch horizon {
    case .auctions(let count): Double(count)
    case .time(let seconds): arrivals.expectedCount(until: seconds)
    }
  }

  /// What the strategies of a group may know.
  func facts(of group: BidderGroup) -> GroupFacts {
    let bidders = bidderGroups.reduce(0) { $0 + $1.count }
    return GroupFacts(
      count: group.count, budget: group.budget, auctions: expectedAuctions,
      rivals: eligibility == .sample ? min(sampleSize, bidders) : bidders)
  }
}

// MARK: - Checks of one setting against another

extension RepeatedAuction {
  private func validate(_ settings: inout Settings) {
    let bidders = bidderGroups.reduce(0) { $0 + $1.count }
    settings.check(
      bidders <= 10_000_000, "bidders", "\(bidders) bidders are too many", remedy: "write at most 10000000 in all")
    settings.check(
      eligibility != .sample || sampleSize <= bidders, "eligibility",
      "a sample of \(sampleSize) of \(bidders) bidders cannot be drawn", remedy: "write a size of at most \(bidders)")
    settings.check(
      eligibility != .segment || !segments.isEmpty, "eligibility", "there are no segments to match",
      remedy: "list them under `segments`")
    for name in repeated(segments.map(\.name)) {
      settings.fail("segments", "two segments are called \(quoted(name))", remedy: "give each its own name")
    }
    for name in repeated(bidderGroups.map(\.name)) {
      settings.fail("bidders", "two groups are called \(quoted(name))", remedy: "give each its own name")
    }
    for group in bidderGroups {
      for segment in group.segments where !segments.contains(where: { $0.name == segment }) {
        settings.fail(
          "bidders", "the group \(quoted(group.name)) wants the unknown segment \(quoted(segment))",
          remedy: suggestion(for: segment, among: segments.map(\.name)))
      }
      if group.strategy.needs > information {
        settings.fail(
          "information", "the strategy of \(quoted(group.name)) must learn the \(group.strategy.needs.rawValue)",
          remedy: "write `information: \(group.strategy.needs.rawValue)`")
      }
      if let objection = group.strategy.objection(to: facts(of: group)) {
        settings.fail("bidders", "in \(quoted(group.name)): \(objection.problem)", remedy: objection.remedy)
      }
      settings.check(
        streams == .group || !group.values.isJoint, "streams",
        "the values of \(quoted(group.name)) depend on one another and cannot have a stream per bidder",
        remedy: "write `streams: group`")
    }
  }
}

/// Names that occur more than once, each once, in order.
func repeated(_ names: [String]) -> [String] {
  var found: [String] = []
  for (index, name) in names.enumerated() where names[..<index].contains(name) && !found.contains(name) {
    found.append(name)
  }
  return found
}

extension RepeatedAuction {
  public func prepare(_ request: RecordingRequest) -> any PreparedWorld { PreparedAuctions(self, request) }
}
