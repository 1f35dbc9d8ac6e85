internal import MarketModel
internal import Statistics

/// How fair the rankings of all eligible advertisers are to the protected groups, page by page.
///
/// Advertisers are ranked by bid × quality, those that do not bid last, ties by seat.
/// - Complexity: O(*n* log *n*) a page with *n* eligible; the exact normalisers are made once per size.
struct Rankings: ~Copyable, Sendable {
  private struct Total {
    var sum = 0.0
    var pages = 0.0
  }

  /// (groups).
  private let isProtected: [Bool]
  private let step: Int
  /// Measures that are asked for.
  private let wanted: [RankedFairness.Measure]
  /// One for each number of eligible and of protected advertisers that came.
  private var known: [RankedFairness] = []
  /// (measures): over the pages where it is defined.
  private var totals: [Total]
  private var order: [(score: Double, seat: Int)] = []

  init(_ world: SponsoredSearch, _ market: PreparedMarket) {
    let names = world.sale.ranked.protected
    isProtected = market.facts.groups.map { names.contains($0.name) }
    step = world.sale.ranked.step
    wanted = RankedFairness.Measure.allCases.filter { market.plan.includes("ranking-\($0.rawValue)") }
    totals = wanted.map { _ in Total() }
  }

  var isWanted: Bool { !wanted.isEmpty }

  mutating func fold(
    _ bids: borrowing Column<Double>, _ quality: borrowing Column<Double>, _ entrants: borrowing Entrants
  ) {
    order.removeAll(keepingCapacity: true)
    var protected = 0
    for seat in 0..<entrants.seats {
      order.append((bids[seat] >= 0 ? bids[seat] * quality[seat] : -1, seat))
      if isProtected[Int(entrants.groups[seat])] { protected += 1 }
    }
    order.sort { $0.score > $1.score || ($0.score == $1.score && $0.seat < $1.seat) }
    let index = fairness(order.count, protected)
    var before: [Int] = []
    var seen = 0
    var last = 0
    for cut in known[index].cuts {
      for place in last..<cut where isProtected[Int(entrants.groups[order[place].seat])] { seen += 1 }
      before.append(seen)
      last = cut
    }
    for (number, measure) in wanted.enumerated() {
      guard let value = known[index](measure, before: before) else { continue }
      totals[number].sum += value
      totals[number].pages += 1
    }
  }

  private mutating func fairness(_ count: Int, _ protected: Int) -> Int {
    if let index = known.firstIndex(where: { $0.count == count && $0.protected == protected }) { return index }
    known.append(RankedFairness(count: count, protected: protected, step: step, measures: wanted))
    return known.count - 1
  }

  func finish(into recording: inout Recording) {
    for (number, measure) in wanted.enumerated() {
      let total = totals[number]
      let reason =
        measure == .ratio
        ? "no page had protected advertisers as a minority and a cut before its end"
        : "no page had both protected advertisers and others, and a cut before its end"
      recording.set(
        "ranking-\(measure.rawValue)", total.pages > 0 ? .ratio(total.sum, of: total.pages) : .undefined(reason))
    }
  }
}
