import Mechanisms
import Randomness
import Testing

@Suite struct GeneratedContentBaselineTests {
  // p(i, j) = q(i) x(j): rank by v q. Qualities 0.8, 0.4, 0.5; v q = 1.6, 1.2, 2.5. Ad 2 gets the better position (1) and
  // pays 1.6 / 0.5 = 3.2, ad 0 the other and pays 1.2 / 0.8 = 1.5 a click.
  @Test("Separable rates: the generalised second price by bid × quality")
  func separable() throws {
    let rates = [0.8, 0.4, 0.5].map { quality in [quality * 0.5, quality * 1] }
    let placed = SeparableRanking(try PlacementProblem(rates, most: 2)).place([2, 3, 5])
    #expect(placed.map { [$0.line.ad, $0.line.position] } == [[2, 1], [0, 0]])
    #expect(abs(placed[0].price - 3.2) < 1e-12 && abs(placed[1].price - 1.5) < 1e-12)
    // With K = 1 the price is the same: the next in rank, placed or not.
    let one = SeparableRanking(try PlacementProblem(rates, most: 1)).place([2, 3, 5])
    #expect(one.count == 1 && abs(one[0].price - 3.2) < 1e-12)
    // The last of all pays nothing.
    #expect(SeparableRanking(try PlacementProblem(rates, most: 2)).place([2, 0, 5])[1].price == 0)
  }

  // Seed 1. The definition: try every pair, take the best, until nothing is gained.
  @Test("Greedy = the definition by trying every pair, for both user models", arguments: [true, false])
  func greedy(isLogit: Bool) throws {
    var stream = RandomStream(seed: 1, replicate: 0, role: 0, index: 41)
    for _ in 0..<200 {
      let page = RandomPage(&stream, ads: 4, positions: 4)
      var chosen: [BruteForce.Pair] = []
      var welfare = 0.0
      func worth(_ pairs: [BruteForce.Pair]) -> Double {
        if isLogit { return BruteForce.welfare(page.values, pairs, BruteForce.logit(page.rates, pairs)) }
        return BruteForce.orders(pairs).map {
          BruteForce.welfare(page.values, $0, BruteForce.cascade(page.rates, nil, $0))
        }.max() ?? 0
      }
      for _ in 0..<page.most {
        var next: BruteForce.Pair?
        for ad in page.values.indices where !chosen.contains(where: { $0.ad == ad }) {
          for position in page.rates[0].indices where !chosen.contains(where: { $0.position == position }) {
            let total = worth(chosen + [(ad, position)])
            if total > welfare + 1e-12 { (next, welfare) = ((ad, position), total) }
          }
        }
        guard let next else { break }
        chosen.append(next)
      }
      let problem = try PlacementProblem(page.rates, most: page.most)
      let placement =
        isLogit
        ? GreedyPlacement(MultinomialLogitReader(problem)).place(page.values)
        : GreedyPlacement(CascadeReader(problem)).place(page.values)
      #expect(abs(placement.welfare(page.values) - welfare) < 1e-12)
      #expect(pairs(placement) == chosen.map { [$0.ad, $0.position] }.sorted { $0[0] < $1[0] })
    }
  }

  // Seed 1. At the critical bid an ad is placed, a millionth below it is not.
  @Test("A greedy price is a bid at which the ad is placed, while a little less is not enough")
  func criticalBids() throws {
    var stream = RandomStream(seed: 1, replicate: 0, role: 0, index: 42)
    var positive = 0
    for _ in 0..<100 {
      let page = RandomPage(&stream, ads: 5, positions: 3)
      let rule = GreedyPlacement(CascadeReader(try PlacementProblem(page.rates, most: page.most)))
      let paid = rule.criticalBids(page.values)
      #expect(paid.placement == rule.place(page.values))
      for (line, price) in zip(paid.placement.lines, paid.perClick) {
        #expect(price <= page.values[line.ad] && price >= 0)
        var lower = page.values
        lower[line.ad] = price * (1 - 1e-6)
        let isFree = price < 1e-9
        #expect(isFree != (rule.place(lower).clickRate(of: line.ad) == 0))
        if !isFree { positive += 1 }
      }
    }
    #expect(positive > 50)
  }

  // Ad 0 bids z; ad 1 bids 8, at position 0 only (0.3); ad 2 bids 4.
  // z = 4.5: first 4 · 0.8 = 3.2 for ad 2 at 0 (ad 0 at 1: 3.15), then ad 0 at 1, read first: 0.7 clicks.
  // z = 5: first 5 · 0.7 = 3.5 for ad 0 at 1; then ad 1 at 0, read before it, adds 2.4 − 0.3 · 3.5 = 1.35, and ad 2 would
  // add 0.3 · 3.2 = 0.96. Ad 0 is left with 0.7 · 0.7 = 0.49 clicks.
  @Test("Greedy is not monotone: an ad that bids 5 in place of 4.5 loses clicks")
  func notMonotone() throws {
    let rule = GreedyPlacement(CascadeReader(try PlacementProblem([[0.2, 0.7], [0.3, 0], [0.8, 0.3]], most: 2)))
    let (low, high) = (rule.place([4.5, 8, 4]), rule.place([5, 8, 4]))
    #expect(pairs(low) == [[0, 1], [2, 0]] && abs(low.clickRate(of: 0) - 0.7) < 1e-12)
    #expect(pairs(high) == [[0, 1], [1, 0]] && abs(high.clickRate(of: 0) - 0.49) < 1e-12)
    // The exact rule is monotone here, as everywhere.
    let exact = try cascade([[0.2, 0.7], [0.3, 0], [0.8, 0.3]], most: 2)
    let rates = stride(from: 0, through: 10, by: 0.25).map { exact.place([$0, 8, 4]).clickRate(of: 0) }
    #expect(rates == rates.sorted())
  }

  // Seed 1, 500 pages, 20 steps of a bid each: drops exist, and are rare.
  @Test("Probing: greedy click rates fall with a higher bid now and then, those of the exact rules never")
  func monotonicityProbed() throws {
    var stream = RandomStream(seed: 1, replicate: 0, role: 0, index: 43)
    var drops = [0, 0, 0]
    var pairs = 0
    for _ in 0..<500 {
      let page = RandomPage(&stream, ads: 5, positions: 4)
      let problem = try PlacementProblem(page.rates, most: page.most)
      let rules: [any PlacementRule] = [
        GreedyPlacement(CascadeReader(problem)), try #require(CascadeWelfare(CascadeReader(problem))),
        MultinomialLogitWelfare(MultinomialLogitReader(problem)),
      ]
      for ad in page.values.indices {
        pairs += 20
        for (kind, rule) in rules.enumerated() {
          var last = 0.0
          for step in 0...20 {
            var report = page.values
            report[ad] = Double(step) / 20
            let rate = rule.place(report).clickRate(of: ad)
            if rate < last - 1e-9 { drops[kind] += 1 }
            last = rate
          }
        }
      }
    }
    #expect(drops[0] > 0 && drops[0] < pairs / 100)
    #expect(drops[1] == 0 && drops[2] == 0)
  }
}
