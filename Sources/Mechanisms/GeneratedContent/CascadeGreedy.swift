public import MarketModel

/// Ads in generated content for users who read on until they click, placed one by one: each time the ad and slot that add
/// most; every ad pays by the click the bid that is just enough to be placed.
///
/// At least 1/3 of the greatest welfare, see `GreedyPlacement`. The placement is not monotone, so that no payments make it
/// truthful, and Vickrey–Clarke–Groves payments, which need the optimum, are not offered. A bid below its personal reserve
/// is dropped; prices are at least the reserve.
///
/// **Ties**: the lower seat, then the lower slot. **Edge cases**: an ad that competes with nobody pays its reserve; an ad
/// that is never clicked is not placed.
/// - Complexity: about 40 greedy placements for each ad placed; it allocates.
///
/// Source: Fisher, Nemhauser and Wolsey 1978; the prices are ours.
public struct CascadeGreedy: PositionMechanism {
  public static let card = Card(
    "cascade-greedy", label: "cascade greedy",
    "Ads placed one by one where they add most for users who read until they click; critical bids for prices.",
    holds: [.individuallyRational, .noPositiveTransfers], fails: [.truthful, .efficient, .monotone, .myersonPayments],
    source: "Fisher, Nemhauser and Wolsey 1978; prices ours", example: ["any-users": true])

  private let users: UserKind

  public init(_ settings: inout Settings) { users = UserKind(.cascade, &settings) }

  public func objection(to page: PageFacts) -> (problem: String, remedy: String)? { users.objection(to: page) }

  public func run(_ ballot: borrowing PositionBallot, into placements: inout Placements) {
    placements.clear()
    guard let page = ballot.placementProblem else { return }
    placements.write(GreedyPlacement(CascadeReader(page)).criticalBids(ballot.competingBids), ballot)
  }
}
