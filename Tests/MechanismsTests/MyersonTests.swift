import Demand
import MarketModel
import Mechanisms
import Randomness
import Statistics
import Testing

/// Myerson's auction for bidders with these priors, one group each.
private func myerson(_ priors: [Distribution?], _ settings: Node = [:]) throws -> any AuctionMechanism {
  var auction = try mechanism("myerson", settings)
  let known = priors.enumerated().map { BidderPrior(name: "g\($0)", values: $1) }
  #expect(auction.objection(to: known) == nil && auction.needsGroups)
  auction.begin(known)
  return auction
}

/// Who wins and what it pays; each bidder in a group of its own.
private func sale(_ auction: any AuctionMechanism, _ bids: [Double], reserves: [Double] = []) -> (Int?, Double) {
  let row = Column(bids)
  let reserves = Column(reserves)
  let groups = Column(bids.indices.map { Int32($0) })
  var outcome = Outcome(seats: bids.count)
  auction.run(Ballot(bids: row.span, reserves: reserves.span, groups: groups.span), into: &outcome)
  return outcome.count > 0 ? (Int(outcome[0].seat), outcome[0].payment) : (nil, 0)
}

private let twoDensities = Distribution.histogram(edges: [0, 3, 8], weights: [3, 1])

@Suite struct MyersonTests {
  // φ₁ = 2v − 1, φ₂ = 2v − 2. Bids 0.9 and 1.3: 0.8 against 0.6: the first wins and pays φ₁⁻¹(0.6) = 0.8. Bids 0.6 and 0.9:
  // 0.2 and −0.2: the first pays its reserve 1/2. Bids 0.4 and 0.9: nobody. Bids 0.7 and 1.5: 0.4 against 1: the second
  // pays φ₂⁻¹(0.4) = 1.2.
  @Test("U[0, 1] and U[0, 2]: the higher virtual value wins at its threshold")
  func unequal() throws {
    let auction = try myerson([.uniform(low: 0, high: 1), .uniform(low: 0, high: 2)])
    for (bids, winner, price) in [
      ([0.9, 1.3], 0, 0.8), ([0.6, 0.9], 0, 0.5), ([0.7, 1.5], 1, 1.2), ([0.2, 1.5], 1, 1),
    ] as [([Double], Int, Double)] {
      let found = sale(auction, bids)
      #expect(found.0 == winner && abs(found.1 - price) < 1e-12)
    }
    #expect(sale(auction, [0.4, 0.9]).0 == nil && sale(auction, [Ballot.noBid, -3]).0 == nil)
    #expect(sale(auction, [0.6, 0.9], reserves: [0.55, 0]) == (0, 0.55))
    #expect(sale(auction, [0.6, 1.2], reserves: [0.7, 0]).0 == 1)
  }

  // Both have the ironed stretch [2.381966, 4.381966]. On a tie within it the lower seat wins and pays 2.381966, the other
  // would have to exceed 4.381966.
  @Test("On an ironed stretch bids tie: the lower seat wins at its lower end, the other must exceed its upper end")
  func ironed() throws {
    let auction = try myerson([twoDensities, twoDensities])
    let prior = try #require(twoDensities)
    let interval = try #require(IronedVirtualValue(prior).intervals.first)
    #expect(sale(auction, [3, 4]) == (0, interval.low))
    #expect(sale(auction, [3, 4.5]) == (1, interval.high))
    #expect(sale(auction, [5, 4]) == (0, interval.low))
    #expect(sale(auction, [1.9, 4.5]) == (1, 2))
  }

  @Test("Equal regular bidders: the second-price auction with the monopoly reserve")
  func regular() throws {
    let auction = try myerson(Array(repeating: .uniform(low: 0, high: 1), count: 3))
    let second = try mechanism("second-price", ["reserve": 0.5])
    var stream = RandomStream(seed: 1, replicate: 0, role: 0, index: 1)
    for _ in 0..<1000 {
      let bids = (0..<3).map { _ in stream.unit() }
      let expected = decide(second, bids)
      let found = sale(auction, bids)
      #expect(found.0 == expected.winner && abs(found.1 - (expected.lines.first?.payment ?? 0)) < 1e-12)
    }
  }

  @Test(
    "Atoms: the reserve is the atom where the ironed value turns positive, and a bid between two counts as the lower")
  func atoms() throws {
    let prior = Distribution.discrete(values: [8, 3, 2, 1], weights: [0.2, 0.1, 0.3, 0.4])
    let auction = try myerson([prior, prior])
    #expect(sale(auction, [8, 3]) == (0, 8) && sale(auction, [3, 2]).0 == nil && sale(auction, [7.9, 1]).0 == nil)
    // Tied at the top atom the lower seat wins; the upper one could not have exceeded it.
    #expect(sale(auction, [8, 8]) == (0, 8))
  }

  // Seed 1. Utility against every report of a grid, which has the ends of the ironed stretch in it.
  @Test("Truthful with unequal priors, ironed, with atoms and of infinite support")
  func truthful() throws {
    let auction = try myerson([
      twoDensities, .discrete(values: [8, 3, 2, 1], weights: [0.2, 0.1, 0.3, 0.4]), .exponential(mean: 2),
      .logNormal(location: 0, scale: 1),
    ])
    var stream = RandomStream(seed: 1, replicate: 0, role: 0, index: 2)
    let grid = [0, 2.381966, 2.3819661, 4.381966, 4.3819661] + (0..<40).map { Double($0) / 4 }
    for _ in 0..<200 {
      let values = (0..<4).map { _ in grid[stream.index(below: grid.count)] }
      for seat in 0..<4 {
        let honest = sale(auction, values)
        let gain = honest.0 == seat ? values[seat] - honest.1 : 0
        #expect(gain >= 0)
        for report in grid {
          var bids = values
          bids[seat] = report
          let lie = sale(auction, bids)
          #expect((lie.0 == seat ? values[seat] - lie.1 : 0) <= gain + 1e-9)
        }
      }
    }
  }

  @Test("Priors can be told otherwise, by the name of the group")
  func beliefs() throws {
    let auction = try myerson(
      [nil, .uniform(low: 0, high: 1)],
      ["priors": [["bidders": "g0", "values": ["kind": "uniform", "low": 0, "high": 2]]]])
    #expect(sale(auction, [0.9, 0.4]).0 == nil && sale(auction, [1.2, 0.4]) == (0, 1))
  }

  @Test("Groups without a distribution, unknown groups, priors without one: told, with what to do")
  func objections() throws {
    let auction = try mechanism("myerson")
    let objection = try #require(auction.objection(to: [BidderPrior(name: "wildcatters", values: nil)]))
    #expect(objection.problem.contains("'wildcatters'") && objection.remedy.contains("priors"))
    let other = try mechanism("myerson", ["priors": [["bidders": "weka"]]])
    let unknown = try #require(other.objection(to: [BidderPrior(name: "weak", values: .uniform(low: 0, high: 1))]))
    #expect(unknown.problem == "no bidder group is called 'weka'" && unknown.remedy.contains("weak"))
    for priors: Node in [
      [["bidders": "a", "values": "mineral-rights"]], [["bidders": "a"], ["bidders": "a"]],
    ] {
      var root = Settings(
        root: ["m": ["kind": "myerson", "priors": priors]], catalogs: Catalogs(mechanisms, valueModels),
        files: NoFiles())
      let _: any AuctionMechanism = root.component("m", .mechanisms, "The mechanism.")
      #expect(root.diagnostics.count == 1)
    }
  }
}
