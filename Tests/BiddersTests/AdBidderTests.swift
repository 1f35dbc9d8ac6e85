import Bidders
import Foundation
import MarketModel
import Randomness
import Testing

/// An empty log's rows of one feature.
private func log(_ records: [AdRecord], _ teach: (borrowing AdLog) -> Void) {
  let users = [Double](repeating: 1, count: records.count)
  teach(AdLog(records: records.span, users: users.span, features: 1))
}

private func record(
  shading: Double, hasWon: Bool = true, isClicked: Bool = false, value: Double = 1, estimate: Double = 0.5,
  price: Double = 0, ad: Int32 = 0
) -> AdRecord {
  AdRecord(
    ad: ad, hasWon: hasWon, isClicked: isClicked, value: value, estimate: estimate, shading: shading, price: price)
}

@Suite struct ShadingTests {
  // Fractions 0.600, 0.602 … 0.700: utilities −price with price |γ − 0.65|, two of each, so that the bucket around 0.65 is
  // best, whose middle is within half a bucket, 0.0027, of 0.65 or is a neighbour.
  @Test("empirical shading moves to the bucket that has paid best")
  func empirical() {
    var table = settings([:])
    var shading = EmpiricalShading(&table)
    shading.begin()
    #expect(shading.centre == 1)
    var records: [AdRecord] = []
    for step in 0...50 {
      let fraction = 0.6 + 0.002 * Double(step)
      for _ in 0..<2 { records.append(record(shading: fraction, price: abs(fraction - 0.65))) }
    }
    log(records) { shading.learn($0) }
    #expect(abs(shading.centre - 0.65) < 0.0051)
  }

  // Mean − 1.96 s/√n: fraction 0.2 earned 1 and 1 (mean 1, no spread), fraction 0.9 earned 0 and 3 (mean 1.5, s = 1.5:
  // 1.5 − 1.96 · 1.5/√2 = −0.58). The careful choice is 0.2, in the lowest of 140 buckets, whose middle is 0.2025.
  @Test("empirical shading goes by the lower bound, not by the mean; one auction in a bucket does not count")
  func lowerBound() {
    var table = settings([:])
    var shading = EmpiricalShading(&table)
    shading.begin()
    log([
      record(shading: 0.2, isClicked: true, value: 1), record(shading: 0.2, isClicked: true, value: 1),
      record(shading: 0.9, isClicked: true, value: 3), record(shading: 0.9),
      record(shading: 0.5, isClicked: true, value: 100),
    ]) { shading.learn($0) }
    #expect(abs(shading.centre - 0.2025) < 1e-9)
  }

  @Test("empirical shading stays where nothing can be said")
  func stays() {
    var table = settings(["start": 0.7])
    var shading = EmpiricalShading(&table)
    shading.begin()
    log([]) { shading.learn($0) }
    #expect(shading.centre == 0.7)
    log([record(shading: 0.5), record(shading: 0.5)]) { shading.learn($0) }
    #expect(shading.centre == 0.7)
    log([record(shading: 0.4), record(shading: 0.5)]) { shading.learn($0) }
    #expect(shading.centre == 0.7)
  }

  // Wins exactly from γ = ½ on: the fitted chance of winning rises with γ, and the fraction bid is the best of 100,000 on a
  // grid by the model's own coefficients, as near as 128 random fractions of U[0.1, 1] come: within 0.05 but with
  // probability (1 − 0.1/0.9)^128 = 3e-7.
  @Test("value learning bids the fraction that its model of winning makes best")
  func valueLearning() throws {
    var table = settings([:])
    var shading = ValueLearning(&table)
    shading.begin()
    var records: [AdRecord] = []
    for step in 0...200 {
      let fraction = Double(step) / 200
      records.append(record(shading: fraction, hasWon: fraction >= 0.5))
    }
    log(records) { shading.learn($0) }
    let c = try #require(shading.coefficients)
    #expect(c[3] > 0)
    let best = (10_000...100_000).map { Double($0) / 100_000 }.max {
      (1 - $0) / (1 + exp(-(c[0] + c[1] * 0.5 + c[2] + c[3] * $0)))
        < (1 - $1) / (1 + exp(-(c[0] + c[1] * 0.5 + c[2] + c[3] * $1)))
    }
    var stream = RandomStream(seed: 1, replicate: 0, role: 9, index: 0)
    let chosen = shading.factor(value: 1, estimate: 0.5, using: &stream)
    #expect(abs(chosen - (try #require(best))) < 0.05)
    // No win in an iteration: it starts over, around 1.
    log([record(shading: 0.3, hasWon: false)]) { shading.learn($0) }
    #expect(shading.coefficients == nil)
    #expect(abs(shading.factor(value: 1, estimate: 0.5, using: &stream) - 1) < 0.2)
  }
}

@Suite struct AutobidderTests {
  /// What a bidder's multiplier is after a tick with these results; its bids are multiplier · value.
  private static func result(
    _ bidder: inout some Autobidder, tick: Int, left: Double, values: [Double], least: [Double], cost: Double
  ) {
    let bids = [Double](repeating: 0, count: values.count)
    bidder.observe(
      TickResult(
        number: tick, left: left, values: values.span, bids: bids.span, leastWinning: least.span, cost: cost, won: 0,
        exposed: 0, conversions: 0))
  }

  private static func bids(_ bidder: inout some Autobidder, _ values: [Double]) -> [Double] {
    var bids = [Double](repeating: .nan, count: values.count)
    var span = bids.mutableSpan
    bidder.bid(on: BiddingTick(number: 0, left: 100, values: values.span), into: &span)
    return bids
  }

  // 10 ticks; after tick 3, 6 are to come. Cost 5, 100 left: 5 · 6/100 = 0.3 < 0.7, so 15 · 1.2 = 18; cost 20: 1.2 > 1.1, so
  // 18 · 0.7 = 12.6; cost 15: 0.9, it stays. After the last tick, and with nothing left, it stays.
  @Test("the controller raises and cuts by the projected use of the budget")
  func controller() {
    var table = settings([:])
    var bidder = BudgetController(&table)
    bidder.begin(CampaignTerms(budget: 100, target: 80, ticks: 10, opportunities: 100))
    #expect(Self.bids(&bidder, [1, 0.5]) == [15, 7.5])
    for (cost, multiplier) in [(5.0, 18.0), (20, 12.6), (15, 12.6)] {
      Self.result(&bidder, tick: 3, left: 100, values: [1], least: [1], cost: cost)
      #expect(abs(bidder.multiplier - multiplier) < 1e-12)
    }
    Self.result(&bidder, tick: 9, left: 100, values: [1], least: [1], cost: 0)
    Self.result(&bidder, tick: 3, left: 0, values: [1], least: [1], cost: 0)
    #expect(abs(bidder.multiplier - 12.6) < 1e-12)
  }

  // Second route: sort by ratio and add up costs until they reach the budget per tick to come.
  @Test("the online program's price is that of sorted ratios", arguments: 1...20)
  func program(seed: Int) {
    var table = settings([:])
    var stream = RandomStream(seed: UInt64(seed), replicate: 0, role: 9, index: 0)
    var bidder = OnlineProgram(&table)
    bidder.begin(CampaignTerms(budget: 100, target: 2, ticks: 5, opportunities: 100))
    // Few different numbers, so that there are ties.
    let values = (0..<400).map { _ in Double(stream.index(below: 8)) / 4 }
    let least = (0..<400).map { _ in Double(1 + stream.index(below: 8)) / 8 }
    for budget in [0.5, 10, 40, 80, 150, 1e6] {
      Self.result(&bidder, tick: 1, left: 3 * budget, values: values, least: least, cost: 0)
      let order = values.indices.filter { values[$0] > 0 }.sorted { least[$0] / values[$0] < least[$1] / values[$1] }
      var sum = 0.0
      var expected = 3.0
      for i in order {
        sum += least[i]
        if sum >= budget {
          expected = min(3, least[i] / values[i])
          break
        }
      }
      // Sums of eighths are exact.
      #expect(bidder.multiplier == expected, "budget \(budget)")
    }
  }

  // Mean 0.5: target · v²/0.5. With no value there is no bid.
  @Test("value-shaped bids are the target at the mean, and grow with the square")
  func shaped() {
    var table = settings([:])
    var bidder = ValueShaped(&table)
    bidder.begin(CampaignTerms(budget: 100, target: 10, ticks: 10, opportunities: 100))
    #expect(Self.bids(&bidder, [0.25, 0.5, 0.75, 0.5]) == [1.25, 5, 11.25, 5])
    #expect(Self.bids(&bidder, [0, 0]) == [0, 0])
    #expect(Self.bids(&bidder, []) == [])
  }
}
