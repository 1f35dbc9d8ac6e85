import MarketModel
import Mechanisms
import Randomness
import Testing

func packages(_ kind: String, _ reports: [BundleBids], _ settings: Node = [:]) throws -> BundleAllotments {
  let auction = try oneShot(.combinatorial, combinatorialAuctions, kind, settings)
  let chances = try #require(auction.lottery(reports))
  #expect(chances.count == 1)
  return chances[0].outcome
}

private let a = Bundle([0])
private let b = Bundle([1])
private let ab = Bundle([0, 1])

/// Two local bidders and a global one.
func llg(_ first: Double, _ second: Double, _ global: Double) -> [BundleBids] {
  [BundleBids(a, first), BundleBids(b, second), BundleBids(ab, global)]
}

private func close(_ payments: [Double], _ expected: [Double]) -> Bool {
  zip(payments, expected).allSatisfy { abs($0 - $1) < 1e-9 } && payments.count == expected.count
}

@Suite struct LocalLocalGlobalTests {
  // Source: the test values of the released bnelearn. VCG: global bid less the other local, at least 0; the core asks the
  // winners for the global bid together.
  @Test(
    "Payments of every rule",
    arguments: [
      ("vcg", "", [8.0, 6, 10], [4.0, 2, 0]), ("core-selecting", "zero", [8, 6, 10], [5, 5, 0]),
      ("core-selecting", "vcg", [8, 6, 10], [6, 4, 0]), ("core-selecting", "bids", [8, 6, 10], [6, 4, 0]),
      ("vcg", "", [12, 6, 10], [4, 0, 0]), ("core-selecting", "zero", [12, 6, 10], [5, 5, 0]),
      ("core-selecting", "vcg", [12, 6, 10], [7, 3, 0]), ("core-selecting", "bids", [12, 6, 10], [8, 2, 0]),
      ("vcg", "", [4, 6, 9], [3, 5, 0]), ("core-selecting", "zero", [4, 6, 9], [4, 5, 0]),
      ("core-selecting", "vcg", [4, 6, 9], [3.5, 5.5, 0]), ("core-selecting", "bids", [4, 6, 9], [3.5, 5.5, 0]),
      ("vcg", "", [6, 4, 9], [5, 3, 0]), ("core-selecting", "zero", [6, 4, 9], [5, 4, 0]),
      ("core-selecting", "vcg", [6, 4, 9], [5.5, 3.5, 0]), ("core-selecting", "bids", [6, 4, 9], [5.5, 3.5, 0]),
      ("vcg", "", [1, 1, 2.1], [0, 0, 2]), ("core-selecting", "zero", [1, 1, 2.1], [0, 0, 2]),
      ("core-selecting", "vcg", [1, 1, 2.1], [0, 0, 2]), ("core-selecting", "bids", [1, 1, 2.1], [0, 0, 2]),
      ("pay-as-bid", "", [8, 6, 10], [8, 6, 0]), ("pay-as-bid", "", [1, 1, 2.1], [0, 0, 2.1]),
    ] as [(String, String, [Double], [Double])])
  func goldens(kind: String, nearestTo: String, bids: [Double], payments: [Double]) throws {
    let settings: Node = nearestTo.isEmpty ? [:] : ["nearest-to": Node(stringLiteral: nearestTo)]
    let outcome = try packages(kind, llg(bids[0], bids[1], bids[2]), settings)
    #expect(close(outcome.payments, payments))
    #expect(outcome.bundles == (payments[2] > 0 ? [.none, .none, ab] : [a, b, .none]))
  }

  // Ausubel and Milgrom 2002 by hand: proxies raise the bid of a loser by a small step until nobody wants to.
  @Test(
    "Nearest to zero are the payments of the ascending proxy auction, with steps of 1/64",
    arguments: [
      [8.0, 6, 10], [12, 6, 10], [4, 6, 9], [6, 4, 9], [1, 1, 2.125], [3, 5, 2], [1, 7, 4],
    ])
  func proxy(values: [Double]) throws {
    let step = 1.0 / 64
    var bids = [0.0, 0, 0]
    while true {
      let localsWin = bids[0] + bids[1] >= bids[2]
      let losers = localsWin ? [2] : [0, 1]
      let raising = losers.filter { bids[$0] + step <= values[$0] }
      if raising.isEmpty { break }
      for bidder in raising { bids[bidder] += step }
    }
    let proxy = bids[0] + bids[1] >= bids[2] ? [bids[0], bids[1], 0] : [0, 0, bids[2]]
    let outcome = try packages("core-selecting", llg(values[0], values[1], values[2]), ["nearest-to": "zero"])
    #expect(zip(outcome.payments, proxy).allSatisfy { abs($0 - $1) <= 2 * step })
  }

  // 1 wants A and B for 10; 2 wants A for 10; 3 wants B for 10: 2 and 3 win and pay 10 − 10 = 0. Without 3, 1 or 2 pays 10.
  @Test("VCG: one more bidder brings revenue from 10 down to 0, outside the core")
  func revenue() throws {
    let two = [BundleBids(ab, 10), BundleBids(a, 10)]
    #expect(try packages("vcg", two).payments.reduce(0, +) == 10)
    let three = try packages("vcg", two + [BundleBids(b, 10)])
    #expect(three.payments == [0, 0, 0] && three.bundles == [.none, a, b])
    // In the core 2 and 3 pay 10 together.
    #expect(close(try packages("core-selecting", two + [BundleBids(b, 10)]).payments, [0, 5, 5]))
  }

  @Test(
    "No bids, empty bundles, prices that are none: nobody gets anything",
    arguments: ["vcg", "pay-as-bid", "core-selecting"])
  func nothing(kind: String) throws {
    for reports: [BundleBids] in [
      [], [BundleBids([])], [BundleBids(.none, 5), BundleBids(a, -1), BundleBids(b, .nan), BundleBids(ab, .infinity)],
      [BundleBids(a, 0)],
    ] {
      let outcome = try packages(kind, reports)
      #expect(outcome.payments == reports.map { _ in 0 } && outcome.bundles == reports.map { _ in .none })
    }
  }

  @Test(
    "Overlapping bundles: one bidder gets the item; ties go to the first",
    arguments: ["vcg", "pay-as-bid", "core-selecting"])
  func overlap(kind: String) throws {
    let outcome = try packages(kind, [BundleBids(ab, 4), BundleBids(Bundle([1, 2]), 4), BundleBids(ab, 3)])
    #expect(outcome.bundles == [ab, .none, .none] && close(outcome.payments, [4, 0, 0]))
    // The same bundle named twice counts at its higher price.
    let twice = try packages(kind, [BundleBids([.init(a, 2), .init(a, 5)]), BundleBids(a, 3)])
    #expect(twice.bundles == [a, .none] && close(twice.payments, [kind == "pay-as-bid" ? 5 : 3, 0]))
  }
}

/// Random XOR bids: whole prices, with ties.
func randomBids(bidders: Int, items: Int, bids: Int, _ stream: inout RandomStream) -> [BundleBids] {
  (0..<bidders).map { _ in
    BundleBids(
      (0..<(1 + stream.index(below: bids))).map { _ in
        let bits = 1 + UInt64(stream.index(below: (1 << items) - 1))
        return .init(Bundle(bits: bits), Double(1 + stream.index(below: 10 * bits.nonzeroBitCount)))
      })
  }
}

/// The highest value by trying every choice of every bidder.
private func bruteForce(_ reports: [BundleBids], _ bidder: Int = 0, _ taken: Bundle = .none) -> Double {
  if bidder == reports.count { return 0 }
  var best = bruteForce(reports, bidder + 1, taken)
  for bid in reports[bidder].bids where !bid.bundle.meets(taken) {
    best = max(best, bid.price + bruteForce(reports, bidder + 1, taken.union(bid.bundle)))
  }
  return best
}

// Seed 1.
@Suite struct WinnerDeterminationTests {
  @Test("Branch and bound finds what trying everything finds, on 300 random auctions, and allocates what it says")
  func bruteForced() {
    var stream = RandomStream(seed: 1, replicate: 0, role: 0, index: 4)
    for _ in 0..<300 {
      let reports = randomBids(bidders: 1 + stream.index(below: 5), items: 5, bids: 4, &stream)
      let solution = WinnerDetermination(reports).solve()
      #expect(abs(solution.value - bruteForce(reports)) < 1e-9)
      #expect(
        solution.bundles.reduce(0) { $0 + $1.count } == solution.bundles.reduce(Bundle.none) { $0.union($1) }.count)
      let named = reports.indices.reduce(0.0) { sum, bidder in
        let bids = reports[bidder].bids.filter { $0.bundle == solution.bundles[bidder] }
        return sum + (bids.map(\.price).max() ?? 0)
      }
      #expect(abs(named - solution.value) < 1e-9)
    }
  }

  @Test("20 bidders with 10 bids each on 16 items are solved after fewer than a million branches")
  func size() {
    var stream = RandomStream(seed: 1, replicate: 0, role: 0, index: 5)
    let solution = WinnerDetermination(randomBids(bidders: 20, items: 16, bids: 10, &stream)).solve()
    #expect(solution.value > 0 && solution.nodes < 1_000_000)
  }

  // Payments of a core-selecting auction against every coalition there is; the pivot values by trying everything.
  @Test(
    "Core payments: no coalition can object, nobody pays more than its bid, and the total is at least VCG's",
    arguments: ["vcg", "bids", "zero"])
  func core(nearestTo: String) throws {
    var stream = RandomStream(seed: 1, replicate: 0, role: 0, index: 6)
    for _ in 0..<60 {
      let reports = randomBids(bidders: 2 + stream.index(below: 4), items: 4, bids: 3, &stream)
      let outcome = try packages("core-selecting", reports, ["nearest-to": Node(stringLiteral: nearestTo)])
      let vcg = try packages("vcg", reports)
      #expect(outcome.bundles == vcg.bundles)
      let bids = reports.indices.map { bidder in
        reports[bidder].bids.filter { $0.bundle == outcome.bundles[bidder] }.map(\.price).max() ?? 0
      }
      for coalition in 0..<(1 << reports.count) {
        let members = reports.indices.filter { coalition >> $0 & 1 == 1 }
        let gains = members.reduce(0) { $0 + bids[$1] - outcome.payments[$1] }
        #expect(gains + outcome.payments.reduce(0, +) >= bruteForce(members.map { reports[$0] }) - 1e-7)
      }
      for bidder in reports.indices {
        #expect(outcome.payments[bidder] >= vcg.payments[bidder] - 1e-9 && outcome.payments[bidder] <= bids[bidder])
      }
    }
  }
}
