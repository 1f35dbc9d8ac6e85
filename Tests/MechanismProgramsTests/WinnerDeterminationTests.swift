import LinearPrograms
import MarketModel
import MechanismPrograms
import Mechanisms
import Randomness
import Testing

/// Random XOR bids with whole prices, many of them equal.
private func randomBids(bidders: Int, items: Int, bids: Int, _ stream: inout RandomStream) -> [BundleBids] {
  (0..<bidders).map { _ in
    BundleBids(
      (0..<(1 + stream.index(below: bids))).map { _ in
        let bits = 1 + UInt64(stream.index(below: (1 << items) - 1))
        return .init(Bundle(bits: bits), Double(1 + stream.index(below: 10 * bits.nonzeroBitCount)))
      })
  }
}

// Seed 1.
@Suite struct WinnerDeterminationProgramTests {
  @Test("Branch and bound and the integer program agree on 200 random XOR auctions, and the relaxation bounds both")
  func agree() throws {
    var stream = RandomStream(seed: 1, replicate: 0, role: 0, index: 1)
    var gaps = 0
    for round in 0..<200 {
      // Up to 12 bidders with 6 bids each on up to 10 items.
      let reports = randomBids(
        bidders: 1 + stream.index(below: 12), items: 2 + stream.index(below: 9), bids: 6, &stream)
      let own = WinnerDetermination(reports).solve()
      let program = WinnerDeterminationProgram(reports)
      let other = try program.solve()
      #expect(abs(own.value - other.value) < 1e-9, "round \(round)")
      let taken = other.bundles.reduce(0) { $0 + $1.count }
      #expect(taken == other.bundles.reduce(Bundle.none) { $0.union($1) }.count)
      let relaxation = try program.relaxation()
      #expect(relaxation.bound >= own.value - 1e-9)
      if relaxation.isIntegral { #expect(abs(relaxation.bound - own.value) < 1e-9) }
      if relaxation.bound > own.value + 1e-6 { gaps += 1 }
    }
    #expect(gaps > 0, "complements leave a gap somewhere")
  }

  // Three bidders want two of three items each, at 2: one of them can win, half of each is worth 3.
  @Test("The triangle: value 2, relaxation 3")
  func triangle() throws {
    let reports = [[0, 1], [1, 2], [0, 2]].map { BundleBids(Bundle($0), 2) }
    #expect(try WinnerDeterminationProgram(reports).solve().value == 2)
    let relaxation = try WinnerDeterminationProgram(reports).relaxation()
    #expect(abs(relaxation.bound - 3) < 1e-9 && !relaxation.isIntegral)
    #expect(relaxation.itemPrices.count == 3 && abs(relaxation.itemPrices.reduce(0, +) - 3) < 1e-9)
  }

  @Test("Unit demand: the relaxation is an allocation, and its prices add up with the bidders' gains to the value")
  func unitDemand() throws {
    var stream = RandomStream(seed: 1, replicate: 0, role: 0, index: 2)
    for _ in 0..<50 {
      let reports = (0..<4).map { _ in
        BundleBids((0..<4).map { .init(Bundle([$0]), 0.1 + stream.unit()) })
      }
      let relaxation = try WinnerDeterminationProgram(reports).relaxation()
      #expect(abs(relaxation.bound - WinnerDetermination(reports).solve().value) < 1e-9)
      let gains = reports.reduce(0.0) { sum, report in
        sum + max(0, report.bids.map { $0.price - relaxation.itemPrices[$0.bundle.items[0]] }.max() ?? 0)
      }
      #expect(abs(gains + relaxation.itemPrices.reduce(0, +) - relaxation.bound) < 1e-9)
    }
  }

  @Test("No bids, no usable bids: nobody gets anything")
  func nothing() throws {
    for reports in [[], [BundleBids([])], [BundleBids(.none, 3), BundleBids(Bundle([0]), -1)]] {
      let solution = try WinnerDeterminationProgram(reports).solve()
      #expect(solution.value == 0 && solution.bundles == reports.map { _ in .none })
      #expect(try WinnerDeterminationProgram(reports).relaxation().bound == 0)
      #expect(try lowestCoreTotal(reports) == 0)
    }
  }

  @Test("The core-selecting auction's total is the linear program's, whatever it comes near to, on 40 random auctions")
  func coreTotals() throws {
    var stream = RandomStream(seed: 1, replicate: 0, role: 0, index: 3)
    let listed = try #require(combinatorialAuctions.first { $0.card.id == "core-selecting" })
    var above = 0
    for _ in 0..<40 {
      let reports = randomBids(bidders: 3 + stream.index(below: 6), items: 6, bids: 3, &stream)
      let lowest = try lowestCoreTotal(reports)
      for reference in ["vcg", "bids", "zero"] {
        let auction = try listed.product(
          of: .combinatorial, with: ["nearest-to": Node(stringLiteral: reference)],
          catalogs: Catalogs(combinatorialAuctions))
        let outcome = try #require(auction.lottery(reports)).map(\.outcome)[0]
        #expect(abs(outcome.payments.reduce(0, +) - lowest) < 1e-7)
      }
      let vcg = try #require(combinatorialAuctions.first { $0.card.id == "vcg" }).product(
        of: .combinatorial, with: [:], catalogs: Catalogs(combinatorialAuctions))
      if lowest > (try #require(vcg.lottery(reports)))[0].outcome.payments.reduce(0, +) + 1e-6 { above += 1 }
    }
    #expect(above > 0, "Vickrey payments lie outside the core somewhere")
  }
}
