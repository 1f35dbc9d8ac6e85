import MarketModel
import Mechanisms
import Randomness
import Testing

func doubleAuction(_ kind: String, _ settings: Node = [:]) throws -> any DoubleAuction {
  try oneShot(.doubleAuctions, doubleAuctions, kind, settings)
}

/// Buyers first, then sellers.
func offers(_ buyers: [Double], _ sellers: [Double]) -> [Offer] {
  buyers.map { .buys(at: $0) } + sellers.map { .sells(at: $0) }
}

/// What trading agents pay (negative: receive), by agent; nil: does not trade.
private func trades(_ outcome: Allotments) -> [Double?] {
  outcome.quantities.indices.map { outcome.quantities[$0] == 0 ? nil : outcome.payments[$0] }
}

private func only(_ chances: [Chance<Allotments>]?) throws -> Allotments {
  let chances = try #require(chances)
  #expect(chances.count == 1 && chances.first?.probability == 1)
  return try #require(chances.first).outcome
}

private func gains(_ profile: [Offer], _ outcome: Allotments) -> Double {
  profile.indices.reduce(0) { $0 + profile[$1].price * outcome.quantities[$1] }
}

private let all = ["mcafee", "trade-reduction", "sbba", "vcg", "k-double-auction", "posted-price"]

@Suite struct DoubleAuctionTests {
  // b = 9, 8, 7, 4; s = 2, 3, 4, 5, 8: 7 ≥ 4 but 4 < 5, so k = 3; gains 24 − 9 = 15. McAfee: (4 + 5)/2 = 4.5 lies between
  // s₃ = 4 and b₃ = 7. SBBA: s₄ = 5 ≤ 7.
  @Test(
    "b = 9, 8, 7, 4 and s = 2, 3, 4, 5, 8: McAfee trades 3 at 4.5, SBBA 3 at 5, trade reduction 2, VCG 3 at 4 and 5")
  func first() throws {
    let profile = offers([9, 8, 7, 4], [2, 3, 4, 5, 8])
    let mcAfee = try only(doubleAuction("mcafee").lottery(profile))
    #expect(trades(mcAfee) == [4.5, 4.5, 4.5, nil, -4.5, -4.5, -4.5, nil, nil])
    #expect(gains(profile, mcAfee) == 15)
    #expect(
      trades(try only(doubleAuction("sbba").lottery(profile))) == [5, 5, 5, nil, -5, -5, -5, nil, nil])
    #expect(
      trades(try only(doubleAuction("trade-reduction").lottery(profile)))
        == [7, 7, nil, nil, -4, -4, nil, nil, nil])
    // Buyers pay max(b₄, s₃) = 4, sellers get min(s₄, b₃) = 5: deficit 3 · (5 − 4).
    let vcg = try only(doubleAuction("vcg").lottery(profile))
    #expect(trades(vcg) == [4, 4, 4, nil, -5, -5, -5, nil, nil])
    #expect(vcg.payments.reduce(0, +) == -3)
    // Prices from max(s₃, b₄) = 4 to min(b₃, s₄) = 5 clear the market.
    let middle = try only(doubleAuction("k-double-auction").lottery(profile))
    #expect(trades(middle) == [4.5, 4.5, 4.5, nil, -4.5, -4.5, -4.5, nil, nil])
    #expect(try only(doubleAuction("k-double-auction", ["weight": 1]).lottery(profile)).payments[0] == 5)
    #expect(try only(doubleAuction("k-double-auction", ["weight": 0]).lottery(profile)).payments[0] == 4)
  }

  @Test("b = 10, 9, 5, 1 and s = 1, 2, 6, 9: k = 2, gains 16, McAfee 5.5, SBBA 6")
  func second() throws {
    let profile = offers([10, 9, 5, 1], [1, 2, 6, 9])
    let mcAfee = try only(doubleAuction("mcafee").lottery(profile))
    #expect(trades(mcAfee) == [5.5, 5.5, nil, nil, -5.5, -5.5, nil, nil] && gains(profile, mcAfee) == 16)
    #expect(trades(try only(doubleAuction("sbba").lottery(profile))) == [6, 6, nil, nil, -6, -6, nil, nil])
  }

  @Test("b = 9, 8, 4 and s = 2, 3, 7: McAfee 5.5, SBBA 7")
  func third() throws {
    let profile = offers([9, 8, 4], [2, 3, 7])
    #expect(trades(try only(doubleAuction("mcafee").lottery(profile))) == [5.5, 5.5, nil, -5.5, -5.5, nil])
    #expect(trades(try only(doubleAuction("sbba").lottery(profile))) == [7, 7, nil, -7, -7, nil])
  }

  // k = 2, gains 14 − 6 = 8. McAfee: (4.5 + 8)/2 = 6.25 > b₂ = 5, so one pair trades, the buyer at 5, the seller at 4.
  // SBBA: s₃ = 8 > b₂ = 5: price 5, the second buyer out, one of the two sellers at random.
  @Test("b = 9, 5, 4.5 and s = 2, 4, 8: McAfee reduces, the broker keeps 1; SBBA sells at 5 from either seller")
  func reduced() throws {
    let profile = offers([9, 5, 4.5], [2, 4, 8])
    let mcAfee = try only(doubleAuction("mcafee").lottery(profile))
    #expect(trades(mcAfee) == [5, nil, nil, -4, nil, nil] && mcAfee.payments.reduce(0, +) == 1)
    let lottery = try #require(doubleAuction("sbba").lottery(profile))
    #expect(lottery.map(\.probability) == [0.5, 0.5])
    #expect(
      lottery.map { trades($0.outcome) } == [[5, nil, nil, nil, -5, nil], [5, nil, nil, -5, nil, nil]])
  }

  // Seed 1; 4000 draws, each seller is left out with probability 1/4: five standard deviations are 137, chance 6e-7 each.
  @Test("SBBA leaves each seller out equally often, and what it samples is in its lottery")
  func sampled() throws {
    let sbba = try doubleAuction("sbba")
    let profile = offers([9, 9, 9, 5], [1, 2, 3, 4])
    let lottery = try #require(sbba.lottery(profile))
    #expect(lottery.count == 4)
    var stream = RandomStream(seed: 1, replicate: 0, role: 0, index: 1)
    var counts = [Int](repeating: 0, count: 4)
    for _ in 0..<4000 {
      let outcome = sbba.sample(profile, using: &stream)
      #expect(lottery.contains { $0.outcome == outcome })
      for seller in 0..<4 where outcome.quantities[4 + seller] == 0 { counts[seller] += 1 }
    }
    #expect(counts.allSatisfy { abs($0 - 1000) < 137 } && counts.reduce(0, +) == 4000)
  }

  @Test("Bilateral trade: split the difference, a posted price, and VCG's deficit v − c")
  func bilateral() throws {
    let profile = offers([0.9], [0.3])
    #expect(abs(try only(doubleAuction("k-double-auction").lottery(profile)).payments[0] - 0.6) < 1e-15)
    #expect(trades(try only(doubleAuction("posted-price").lottery(profile))) == [0.5, -0.5])
    #expect(trades(try only(doubleAuction("posted-price", ["price": 0.2]).lottery(profile))) == [nil, nil])
    #expect(trades(try only(doubleAuction("vcg").lottery(profile))) == [0.3, -0.9])
    // McAfee and trade reduction never let a single pair trade; SBBA's only buyer sets the price and leaves.
    for kind in ["mcafee", "trade-reduction", "sbba"] {
      for chance in try #require(doubleAuction(kind).lottery(profile)) {
        #expect(trades(chance.outcome) == [nil, nil])
      }
    }
  }

  @Test("One side empty, both empty, nothing to gain, offers that are none: nobody trades", arguments: all)
  func nothing(kind: String) throws {
    let auction = try doubleAuction(kind)
    let profiles = [
      [], offers([3], []), offers([], [1]), offers([0.1, 0.2], [0.8, 0.9]),
      offers([.nan, -1, .infinity], [-1, .nan, .infinity]), offers([.nan, 0.1], [0.9, -3]),
    ]
    var stream = RandomStream(seed: 1, replicate: 0, role: 0, index: 1)
    for profile in profiles {
      for outcome in try #require(auction.lottery(profile)).map(\.outcome) + [auction.sample(profile, using: &stream)] {
        #expect(outcome == Allotments(agents: profile.count))
      }
    }
  }

  @Test("Offers that are none change nothing", arguments: all)
  func ignored(kind: String) throws {
    let auction = try doubleAuction(kind)
    let plain = try #require(auction.lottery(offers([9, 8, 4], [2, 3, 7])))
    let dirty = try #require(
      auction.lottery(offers([9, .nan, 8, -1, 4, .infinity], [-2, 2, 3, .nan, 7])))
    for (a, b) in zip(plain, dirty) {
      #expect(a.probability == b.probability)
      #expect(trades(a.outcome) == [0, 2, 4, 7, 8, 10].map { trades(b.outcome)[$0] })
    }
  }

  // Seed 1. Gains at least 1 − 1/k of the highest (for SBBA on average), and budgets as promised.
  @Test("Random markets: gains, budgets and nobody trades at a loss")
  func random() throws {
    var stream = RandomStream(seed: 1, replicate: 0, role: 0, index: 2)
    let auctions = try all.map { ($0, try doubleAuction($0)) }
    for _ in 0..<400 {
      let profile = offers(
        (0..<(1 + stream.index(below: 6))).map { _ in Double(stream.index(below: 12)) / 8 },
        (0..<(1 + stream.index(below: 6))).map { _ in Double(stream.index(below: 12)) / 8 })
      let buyers = profile.filter { $0.side == .buys }.map(\.price).sorted(by: >)
      let sellers = profile.filter { $0.side == .sells }.map(\.price).sorted()
      let spreads = zip(buyers, sellers).map { $0 - $1 }.filter { $0 >= 0 }
      let best = spreads.reduce(0, +)
      for (kind, auction) in auctions {
        var expected = 0.0
        for chance in try #require(auction.lottery(profile)) {
          let outcome = chance.outcome
          expected += chance.probability * gains(profile, outcome)
          let budget = outcome.payments.reduce(0, +)
          switch kind {
          case "vcg": #expect(budget <= 1e-12)
          case "mcafee", "trade-reduction": #expect(budget >= -1e-12)
          default: #expect(abs(budget) <= 1e-12)
          }
          #expect(outcome.quantities.reduce(0, +) == 0)
          for agent in profile.indices {
            #expect(profile[agent].price * outcome.quantities[agent] - outcome.payments[agent] >= -1e-12)
          }
        }
        if kind == "vcg" || kind == "k-double-auction" { #expect(abs(expected - best) < 1e-12) }
        if kind == "posted-price" || spreads.isEmpty { continue }
        #expect(expected >= best * (1 - 1 / Double(spreads.count)) - 1e-12)
      }
    }
  }
}
