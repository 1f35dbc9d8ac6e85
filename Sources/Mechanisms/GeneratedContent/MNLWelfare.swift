public import MarketModel

/// Ads in generated content for users who choose by multinomial logit: the placement of the greatest welfare, and
/// Vickrey–Clarke–Groves prices.
///
/// `MultinomialLogitWelfare` has the algorithm, `vcg` the payments. A personal reserve takes the place of nothing in them:
/// bidding one's value stays a dominant strategy.
///
/// **Clipped**: stand-alone rates are taken into [10⁻⁶, 1 − 10⁻⁶].
/// **Ties**: by the order of seats and slots, as in `Matching`. **Edge cases**: one bidder pays its reserve; nobody bids —
/// nothing is shown.
/// - Complexity: a few matchings for each ad placed, and one more time; it allocates.
///
/// Source: Balseiro et al. 2025 (model); the algorithm is ours, see `MultinomialLogitWelfare`.
public struct MNLWelfare: PositionMechanism {
  public static let card = Card(
    "mnl-welfare", label: "MNL welfare",
    "The best placement for users who choose one of the ads (multinomial logit); VCG prices.",
    holds: [.truthful, .individuallyRational, .noPositiveTransfers, .efficient, .monotone, .myersonPayments],
    source: "model: Balseiro et al. 2025; algorithm: Dinkelbach 1967 over matchings, ours", example: ["any-users": true])

  private let users: UserKind

  public init(_ settings: inout Settings) { users = UserKind(.multinomialLogit, &settings) }

  public func objection(to page: PageFacts) -> (problem: String, remedy: String)? { users.objection(to: page) }

  public func run(_ ballot: borrowing PositionBallot, into placements: inout Placements) {
    placements.clear()
    guard let page = ballot.placementProblem else { return }
    let rule = MultinomialLogitWelfare(MultinomialLogitReader(page))
    placements.write(rule.vcg(ballot.competingBids, reserves: ballot.personalReserves), ballot)
  }
}
