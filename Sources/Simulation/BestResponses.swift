internal import MarketModel
internal import Randomness

/// Exploitability of a profile of strategies: what one bidder would gain by another way to bid, while all others keep
/// their strategies and react as these do.
///
/// For each group, its first bidder plays the whole replicate again with a fixed factor on its value, once for each of a
/// grid, on the same random numbers. The deviation is chosen in hindsight of the replicate, which favours it.
///
/// - Complexity: groups × grid more replicates, played only when a scenario asks for the measures.
struct BestResponses: Sendable {
  static let exploitability = Measure(
    "exploitability", unit: .moneyPerAuction, .ratioOfMeans,
    "What the first bidder of the group would gain at most by a fixed factor on its value instead of its strategy, others keeping theirs; overall the largest. Independent learners carry no guarantee of an equilibrium: a small figure says only that no factor on this grid helps."
  )
  static let best = Measure(
    "best-response", label: "best factor", unit: .one, .mean,
    "The factor on values with which the first bidder of the group would gain most; its gain may be negative.")

  static let measures = [exploitability, best]

  /// The grid.
  let factors: [Double]

  static func read(_ settings: inout Settings) -> BestResponses {
    settings.section("best-response", "What `exploitability` tries; played only when it is measured.") { section in
      let factors =
        section.numbers(
          "factors", in: .nonNegative, otherwise: "0.05, 0.1, … 1", "The factors on values that a bidder tries.")
        ?? (1...20).map { Double($0) / 20 }
      return BestResponses(factors: factors)
    }
  }

  static func isWanted(_ plan: RecordingPlan) -> Bool { measures.contains { plan.includes($0.name) } }

  /// Replicates played beside the one that is recorded.
  func replays(_ world: RepeatedAuction) -> Int { world.market.groups.count * (factors.count + 1) }

  /// Plays the deviations of one replicate and records what they gain.
  func measure(_ world: RepeatedAuction, _ replicate: Replicate, into recording: inout Recording) throws {
    var largest = 0.0
    var auctions = 0.0
    for (index, group) in world.market.groups.enumerated() {
      let own = try payoff(index, in: world, replicate)
      auctions = own.auctions
      var best = (gain: -Double.infinity, factor: 0.0)
      for factor in factors {
        var other = world
        other.market.groups[index].strategy = Deviation(group.strategy, factor: factor)
        guard let gain = try payoff(index, in: other, replicate).payoff else { continue }
        let difference = gain - (own.payoff ?? 0)
        if difference > best.gain { best = (difference, factor) }
      }
      if best.gain == -.infinity {
        let reason = "no factor of the grid keeps the bidder's limits"
        for measure in Self.measures { recording.set(measure.name, group: index, .undefined(reason)) }
        continue
      }
      largest = max(largest, best.gain)
      recording.set(Self.exploitability.name, group: index, Self.reading(max(best.gain, 0), auctions))
      recording.set(Self.best.name, group: index, .value(best.factor))
    }
    recording.set(Self.exploitability.name, Self.reading(largest, auctions))
  }

  private static func reading(_ gain: Double, _ auctions: Double) -> Reading {
    auctions > 0 ? .ratio(gain, of: auctions) : .undefined("there was no auction")
  }

  /// What the first bidder of a group gets by its objective; nil when it breaks its own limits.
  private func payoff(
    _ group: Int, in world: RepeatedAuction, _ replicate: Replicate
  ) throws -> (payoff: Double?, auctions: Double) {
    let prepared = PreparedAuctions(world, RecordingRequest(measures: [], buckets: 1))
    var run = MarketRun(prepared, replicate)
    let (totals, auctions) = try run.playForTotals()
    let facts = prepared.market.facts.groups[group]
    let total = totals[facts.bidders.lowerBound]
    if let least = facts.goal.requiredReturn(valuePerAction: facts.valuePerAction),
      total.paid * least > total.value * (1 + 1e-12)
    {
      return (nil, auctions)
    }
    return (facts.goal.objective == .surplus ? total.surplus : total.value, auctions)
  }
}

/// A group's strategy, but for its first bidder, which bids a fixed factor of its value.
struct Deviation: BidderStrategy {
  static let card = Card("deviation", "One bidder bids a fixed factor of its value.", source: "ours")

  private var base: any BidderStrategy
  private let factor: Double

  init(_ base: any BidderStrategy, factor: Double) {
    self.base = base
    self.factor = factor
  }

  init(_ settings: inout Settings) { preconditionFailure("a deviation is made from a strategy, never from settings") }

  var needs: Information { base.needs }
  var foresight: Foresight { base.foresight }
  var goal: Goal { base.goal }
  func objection(to group: GroupFacts) -> (problem: String, remedy: String)? { base.objection(to: group) }
  mutating func begin(_ group: GroupFacts) { base.begin(group) }

  mutating func bid(
    in round: borrowing Round, into bids: inout MutableSpan<Double>, using stream: inout RandomStream
  ) {
    base.bid(in: round, into: &bids, using: &stream)
    for i in bids.indices where round.members[i] == 0 { bids[i] = min(factor * round.values[i], round.left[i]) }
  }

  mutating func observe(_ feedback: borrowing Feedback) { base.observe(feedback) }
}
