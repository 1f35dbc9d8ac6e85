import Mechanisms
import Randomness
import Statistics
import Testing

private let uniform = Distribution.uniform(low: 0, high: 1)

private func scores(_ priors: [Distribution]) -> [ValueScore] { priors.map { ValueScore(IronedVirtualValue($0)) } }

@Suite struct GeneratedContentRevenueTests {
  // φ(v) = 2v − 1. Alone: placed when v > 1/2, at 1/2 a click, whatever v.
  @Test("A lone advertiser with values in [0, 1] is offered the monopoly price 1/2")
  func monopoly() throws {
    let rule = try logit([[0.3]], most: 1)
    for value in [0.51, 0.6, 1] {
      let paid = rule.revenueOptimal([value], scores([uniform]))
      #expect(abs(paid.perClick[0] - 0.5) < 1e-12)
    }
    #expect(rule.revenueOptimal([0.49], scores([uniform])).placement.lines.isEmpty)
    #expect(rule.revenueOptimal([0.5], scores([uniform])).placement.lines.isEmpty)
  }

  // Odds 1 everywhere. Scores 1 and 0.8: both are placed, (1 + 0.8) / 3 = 0.6 against 1/2 for the first alone. The second
  // is placed from (1 + u) / 3 > 1/2 on, u = 1/2, value 3/4: the cut-off is above the reserve 1/2. The first from
  // (u + 0.8) / 3 > 0.4 on, u = 0.4, value 0.7. Each then has 1/3 of a click.
  @Test("Two advertisers by hand: they pay 0.7 and 0.75 a click, above the reserve 1/2")
  func two() throws {
    let paid = try logit([[0.5, 0.5], [0.5, 0.5]], most: 2).revenueOptimal([1, 0.9], scores([uniform, uniform]))
    #expect(paid.placement.lines.count == 2)
    #expect(abs(paid.payment(of: 0) - 0.7 / 3) < 1e-12)
    #expect(abs(paid.payment(of: 1) - 0.75 / 3) < 1e-12)
    // Value 0.74, score 0.48: below the cut-off, and 1 alone is left at its cut-off by (u + 0.48) / 3 > 0.24: then both are
    // placed for scores from 0.24 to 0.96, and from there on the first alone.
    let alone = try logit([[0.5, 0.5], [0.5, 0.5]], most: 2).revenueOptimal([1, 0.74], scores([uniform, uniform]))
    #expect(pairs(alone.placement).count == 1)
    #expect(abs(alone.payment(of: 0) - (0.62 / 3 + 0.98 * (1.0 / 2 - 1.0 / 3))) < 1e-12)
  }

  // Seed 1. The route: the click rate at every report, by brute force on scores, integrated by halving.
  @Test(
    "Payments = v π − ∫ π with π by brute force, for regular, ironed, unbounded and discrete priors, both user models")
  func integral() throws {
    let priors = [
      uniform, .exponential(mean: 0.5),
      try #require(Distribution.histogram(edges: [0, 0.375, 1], weights: [3, 1])),
      try #require(Distribution.discrete(values: [1, 0.5, 0.25, 0.125], weights: [0.2, 0.1, 0.3, 0.4])),
    ]
    var stream = RandomStream(seed: 1, replicate: 0, role: 0, index: 37)
    var (placed, ironed) = (0, 0)
    for _ in 0..<150 {
      let page = RandomPage(&stream, ads: 3, positions: 2)
      let kinds = page.values.map { _ in stream.index(below: priors.count) }
      let own = scores(kinds.map { priors[$0] })
      let isLogit = stream.flip(0.5)
      let problem = try PlacementProblem(page.rates, most: page.most)
      let paid =
        isLogit
        ? try logit(page.rates, most: page.most).revenueOptimal(page.values, own)
        : try #require(CascadeWelfare(CascadeReader(problem))).revenueOptimal(page.values, own)
      for line in paid.placement.lines {
        let ad = line.ad
        func rate(_ z: Double) -> Double {
          let weights = page.values.indices.map { max(0, own[$0]($0 == ad ? z : page.values[$0])) }
          // What is worth nothing may stand anywhere at no cost: the rule leaves it out.
          if weights[ad] == 0 { return 0 }
          let best =
            isLogit
            ? BruteForce.bestLogit(page.rates, most: page.most, weights)
            : BruteForce.bestCascade(page.rates, most: page.most, weights)
          return best.pairs.firstIndex { $0.ad == ad }.map { best.rates[$0] } ?? 0
        }
        let expected = page.values[ad] * line.clickRate - BruteForce.integral(of: rate, from: 0, to: page.values[ad])
        #expect(abs(paid.payment(of: ad) - expected) < 1e-9)
        placed += 1
        if kinds[ad] >= 2 { ironed += 1 }
      }
    }
    #expect(placed > 60 && ironed > 20)
  }

  // Values below 4.381966 and from 2.381966 on share the virtual value 0.763932: with equal click rates they tie, and ties
  // go to the lower ad. So ad 0 pays 2.381966 when it meets one of them, ad 1 must exceed 4.381966.
  @Test(
    "Ironed values tie: one wins at the lower end of the flat part, another must pass its upper end; nobody gains by lying"
  )
  func flats() throws {
    let prior = try #require(Distribution.histogram(edges: [0, 3, 8], weights: [3, 1]))
    let rule = try cascade([[0.5], [0.5]], most: 1)
    let own = scores([prior, prior])
    #expect(abs(rule.revenueOptimal([5, 3], own).perClick[0] - 2.381966) < 5e-7)
    #expect(abs(rule.revenueOptimal([3, 4], own).perClick[0] - 2.381966) < 5e-7)
    #expect(abs(rule.revenueOptimal([3, 5], own).perClick[0] - 4.381966) < 5e-7)
    let reports = stride(from: 0.0, through: 8, by: 0.25)
    for first in reports {
      for second in reports {
        for ad in 0...1 {
          let values = [first, second]
          func gain(_ report: Double) -> Double {
            var lie = values
            lie[ad] = report
            let paid = rule.revenueOptimal(lie, own)
            return values[ad] * paid.placement.clickRate(of: ad) - paid.payment(of: ad)
          }
          let honest = gain(values[ad])
          #expect(honest >= -1e-12)
          for report in [0, 1.9, 2.2, 2.5, 3, 4.25, 4.5, 8] { #expect(gain(report) <= honest + 1e-9) }
        }
      }
    }
  }

  // Myerson's lemma: expected revenue = expected virtual surplus. Seed 1, 4,000 pages; the difference of the two has mean 0,
  // and beyond 4.5 of its standard errors it falls with probability 7e-6.
  @Test("Expected revenue equals expected virtual surplus, and exceeds that of VCG")
  func lemma() throws {
    var stream = RandomStream(seed: 1, replicate: 0, role: 0, index: 38)
    let rule = try logit([[0.3, 0.2], [0.5, 0.1], [0.45, 0.4]], most: 2)
    let own = scores([uniform, uniform, uniform])
    let pages = 4000
    var (sum, squares, optimal, vcg) = (0.0, 0.0, 0.0, 0.0)
    for _ in 0..<pages {
      let values = (0..<3).map { _ in stream.unit() }
      let paid = rule.revenueOptimal(values, own)
      let difference = paid.revenue - paid.placement.welfare(values.map { 2 * $0 - 1 })
      sum += difference
      squares += difference * difference
      optimal += paid.revenue
      vcg += rule.vcg(values).revenue
    }
    let error = ((squares / Double(pages) - (sum / Double(pages)) * (sum / Double(pages))) / Double(pages)).squareRoot()
    #expect(abs(sum / Double(pages)) < 4.5 * error)
    #expect(optimal > 1.2 * vcg)
  }

  // v = 4, p = 0.5, one position, reserve 1 and rival of 3 with reserve 2: the rival is what has to be paid. With the rival
  // below its reserve only the own one is left.
  @Test("VCG with personal reserves: the higher of the reserve and what the others lose")
  func reserves() throws {
    let rule = try cascade([[0.5], [0.5]], most: 1)
    #expect(abs(rule.vcg([4, 3], reserves: [1, 2]).perClick[0] - 3) < 1e-12)
    #expect(abs(rule.vcg([4, 1.5], reserves: [1, 2]).perClick[0] - 1) < 1e-12)
    #expect(abs(rule.vcg([4, 1], reserves: [3.5, 0]).perClick[0] - 3.5) < 1e-12)
    #expect(rule.vcg([4, 3], reserves: [5, 5]).placement.lines.isEmpty)
  }

  // Seed 1. Myerson's integral again, from the reserve on: below it an ad is not clicked.
  @Test("VCG with reserves = v π − ∫ from the reserve of π by brute force")
  func reserveIntegral() throws {
    var stream = RandomStream(seed: 1, replicate: 0, role: 0, index: 39)
    for _ in 0..<60 {
      let page = RandomPage(&stream, ads: 3, positions: 3)
      let reserves = page.values.map { _ in stream.unit() * 0.6 }
      let paid = try logit(page.rates, most: page.most).vcg(page.values, reserves: reserves)
      for line in paid.placement.lines {
        let ad = line.ad
        #expect(page.values[ad] >= reserves[ad])
        func rate(_ z: Double) -> Double {
          let weights = page.values.indices.map { other in
            let value = other == ad ? z : page.values[other]
            return value >= reserves[other] ? value : 0
          }
          let best = BruteForce.bestLogit(page.rates, most: page.most, weights)
          return best.pairs.firstIndex { $0.ad == ad }.map { best.rates[$0] } ?? 0
        }
        let integral = BruteForce.integral(of: rate, from: reserves[ad], to: page.values[ad])
        #expect(abs(paid.payment(of: ad) - (page.values[ad] * line.clickRate - integral)) < 1e-9)
      }
    }
  }
}
