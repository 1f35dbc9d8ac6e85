import Mechanisms
import Randomness
import Testing

/// The worked instance of section 1.6 of the specification, and its tie-heavy variant.
let workedValues = [4.0, 3, 2]
let workedRates = [[0.30, 0.20], [0.50, 0.10], [0.45, 0.40]]
let tieHeavyRates = [[0.30, 0.20], [0.40, 0.10], [0.50, 0.45]]

func logit(_ rates: [[Double]], most: Int) throws -> MultinomialLogitWelfare {
  MultinomialLogitWelfare(MultinomialLogitReader(try PlacementProblem(rates, most: most)))
}

func pairs(_ placement: AdPlacement) -> [[Int]] {
  placement.lines.map { [$0.ad, $0.position] }.sorted { $0[0] < $1[0] }
}

@Suite struct GeneratedContentLogitTests {
  // Alone, ad 1 at position 0: 3 × 0.5 = 1.5, more than 4 × 0.3 = 1.2 or 2 × 0.45 = 0.9. Without it 1.2 remains, so
  // t = 1.2, 2.4 a click.
  @Test("Worked instance, K = 1: ad 1 at position 0, W = 1.5, t = 1.2")
  func workedOne() throws {
    let paid = try logit(workedRates, most: 1).vcg(workedValues)
    #expect(pairs(paid.placement) == [[1, 0]])
    #expect(abs(paid.placement.welfare(workedValues) - 1.5) < 1e-12)
    #expect(abs(paid.placement.clickRate(of: 1) - 0.5) < 1e-12)
    #expect(abs(paid.payment(of: 1) - 1.2) < 1e-12)
    #expect(abs(paid.perClick[0] - 2.4) < 1e-12)
  }

  // Odds: ad 0 at position 1 0.2/0.8 = 1/4, ad 1 at position 0 0.5/0.5 = 1. W = (4/4 + 3) / (1 + 1/4 + 1) = 16/9.
  // Without ad 0: ad 1 at 0 and ad 2 at 1 (2/3): (3 + 4/3) / (8/3) = 13/8, so t0 = 13/8 − 3 · 4/9 = 7/24 = 0.291667.
  // Without ad 1: ad 0 at 0 (3/7) and ad 2 at 1 (2/3): (12/7 + 4/3) / (44/21) = 64/44 = 16/11; t1 = 16/11 − 4/9 = 100/99.
  @Test("Worked instance, K = 2: W = 16/9, payments 7/24 and 100/99, three matchings")
  func workedTwo() throws {
    let rule = try logit(workedRates, most: 2)
    let paid = rule.vcg(workedValues)
    #expect(pairs(paid.placement) == [[0, 1], [1, 0]])
    #expect(abs(paid.placement.welfare(workedValues) - 16.0 / 9) < 1e-12)
    #expect(abs(paid.placement.clickRate(of: 0) - 1.0 / 9) < 1e-12)
    #expect(abs(paid.placement.clickRate(of: 1) - 4.0 / 9) < 1e-12)
    #expect(abs(paid.payment(of: 0) - 7.0 / 24) < 1e-12 && abs(paid.payment(of: 0) - 0.291667) < 5e-7)
    #expect(abs(paid.payment(of: 1) - 100.0 / 99) < 1e-12 && abs(paid.payment(of: 1) - 1.010101) < 5e-7)
    for (line, price) in zip(paid.placement.lines, paid.perClick) {
      #expect(abs(price - (line.ad == 0 ? 2.625 : 25.0 / 11)) < 1e-12)
    }
    #expect(rule.solve(workedValues).matchings == 3)
  }

  // K = 1: ads 0 and 1 are worth 4 × 0.3 = 3 × 0.4 = 1.2; whoever is placed pays what the other is worth, all of 1.2.
  // K = 2: odds 1/4 for ad 0 at 1 and 2/3 for ad 1 at 0: (1 + 2) / (23/12) = 36/23 = 1.565217.
  @Test("Tie-heavy instance: at K = 1 the price is the value, at K = 2 W = 36/23")
  func tieHeavy() throws {
    let one = try logit(tieHeavyRates, most: 1).vcg(workedValues)
    #expect(one.placement.lines.count == 1)
    let winner = try #require(one.placement.lines.first)
    #expect(winner.position == 0 && winner.ad < 2)
    #expect(abs(one.expected[0] - 1.2) < 1e-12)
    #expect(abs(one.perClick[0] - workedValues[winner.ad]) < 1e-12)
    let two = try logit(tieHeavyRates, most: 2).place(workedValues)
    #expect(pairs(two) == [[0, 1], [1, 0]])
    #expect(abs(two.welfare(workedValues) - 36.0 / 23) < 1e-12 && abs(two.welfare(workedValues) - 1.565217) < 5e-7)
    // The same tie every time, and as pure as any function.
    for _ in 0..<5 { #expect(try logit(tieHeavyRates, most: 1).vcg(workedValues) == one) }
  }

  // Seed 1.
  @Test("300 random instances: Dinkelbach = bisection = brute force to 1e-9, in few matchings")
  func bruteForce() throws {
    var stream = RandomStream(seed: 1, replicate: 0, role: 0, index: 31)
    var placed = 0
    for _ in 0..<300 {
      let page = RandomPage(&stream, ads: 5, positions: 4)
      let rule = try logit(page.rates, most: page.most)
      let best = BruteForce.bestLogit(page.rates, most: page.most, page.values)
      let solution = rule.solve(page.values)
      #expect(abs(solution.placement.welfare(page.values) - best.welfare) < 1e-9)
      #expect(abs(rule.placeByBisection(page.values).welfare(page.values) - best.welfare) < 1e-9)
      // Each but the last raises the ratio; quadratic convergence leaves few.
      #expect(solution.matchings <= 6)
      #expect(solution.placement.lines.count <= page.most)
      #expect(Set(solution.placement.lines.map(\.ad)).count == solution.placement.lines.count)
      #expect(Set(solution.placement.lines.map(\.position)).count == solution.placement.lines.count)
      // The structure of an optimum: what is placed is worth more a click than the whole page.
      for line in solution.placement.lines { #expect(page.values[line.ad] > best.welfare - 1e-12) }
      // The rates are those of the definition.
      let lines = solution.placement.lines
      let rates = BruteForce.logit(page.rates, lines.map { ($0.ad, $0.position) })
      for (line, rate) in zip(lines, rates) { #expect(abs(line.clickRate - rate) < 1e-12) }
      placed += lines.count
    }
    #expect(placed > 300)
  }

  // Seed 1.
  @Test("Payments: VCG = brute-force VCG = Myerson's integral of the brute-force click rate = by steps")
  func payments() throws {
    var stream = RandomStream(seed: 1, replicate: 0, role: 0, index: 32)
    var withSeveralSteps = 0
    for _ in 0..<100 {
      let page = RandomPage(&stream, ads: 4, positions: 3)
      let rule = try logit(page.rates, most: page.most)
      let best = BruteForce.bestLogit(page.rates, most: page.most, page.values)
      let vcg = rule.vcg(page.values)
      let myerson = rule.myerson(page.values)
      for line in vcg.placement.lines {
        let ad = line.ad
        let value = page.values[ad]
        var others = page.values
        others[ad] = 0
        let without = BruteForce.bestLogit(page.rates, most: page.most, others).welfare
        let byDefinition = without - (best.welfare - value * line.clickRate)
        #expect(abs(vcg.payment(of: ad) - byDefinition) < 1e-9)
        #expect(abs(myerson.payment(of: ad) - byDefinition) < 1e-9)
        func rate(_ z: Double) -> Double {
          var lie = page.values
          lie[ad] = z
          let found = BruteForce.bestLogit(page.rates, most: page.most, lie)
          return found.pairs.firstIndex { $0.ad == ad }.map { found.rates[$0] } ?? 0
        }
        let integral = BruteForce.integral(of: rate, from: 0, to: value)
        #expect(abs(vcg.payment(of: ad) - (value * line.clickRate - integral)) < 1e-9)
        #expect(vcg.payment(of: ad) >= 0 && vcg.payment(of: ad) <= value * line.clickRate)
        let found = rule.clickSteps(of: ad, upTo: value, page.values)
        #expect(found.thresholds == found.thresholds.sorted() && found.clickRates == found.clickRates.sorted())
        if found.thresholds.count > 1 { withSeveralSteps += 1 }
      }
    }
    #expect(withSeveralSteps > 10, "some click rates rise in several steps")
  }

  // The click rate is a step function: on a grid of N cells each of its jumps is misplaced by at most half a cell, so the
  // quadrature is off by at most (4/N)/2 times the whole rise, here below 1e-4 for N = 20,000.
  @Test("Worked instance: Myerson's integral by a grid of 20,000 points is off by no more than the grid")
  func grid() throws {
    let rule = try logit(workedRates, most: 2)
    let vcg = rule.vcg(workedValues)
    for ad in [0, 1] {
      let cells = 20_000
      let value = workedValues[ad]
      var sum = 0.0
      var last = 0.0
      for cell in 0..<cells {
        var lie = workedValues
        lie[ad] = value * (Double(cell) + 0.5) / Double(cells)
        let rate = rule.place(lie).clickRate(of: ad)
        #expect(rate >= last)
        last = rate
        sum += rate * value / Double(cells)
      }
      let myerson = value * vcg.placement.clickRate(of: ad) - sum
      #expect(abs(myerson - vcg.payment(of: ad)) <= value / Double(cells) / 2 * last + 1e-12)
    }
  }

  // a = 10⁶ − 1 after clipping: a lone ad keeps p = 1 − 10⁻⁶.
  @Test("p = 1 and p = 0 are clipped, and counted")
  func clipping() throws {
    let reader = MultinomialLogitReader(try PlacementProblem([[1, 0.5], [0, 1e-7]], most: 2))
    #expect(reader.clipped == 3)
    #expect(abs(reader.odds[0] - (1e6 - 1)) < 1e-3 && reader.odds[1] == 1)
    #expect(reader.odds[2] == reader.odds[3] && abs(reader.odds[2] - 1e-6 / (1 - 1e-6)) < 1e-18)
    let lone = MultinomialLogitWelfare(reader).place([1, 0])
    #expect(pairs(lone) == [[0, 0]] && abs(lone.clickRate(of: 0) - (1 - 1e-6)) < 1e-12)
    #expect(MultinomialLogitReader(try PlacementProblem([[1e-6, 1 - 1e-6]], most: 1)).clipped == 0)
  }

  // v = 1, a = 1 alone: W = 1/2. A second ad of value 0.4 and a = 1 beside it: (1 + 0.4) / 3 = 0.4667 < 1/2.
  @Test("Placing a second ad can lower welfare: K is an upper bound")
  func substitution() throws {
    let placement = try logit([[0.5, 0.5], [0.5, 0.5]], most: 2).place([1, 0.4])
    #expect(pairs(placement) == [[0, 0]] && placement.welfare([1, 0.4]) == 0.5)
    // At 0.6 it pays: 1.6 / 3 > 1/2; at exactly 0.5 it adds nothing and stays out.
    #expect(try logit([[0.5, 0.5], [0.5, 0.5]], most: 2).place([1, 0.6]).lines.count == 2)
    #expect(try logit([[0.5, 0.5], [0.5, 0.5]], most: 2).place([1, 0.5]).lines.count == 1)
  }
}
