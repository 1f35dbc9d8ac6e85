public import MarketModel
internal import Matching

/// The matching, or the lottery, that is best for the worst-off buyer, then for the second worst-off, and so on. No money
/// changes hands.
///
/// All buyers count, one without an item at 0. Of two matchings the better one is found by sorting the buyers' utilities
/// upwards and comparing the first that differ. So as many buyers as possible are served first, then the worst-off among
/// them fares as well as possible, then the next.
///
/// **A lottery** (`lottery: true`): the same comparison of expected utilities, over all lotteries. Each linear program
/// raises all buyers together as far as they go; those whose dual price says that they hold the others up are settled,
/// and the rest is raised further. The expected utilities are unique. Birkhoff's theorem writes the fractional matching
/// as a lottery over matchings.
///
/// **Ties**: matchings of equal utilities differ in nothing that counts; the order of buyers and items decides.
/// **Edge cases**: pairs that gain nothing are never formed. Nobody gains: nobody is matched.
/// **Precision**: matchings compare utilities exactly; lotteries are found to within 1e-7 of the largest utility.
///
/// Source: Rawls 1971 and Sen 1970 for the order; Bogomolnaia and Moulin 2004 for lotteries; the linear programs are the
/// usual ones.
public struct LeximinRule: MatchingRule {
  public static let card = Card(
    "leximin", "Best for the worst-off buyer, then for the second worst-off, and so on; no payments.",
    source: "Sen 1970; Bogomolnaia and Moulin 2004")

  let isLottery: Bool

  public init(_ settings: inout Settings) {
    isLottery = settings.flag(
      "lottery", default: false,
      "Whether to draw the matching, so that the comparison is of expected utilities over all lotteries.")
  }

  public func match(_ market: MatchingMarket) throws -> MatchingOutcome {
    if isLottery { return try FairShares.leximin(market).outcome(in: market) }
    let gains = try WeightMatrix(gainsOf: market)
    guard case .optimal(let matching) = gains.leximinMatching() else {
      throw LawBroken("nobody is forced into a pair, and still no matching was found")
    }
    return .withoutPayments(matching.columnOfRow, bound: try gains.certifiedMatching().certificate.bound)
  }
}
