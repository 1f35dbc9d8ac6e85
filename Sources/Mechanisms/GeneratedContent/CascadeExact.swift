public import MarketModel

/// Ads in generated content for users who read on until they click: the placement and order of the greatest welfare, and
/// Vickrey–Clarke–Groves prices.
///
/// `CascadeWelfare` has the algorithm, a dynamic program over sets of slots; `vcg` the payments, which the exact optimum
/// makes truthful. A personal reserve takes the place of nothing in them.
///
/// **Limits**: at most 12 slots. **Ties**: the lower seat. **Edge cases**: one bidder pays its reserve; nobody bids —
/// nothing is shown; an ad that is never clicked is not placed.
/// - Complexity: O(n m s) for each ad placed, and one more time, with s the sets of fewer than K of m slots; it allocates.
///
/// Source: Balseiro et al. 2025 (model); the algorithm is ours, see `CascadeWelfare`.
public struct CascadeExact: PositionMechanism {
  public static let card = Card(
    "cascade-exact", label: "cascade exact",
    "The best placement and order for users who read until they click, up to 12 slots; VCG prices.",
    holds: [.truthful, .individuallyRational, .noPositiveTransfers, .efficient, .monotone, .myersonPayments],
    source: "model: Balseiro et al. 2025; algorithm ours", example: ["any-users": true])

  private let users: UserKind

  public init(_ settings: inout Settings) { users = UserKind(.cascade, &settings) }

  public func objection(to page: PageFacts) -> (problem: String, remedy: String)? {
    if page.examination.count > CascadeWelfare.mostPositions {
      return (
        "\(page.examination.count) slots are too many for an exact placement",
        "give at most \(CascadeWelfare.mostPositions) slots, or write `kind: cascade-greedy`"
      )
    }
    return users.objection(to: page)
  }

  public func run(_ ballot: borrowing PositionBallot, into placements: inout Placements) {
    placements.clear()
    guard let page = ballot.placementProblem, let rule = CascadeWelfare(CascadeReader(page)) else { return }
    placements.write(rule.vcg(ballot.competingBids, reserves: ballot.personalReserves), ballot)
  }
}
