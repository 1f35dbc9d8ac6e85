public import MarketModel

/// The generalised second price for pages of generated content whose matrix of click rates is taken for a product of one
/// number per ad and one per slot: the baseline that does not look at pairs.
///
/// `SeparableRanking` says how. Unlike `gsp`, which fills slots in the order they are listed in, it learns from the matrix
/// of the page which slots are the better ones. Users may be of any kind. A bid below its personal reserve is dropped;
/// prices are at least the reserve.
///
/// **Ties**: the lower seat, the lower slot. **Edge cases**: the last in rank pays its reserve; an ad without a bid or never
/// clicked is not placed.
/// - Complexity: O(n m + n log n) for n seats and m slots; it allocates.
///
/// Source: Edelman, Ostrovsky and Schwarz 2007; Varian 2007; rows and columns of the matrix: ours.
public struct SeparableGSP: PositionMechanism {
  public static let card = Card(
    "separable-gsp", label: "separable GSP",
    "Ads and slots ranked by the means of their click rates; each ad pays by the next in rank.",
    holds: [.individuallyRational, .noPositiveTransfers], fails: [.truthful, .efficient, .monotone, .myersonPayments],
    source: "Edelman, Ostrovsky and Schwarz 2007; Varian 2007; means of a matrix: ours")

  public init(_ settings: inout Settings) {}

  public func run(_ ballot: borrowing PositionBallot, into placements: inout Placements) {
    placements.clear()
    guard let page = ballot.placementProblem else { return }
    let placed = SeparableRanking(page).place(ballot.competingBids)
    placements.write(placed.map(\.line), prices: placed.map(\.price), ballot)
  }
}
