import Demand
import MarketModel
import Mechanisms
import Randomness
import Testing

/// A model of bundles with these settings.
private func model(_ kind: String, _ settings: Node = [:]) throws -> any BundleModel {
  try oneShot(.bundleModels, bundleModels, kind, settings)
}

@Suite struct LLGEquilibriumTests {
  // Interim utility by integration: the other local's value on a grid of 400, the global value uniform from 0 to 2, over
  // which the payment of local 1 is integrated by the rule itself on a grid of 400. No deviation on a grid of 40 bids gains
  // more than the grids' error, and bidding one's value does where the rule gives reason to shade.
  @Test(
    "A local bidder's best answer to the equilibrium is the equilibrium", .enabled(if: isOptimised),
    arguments: [("zero", "nearest-zero"), ("bids", "nearest-bid"), ("vcg", "nearest-vcg")])
  func bestAnswer(nearestTo: String, name: String) throws {
    let auction = try oneShot(
      .combinatorial, combinatorialAuctions, "core-selecting", ["nearest-to": Node(stringLiteral: nearestTo)])
    let llg = try model("llg", ["locals": Node(stringLiteral: "\(name)-equilibrium")])
    func bid(_ value: Double) -> Double {
      llg.reports([BundleBids(Bundle([0]), value), BundleBids([]), BundleBids([])])[0].bids[0].price
    }
    let cells = 60
    let others = (0..<cells).map { bid((Double($0) + 0.5) / Double(cells)) }
    func utility(_ value: Double, _ bid: Double) throws -> Double {
      var sum = 0.0
      for other in others {
        // Locals win up to a global bid of bid + other.
        let top = bid + other
        for cell in 0..<cells {
          let global = top * (Double(cell) + 0.5) / Double(cells)
          let outcome = try #require(auction.lottery(llgReports(bid, other, global)))[0].outcome
          sum += (value - outcome.payments[0]) * top / Double(cells) / 2
        }
      }
      return sum / Double(cells)
    }
    for value in [0.2, 0.5, 0.9] {
      let honest = try utility(value, bid(value))
      for step in 0...10 {
        #expect(try utility(value, Double(step) / 10 * value) <= honest + 4e-4)
      }
      // Where the equilibrium shades much, honesty costs more than the grids' error.
      if value - bid(value) > 0.1 { #expect(try utility(value, value) < honest - 1e-3) }
    }
  }

  @Test("Equilibrium bids: 1 + ln v, ln 2 − ln(2 − v), v − 0.171573; none below 0; in another currency converted")
  func formulas() throws {
    for (name, value, expected) in [
      ("nearest-zero", 0.5, 0.3068528), ("nearest-zero", 0.2, 0), ("nearest-zero", 0, 0),
      ("nearest-bid", 0.5, 0.2876821),
      ("nearest-vcg", 0.5, 0.3284271), ("nearest-vcg", 0.1, 0),
    ] {
      for high in [1.0, 4] {
        let llg = try model(
          "llg", ["locals": Node(stringLiteral: "\(name)-equilibrium"), "high": Node(floatLiteral: high)])
        let types = [BundleBids(Bundle([0]), value * high), BundleBids(Bundle([1]), 0), BundleBids(Bundle([0, 1]), 2)]
        let reports = llg.reports(types)
        #expect(abs(reports[0].bids[0].price - expected * high) < 1e-6 && reports[2] == types[2])
      }
    }
  }

  // Seed 1.
  @Test(
    "Models of bundles: as many bidders as roles, bundles within the items, values finite and not negative",
    arguments: [
      "llg", "decay", "regions",
    ])
  func draws(kind: String) throws {
    let bundles = try model(kind)
    var stream = RandomStream(seed: 1, replicate: 0, role: 0, index: 1)
    let items = kind == "llg" ? 2 : kind == "decay" ? 8 : 9
    for _ in 0..<200 {
      let types = bundles.draw(using: &stream)
      #expect(types.count == bundles.roles.count)
      for bid in types.flatMap(\.bids) {
        #expect(!bid.bundle.isEmpty && bid.bundle.bits >> UInt64(items) == 0 && bid.price >= 0 && bid.price.isFinite)
      }
    }
  }

  // Seed 1, 4000 bundles: sizes are geometric with 0.55, cut off at 8 items: mean (1 − 0.55⁸)/0.45 = 2.2036, standard
  // deviation below 1.6; five standard errors are 0.13: chance 6e-7.
  @Test("Decaying bundles have the mean size of a geometric number")
  func decay() throws {
    let bundles = try model("decay", ["bidders": 10])
    var stream = RandomStream(seed: 1, replicate: 0, role: 0, index: 2)
    let sizes = (0..<100).flatMap { _ in
      bundles.draw(using: &stream).flatMap { $0.bids.map { Double($0.bundle.count) } }
    }
    #expect(sizes.count == 4000)
    #expect(abs(sizes.reduce(0, +) / 4000 - 2.2036) < 0.13)
  }
}

private func llgReports(_ first: Double, _ second: Double, _ global: Double) -> [BundleBids] {
  [BundleBids(Bundle([0]), first), BundleBids(Bundle([1]), second), BundleBids(Bundle([0, 1]), global)]
}
