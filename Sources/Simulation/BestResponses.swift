internal import MarketModel

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
  func replays(_ world: RepeatedAuction) -> Int { world.market.groups.count * factors.count + 1 }

  /// Plays the deviations of one replicate and records what they gain.
  func measure(_ world: RepeatedAuction, _ replicate: Replicate, into recording: inout Recording) throws {
    let facts = PreparedAuctions(world, RecordingRequest(measures: [], buckets: 1)).market.facts
    let (own, auctions) = try Self.play(world, replicate)
    var largest = 0.0
    for (index, group) in facts.groups.enumerated() {
      let bidder = group.bidders.lowerBound
      var best = (gain: -Double.infinity, factor: 0.0)
      for factor in factors {
        var other = world
        other.market.deviation = Deviation(group: index, factor: factor)
        let total = try Self.play(other, replicate).totals[bidder]
        if !Self.isKept(group, total) { continue }
        let gain = Self.payoff(group, total) - Self.payoff(group, own[bidder])
        if gain > best.gain { best = (gain, factor) }
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

  /// What each bidder gets and pays in one replicate, and its auctions.
  private static func play(
    _ world: RepeatedAuction, _ replicate: Replicate
  ) throws -> (totals: [BidderTotal], auctions: Double) {
    var run = MarketRun(PreparedAuctions(world, RecordingRequest(measures: [], buckets: 1)), replicate)
    return try run.playForTotals()
  }

  private static func payoff(_ group: MarketFacts.Group, _ total: BidderTotal) -> Double {
    group.goal.objective == .surplus ? total.surplus : total.value
  }

  /// Whether a bidder keeps the limit on its return.
  private static func isKept(_ group: MarketFacts.Group, _ total: BidderTotal) -> Bool {
    guard let least = group.goal.requiredReturn(valuePerAction: group.valuePerAction) else { return true }
    return total.paid * least <= total.value * (1 + 1e-12)
  }
}

/// The first bidder of a group bids a fixed factor of its value, whatever the group's strategy.
struct Deviation: Sendable {
  var group: Int
  var factor: Double
}
