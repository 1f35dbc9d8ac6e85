public import MarketModel
internal import Statistics

/// Ads in generated content for users who choose by multinomial logit: the greatest expected revenue.
///
/// Ads are placed by ironed virtual values in place of values and pay by Myerson's integral, step by step, as
/// `revenueOptimal` says. What the seller knows is each group's distribution of values, or samples of it drawn before the
/// first page. Personal reserves count as well: a bid below its own is dropped.
///
/// **Clipped**: stand-alone rates are taken into [10⁻⁶, 1 − 10⁻⁶].
/// **Ties**: by the order of seats and slots, as in `Matching`. **Edge cases**: no virtual value is positive — nothing is
/// shown.
/// - Complexity: some tens of matchings for each ad placed; it allocates.
///
/// Source: Myerson 1981; Balseiro et al. 2025 (model); the algorithm is ours.
public struct MNLRevenue: PositionMechanism {
  public static let card = Card(
    "mnl-revenue", label: "MNL revenue",
    "The placement of most revenue for users who choose one of the ads (multinomial logit), by ironed virtual values.",
    holds: [.truthful, .individuallyRational, .noPositiveTransfers, .monotone, .myersonPayments], fails: [.efficient],
    source: "Myerson 1981; model: Balseiro et al. 2025; algorithm ours", example: ["any-users": true])

  enum Knowledge: String, CaseIterable, Sendable {
    case distribution
    case samples
  }

  private let users: UserKind
  private let knows: Knowledge
  private let draws: Int
  /// (groups).
  private var beliefs: [ValueScore] = []

  public init(_ settings: inout Settings) {
    users = UserKind(.multinomialLogit, &settings)
    knows = settings.choice(
      "knows", default: Knowledge.distribution, "What the seller knows of values: their distributions, or samples.")
    draws = settings.integer(
      "draws", in: 1...1_000_000, default: 1000, unit: Unit("values"), "Samples of each group, where it knows samples.")
  }

  public var trainingDraws: Int { knows == .samples ? draws : 0 }

  public func objection(to page: PageFacts) -> (problem: String, remedy: String)? {
    for group in page.groups where knows == .distribution && group.prior.values == nil {
      return (
        "the values of \(quoted(group.prior.name)) have no distribution that the seller could know",
        "write `knows: samples`, or choose values such as uniform, piecewise-uniform, discrete or empirical"
      )
    }
    return users.objection(to: page)
  }

  public mutating func begin(_ page: PageFacts) {
    beliefs = page.groups.map { group in
      // Samples are values per click already.
      let known = knows == .samples ? Distribution.empirical(group.training) : group.prior.values
      return ValueScore(
        IronedVirtualValue(known ?? .uniform(low: 0, high: 1)), valuePerUnit: knows == .samples ? 1 : group.valuePerUnit)
    }
  }

  public func run(_ ballot: borrowing PositionBallot, into placements: inout Placements) {
    placements.clear()
    guard let page = ballot.placementProblem else { return }
    var scores: [ValueScore] = []
    for seat in ballot.bids.indices { scores.append(beliefs[Int(ballot.groups[seat])]) }
    let rule = MultinomialLogitWelfare(MultinomialLogitReader(page))
    let payments = rule.revenueOptimal(ballot.competingBids, scores, reserves: ballot.personalReserves)
    placements.write(payments, ballot)
    // The cut-off on virtual values is a reserve too.
    for seat in ballot.bids.indices where ballot.bids[seat] >= 0 && scores[seat](ballot.bids[seat]) < 0 {
      placements.reserveBound = true
    }
  }
}
