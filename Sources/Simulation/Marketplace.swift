internal import MarketModel

/// What all markets for opportunities have in common: when these come, who may bid, what bidders can spend and learn.
struct Marketplace: Sendable {
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
  let segments: [Segment]
  let eligibility: Eligibility
  let sampleSize: Int
  let groups: [BidderGroup]
  let overBudget: OverBudget
  let information: Information
  let feedbackDelay: Double
  let streams: Streams
  let metrics: [any Metric]
  /// Those who bid for several groups.
  var agencies: [Agency] = []
  /// A bidder that does not do as its strategy says.
  var deviation: Deviation?

  /// Reads a market's settings.
  /// - Parameters:
  ///   - sale: reads what is sold, and how.
  ///   - bidder: reads what else a group of bidders has.
  ///   - settlement: reads when it is paid.
  static func read<Sale, Settlement>(
    _ settings: inout Settings, sale: (inout Settings) -> Sale, bidder: (inout Settings) -> Void = { _ in },
    settlement: (inout Settings) -> Settlement
  ) -> (Marketplace, Sale, Settlement) {
    let horizon = settings.horizon(
      "horizon", default: .auctions(10_000), "How long the market runs: auctions, or a time.")
    let arrivals = settings.component("arrivals", .arrivals, default: "poisson", "When opportunities come.")
    let sale = sale(&settings)
    let segments = settings.list("segments", of: "segment", "Kinds of opportunities; none: all are alike.") { segment in
      Segment(
        name: segment.text("name", "What bidder groups call it."),
        share: segment.number(
          "share", in: .positive, default: 1, unit: .share, "How frequent it is, relative to the others."))
    }
    let (eligibility, sampleSize) = readEligibility(&settings)
    let groups = settings.list("bidders", of: "bidder group", atLeast: 1, "Groups of like bidders.") { group in
      let read = BidderGroup(&group)
      bidder(&group)
      return read
    }
    let overBudget = settings.choice(
      "over-budget", default: OverBudget.cap,
      "A bid above the balance: capped at it; or the winner that cannot pay is disqualified and the item sold again; or it stays unsold."
    )
    let information = settings.choice(
      "information", default: Information.ownOutcome, "What bidders learn of an auction they were in.")
    let feedbackDelay = settings.number(
      "feedback-delay", in: .nonNegative, default: 0, unit: .time, "When they learn it.")
    let settlement = settlement(&settings)
    let streams = settings.choice(
      "streams", default: Streams.group, "Whether each group or each bidder has its own random stream of values.")
    let market = Marketplace(
      horizon: horizon, arrivals: arrivals, segments: segments, eligibility: eligibility, sampleSize: sampleSize,
      groups: groups, overBudget: overBudget, information: information, feedbackDelay: feedbackDelay, streams: streams,
      metrics: settings.catalogs.products(.metrics))
    return (market, sale, settlement)
  }

  private static func readEligibility(_ settings: inout Settings) -> (Eligibility, Int) {
    settings.section("eligibility", "Who may bid on an opportunity.") { eligible in
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
  }

  var bidders: Int { groups.reduce(0) { $0 + $1.count } }

  /// Bidders that one auction can have.
  var seats: Int { eligibility == .sample ? min(sampleSize, bidders) : bidders }

  /// Whether the same bidders meet in every auction.
  var isFixed: Bool {
    eligibility == .all && groups.allSatisfy { $0.participation >= 1 && $0.arrives <= 0 && $0.departs == .infinity }
  }

  /// Auctions of the whole run, expected where the horizon is a time.
  var expectedAuctions: Double {
    switch horizon {
    case .auctions(let count): Double(count)
    case .time(let seconds): arrivals.expectedCount(until: seconds)
    }
  }

  /// What the strategies of a group may know.
  func facts(of group: BidderGroup) -> GroupFacts {
    GroupFacts(
      count: group.count, budget: group.plannedBudget, auctions: expectedAuctions, rivals: seats, isFixed: isFixed,
      isRefilled: group.budgetPeriod != nil, auctionsPerBudget: expectedAuctions(of: group),
      values: group.values.distribution,
      valuePerAction: group.valuePerAction)
  }

  /// Auctions that a bidder of the group is expected to take part in while one budget lasts.
  ///
  /// A sample and a segment count with their chances; of a group that comes and goes, the time it is there.
  private func expectedAuctions(of group: BidderGroup) -> Double {
    let all = expectedAuctions
    let until = group.departs < .infinity ? min(arrivals.expectedCount(until: group.departs), all) : all
    var count = group.arrives > 0 ? max(0, until - arrivals.expectedCount(until: group.arrives)) : until
    if let period = group.budgetPeriod { count = min(count, arrivals.expectedCount(until: period)) }
    switch eligibility {
    case .all: break
    case .segment:
      let offered = segments.reduce(0) { $0 + $1.share }
      let wanted = segments.reduce(0) { $0 + (group.wants($1.name) ? $1.share : 0) }
      count *= offered > 0 ? wanted / offered : 1
    case .sample: count *= Double(seats) / Double(bidders)
    }
    return count * group.participation
  }

  /// The engine's own measure: budgets are its business, not a metric's.
  static let balance = Measure(
    "balance", label: "budget left", unit: .money, .mean,
    "Mean of what a group's bidders can still spend, at the end of the run or of a time bucket; only with budgets.")

  /// What the metrics measure, and the balance of budgets.
  var measures: [Measure] { metrics.flatMap { type(of: $0).measures } + [Self.balance] }
  var headline: [String] { metrics.flatMap { type(of: $0).headline } }
}

// MARK: - Checks of one setting against another

extension Marketplace {
  /// - Parameter foresight: what this market tells bidders before they bid.
  func validate(_ settings: inout Settings, foresight: Foresight = .own, remedy: String = "choose another strategy") {
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
    for name in repeated(groups.map(\.name)) {
      settings.fail("bidders", "two groups are called \(quoted(name))", remedy: "give each its own name")
    }
    for group in groups {
      validate(group, settings)
      if group.strategy.foresight > foresight {
        settings.fail(
          "bidders", "the strategy of \(quoted(group.name)) must know everybody's values before it bids",
          remedy: remedy)
      }
    }
  }

  private func validate(_ group: BidderGroup, _ settings: Settings) {
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
    if let known = group.values.segments, known != max(segments.count, 1) {
      settings.fail(
        "bidders",
        "\(quoted(group.name)) has values for \(known) segments, and the market has \(max(segments.count, 1))",
        remedy: "give one value for each of `segments`, in their order")
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

/// Names that occur more than once, each once, in order.
func repeated(_ names: [String]) -> [String] {
  var found: [String] = []
  for (index, name) in names.enumerated() where names[..<index].contains(name) && !found.contains(name) {
    found.append(name)
  }
  return found
}
