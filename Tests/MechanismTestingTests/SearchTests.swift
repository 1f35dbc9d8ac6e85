import MarketModel
import MechanismTesting
import Testing

@Suite("The search: what is tried, in which order, and how honestly it is told")
struct SearchTests {
  // m = 3 candidates, lexicographic ties. The counts are those of an enumeration made elsewhere.
  @Test(
    "Manipulable profiles of dictator, plurality, Copeland and Borda",
    arguments: [(3, [0, 36, 24, 51]), (4, [0, 240, 384, 402])])
  func votes(voters: Int, counts: [Int]) throws {
    let rules: [Vote] = [.dictator, .plurality, .copeland, .borda]
    for (rule, count) in zip(rules, counts) {
      let census = try census(of: .truthful, for: rule, over: .rankings(voters: voters))
      #expect(census.worlds == (voters == 3 ? 216 : 1296))
      #expect(census.broken == count)
      #expect((census.worst == nil) == (count == 0))
    }
  }

  // First price with one bidder worth 0 … 4: the regret of the truth is the value. Of five worlds the 99th percentile is
  // the largest.
  @Test("A census is the regret over all worlds")
  func regret() throws {
    let regret = try census(
      of: .truthful, for: vickrey { first, _, _ in first }, over: .prices(bidders: 1...1, values: 0...4))
    #expect(regret.worlds == 5 && regret.broken == 4)
    #expect(regret.mean == 2 && regret.percentile99 == 4 && regret.largest == 4)
    #expect(regret.worst?.profile == ["4"] && regret.worst?.lies == ["0"])
  }

  @Test("Small worlds are tried all, once each, smaller ones first")
  func exhaustive() throws {
    let seen = Seen()
    var domain = Domain<Double, Allotments>.prices(bidders: 0...2, values: 0...2)
    domain.lies = { _, _ in [] }
    domain.refinements = { _, _ in [] }
    domain.checkers = [
      Checker(.truthful) { trial in
        trial.comparisons += 1
        seen.profiles.append(trial.profile)
        return nil
      }
    ]
    let finding = try expectTruthful(vickrey(), over: domain)
    #expect(
      seen.profiles == [
        [], [0], [1], [2], [0, 0], [0, 1], [1, 0], [0, 2], [1, 1], [2, 0], [1, 2], [2, 1], [2, 2],
      ])
    #expect(finding.strength == "exhaustive over 13 worlds")
  }

  @Test("What cannot be tried completely is sampled, and the finding says so")
  func sampled() throws {
    var plan = SearchPlan(exhaustive: 31, samples: 40)
    let domain = Domain<Double, Allotments>.prices(bidders: 0...3, values: 0...4)
    let finding = try expectTruthful(vickrey(), over: domain, plan: plan)
    #expect(finding.exhausted == 31 && finding.sampled == 40 && finding.worlds == 71)
    #expect(
      finding.strength == "exhaustive over 31 worlds, no violation above 1e-09 in 40 sampled worlds (seed 1)")
    plan.exhaustive = 0
    plan.seed = 7
    #expect(
      try expectTruthful(vickrey(), over: domain, plan: plan).strength
        == "no violation above 1e-09 in 40 sampled worlds (seed 7)")
  }

  // A price of the third bid from four bidders on only, values drawn from [0, 1]: no grid of few bidders shows it, and the
  // shrunken witness needs all four. With values in quarters and nothing smaller that still gains, all of it is on the grid.
  @Test("A breach in a large random world is made small, and comes again from the same seed")
  func shrinking() throws {
    let late = Rule { bids in
      bids.count < 4 ? vickrey().run(bids) : vickrey { _, _, third in third }.run(bids)
    }
    let domain = Domain<Double, Allotments>.prices(bidders: 0...6, values: 0.0...1.0)
    for seed in UInt64(1)...5 {
      let plan = SearchPlan(seed: seed, exhaustive: 200, samples: 500)
      let finding = try examine(.truthful, of: late, over: domain, plan: plan)
      #expect(finding.exhausted == 156 && finding.sampled >= 1)
      let witness = try #require(finding.witness)
      #expect(witness.profile.count == 4)
      // The smallest there is: two rivals at 0, and one value to outbid.
      #expect(witness.profile.sorted() == ["0", "0", "0.25", "0.25"])
      #expect(witness.gain == 0.25)
      #expect(try examine(.truthful, of: late, over: domain, plan: plan).witness == witness)
    }
  }

  @Test("Nothing to compare is no success")
  func vacuous() {
    #expect {
      try expectTruthful(vickrey(), over: .prices(bidders: 0...0, values: 0...4))
    } throws: {
      "\($0)" == "truthful cannot be judged: the domain's worlds give nothing to compare"
    }
    #expect {
      try expectEfficient(Facility.median, over: .locations(agents: 1...2))
    } throws: {
      "\($0)" == "efficient cannot be judged: the domain does not say `bestWelfare`; set it"
    }
    #expect {
      try expect(Property("fun", "Everybody laughs."), of: vickrey(), over: .prices(bidders: 1...1, values: 0...1))
    } throws: {
      "\($0)" == "fun cannot be judged: no checker is known; make a `Checker` of your own"
    }
  }

  @Test("Errors carry the witness, or how hard was looked")
  func errors() {
    #expect {
      try expectTruthful(vickrey { first, _, _ in first }, over: .prices(bidders: 0...3, values: 0...4))
    } throws: {
      "\($0)" == "not truthful: profile (1): bidder 0 of type 1 gains 1 by reporting 0: 1 instead of 0"
    }
    #expect {
      try expectFails(.truthful, of: vickrey(), over: .prices(bidders: 0...3, values: 0...4))
    } throws: {
      "\($0)" == "nothing shows that it is not truthful: exhaustive over 156 worlds"
    }
  }
}

/// Profiles in the order in which one thread looked at them.
private final class Seen: @unchecked Sendable {
  var profiles: [[Double]] = []
}
