public import MarketModel
internal import Matching

/// The matching, or the lottery, whose worst-off buyer has as much as can be. No money changes hands.
///
/// **A matching** (the default): as many buyers as possible get an item that gains them something; among those matchings
/// one in which the least utility of a buyer with an item is greatest; among those one of greatest welfare. Where all
/// buyers can be served this is the matching whose least utility over all buyers is greatest. Where they cannot, the
/// least utility is 0 whatever one does, and every matching is max-min fair by the letter: serving as many as possible,
/// and the worst-off of them as well as possible, is then the first step towards leximin.
///
/// **A lottery** (`lottery: true`): the random matching whose least expected utility is greatest, over all buyers who
/// can gain anything; among those lotteries one of greatest expected welfare. It is a fractional matching, found by two
/// linear programs and written as a lottery over matchings by Birkhoff's theorem.
///
/// **Ties**: where several are left, the order of buyers and items decides.
/// **Edge cases**: pairs that gain nothing are never formed. Nobody gains: nobody is matched.
/// **Precision**: matchings compare utilities exactly; lotteries are found to within 1e-7 of the largest utility.
/// - Complexity: O(n² m) for a matching.
///
/// Source: Burkard, Dell'Amico and Martello 2009, section 6.2 (bottleneck assignment); Bogomolnaia and Moulin 2004 for
/// lotteries.
public struct MaxMinRule: MatchingRule {
  public static let card = Card(
    "max-min",
    "As many buyers as possible are matched and the worst-off of them has as much as can be; no payments.",
    source: "Burkard, Dell'Amico and Martello 2009; Bogomolnaia and Moulin 2004")

  let isLottery: Bool

  public init(_ settings: inout Settings) {
    isLottery = settings.flag(
      "lottery", default: false,
      "Whether to draw the matching, so that the least expected utility of all who can gain is greatest.")
  }

  public func match(_ market: MatchingMarket) throws -> MatchingOutcome {
    if isLottery { return try FairShares.maxMin(market).outcome(in: market) }
    let gains = try WeightMatrix(gainsOf: market)
    let most = WeightedGraph(gains).maximumCardinalityMatching().count
    // Who is to stay alone gets a column of its own that is nobody's worst: the others must share the real ones.
    let (items, free) = (market.items.count, market.buyers.count - most)
    let best = market.largestUtility
    var padded: [Double] = []
    padded.reserveCapacity(market.buyers.count * (items + free))
    for buyer in market.buyers.indices {
      padded += gains.weights[buyer * items..<(buyer + 1) * items]
      padded += repeatElement(best, count: free)
    }
    let everybody = try WeightMatrix(rows: market.buyers.count, columns: items + free, weights: padded)
    guard case .optimal(let matching) = everybody.maxMinMatching(.everyRow) else {
      throw LawBroken("a matching of \(most) pairs was found and then lost")
    }
    return .withoutPayments(
      matching.columnOfRow.map { column in column.flatMap { $0 < items ? $0 : nil } },
      bound: try gains.certifiedMatching().certificate.bound)
  }
}

extension MatchingOutcome {
  /// A single matching for which nobody pays.
  static func withoutPayments(_ itemOfBuyer: [Int?], bound: Double) -> MatchingOutcome {
    MatchingOutcome(
      lottery: [Chance(1, itemOfBuyer)], payments: itemOfBuyer.map { _ in 0 }, welfareBound: bound)
  }
}
