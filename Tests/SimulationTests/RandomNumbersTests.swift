import Outcry
import Testing

/// Common random numbers: what one part of a scenario changes, others do not feel.
@Suite struct RandomNumbersTests {
  /// The values and times that the group `watched` sees.
  static func watch(_ settings: Node = [:], before: [Node] = [], after: [Node] = [], group: Node = [:]) throws -> (
    values: [[Double]], times: [Double]
  ) {
    let journal = Journal()
    var watched: Node = ["name": "watched", "count": 3, "strategy": ["kind": "spy", "label": "w"]]
    for entry in group.entries { watched[entry.key] = entry.value }
    var world: Node = ["horizon": 300, "bidders": Node(.list(before + [watched] + after))]
    for entry in settings.entries { world[entry.key] = entry.value }
    try play(market(world, metrics: ["spied"], adding: journal.spies()))
    return (journal.values("w"), journal.seen.filter { $0.label == "w" }.map(\.opportunity.time))
  }

  static let changes: [Node] = [
    ["mechanism": "first-price"], ["mechanism": "all-pay"], ["mechanism": ["kind": "second-price", "reserve": 0.9]],
    ["ties": "random"], ["over-budget": "disqualify"], ["information": "all-bids"],
    ["settlement": ["delay": 5, "falls-due": 0.5]], ["segments": [["name": "x"], ["name": "y"]]],
  ]

  @Test("Neither mechanism, ties, settlement nor segments change anybody's values or the arrivals", arguments: changes)
  func markets(change: Node) throws {
    let base = try Self.watch()
    #expect(base.values.count == 300 && Set(base.values.joined()).count == 900)
    let changed = try Self.watch(change)
    #expect(changed.values == base.values)
    #expect(changed.times == base.times)
  }

  @Test("Another group — before, after, random, broke or short-lived — changes nobody's values")
  func otherGroups() throws {
    let base = try Self.watch()
    let others: [Node] = [
      ["name": "other", "count": 5, "strategy": "random"], ["name": "broke", "budget": 0.1],
      ["name": "guests", "participation": 0.5, "values": "exponential"],
      ["name": "late", "arrives": 20, "departs": 40, "values": "mineral-rights"],
    ]
    for other in others {
      for changed in [try Self.watch(before: [other]), try Self.watch(after: [other])] {
        #expect(changed.values == base.values)
        #expect(changed.times == base.times)
      }
    }
  }

  @Test("A group's own budget and reserve do not change its values")
  func ownSettings() throws {
    let base = try Self.watch()
    for change: Node in [["budget": 1], ["reserve": 0.5], ["budget": 1, "budget-period": 10]] {
      #expect(try Self.watch(group: change).values == base.values)
    }
  }

  @Test("A stream per bidder: growing a group leaves its first members' values as they were")
  func perBidder() throws {
    let streams: Node = ["streams": "bidder"]
    let three = try Self.watch(streams)
    let seven = try Self.watch(streams, group: ["count": 7])
    #expect(seven.values.map { Array($0.prefix(3)) } == three.values)
    #expect(seven.times == three.times)
    // With a stream per group it would not be so.
    #expect(try Self.watch(group: ["count": 7]).values.map { Array($0.prefix(3)) } != (try Self.watch().values))
  }

  @Test("A stream per bidder: growing a group leaves the others alone")
  func othersAlone() throws {
    let streams: Node = ["streams": "bidder"]
    let small = try Self.watch(streams, before: [["name": "other", "count": 2]])
    let large = try Self.watch(streams, before: [["name": "other", "count": 20]])
    #expect(small.values == large.values)
  }

  @Test("Joint values cannot have a stream per bidder")
  func joint() {
    #expect {
      _ = try Self.watch(["streams": "bidder"], group: ["values": "affiliated"])
    } throws: { error in
      "\(error)"
        == "scenario: world.streams: the values of 'watched' depend on one another and cannot have a stream per bidder; write `streams: group`"
    }
  }

  @Test("Replicates and seeds differ, names do not repeat one another")
  func differ() throws {
    let scenario = try market(["horizon": 50, "bidders": [["name": "A"], ["name": "B"]]])
    let first = try play(scenario)["welfare"]
    #expect(first == (try play(scenario)["welfare"]))
    #expect(first != (try play(scenario, replicate: 1)["welfare"]))
    var other = scenario
    other.seed = 2
    #expect(first != (try play(other)["welfare"]))
  }
}
