import Mechanisms
import Randomness
import Testing

/// What is wrong with these rates; nil when nothing is.
private func problem(_ rates: [[Double]], most: Int = 1) -> PlacementProblemError? {
  do {
    _ = try PlacementProblem(rates, most: most)
    return nil
  } catch {
    return error
  }
}

@Suite struct GeneratedContentInputTests {
  @Test("Rates outside [0, 1], NaN, rows of unequal length and a negative K are named, with what to do")
  func wrong() throws {
    #expect(problem([[0.5, 1.5]]) == .badRate(ad: 0, position: 1, rate: 1.5))
    #expect(problem([[0.5], [-0.1]]) == .badRate(ad: 1, position: 0, rate: -0.1))
    #expect(
      problem([[.infinity]])?.description == "the click rate of ad 0 at position 0 is inf; give a number from 0 to 1")
    #expect(
      problem([[.nan]]).map { "\($0)" } == "the click rate of ad 0 at position 0 is nan; give a number from 0 to 1")
    #expect(problem([[0.5, 0.5], [0.5]]) == .raggedRow(ad: 1, found: 1, expected: 2))
    #expect(problem([[0.5]], most: -1) == .negativeLimit(-1))
    #expect(problem([[0, 1]]) == nil)
    #expect(throws: PlacementProblemError.wrongCount(found: 3, ads: 2, positions: 2)) {
      try PlacementProblem(ads: 2, positions: 2, clickRates: [0, 0, 0], most: 1)
    }
    #expect(throws: PlacementProblemError.negativeSize(ads: -1, positions: 2)) {
      try PlacementProblem(ads: -1, positions: 2, clickRates: [], most: 1)
    }
    let two = try PlacementProblem([[0.5, 0.5]], most: 1)
    #expect(throws: PlacementProblemError.badContinuation(ad: 0, position: 1, chance: 1.1)) {
      try CascadeReader(two, goesOn: [0.5, 1.1])
    }
    #expect(throws: PlacementProblemError.wrongCount(found: 1, ads: 1, positions: 2)) {
      try CascadeReader(two, goesOn: [0.5])
    }
  }

  @Test("No ads, no positions, K = 0, no values: nothing is placed and nobody pays")
  func nothing() throws {
    let empty: [(rates: [[Double]], most: Int)] = [
      ([], 2), ([[], []], 2), ([[0.5], [0.5]], 0), ([[0, 0], [0, 0]], 2),
    ]
    for (rates, most) in empty {
      let page = try PlacementProblem(rates, most: most)
      let values = rates.map { _ in rates.first?.first == 0 ? 0 : 1.0 }
      let cascade = try #require(CascadeWelfare(CascadeReader(page)))
      let logit = MultinomialLogitWelfare(MultinomialLogitReader(page))
      #expect(logit.vcg(values) == PlacementPayments(placement: AdPlacement(), expected: []))
      #expect(logit.myerson(values).expected.isEmpty && logit.placeByBisection(values).lines.isEmpty)
      #expect(cascade.vcg(values) == PlacementPayments(placement: AdPlacement(), expected: []))
      #expect(GreedyPlacement(logit.reader).criticalBids(values).placement.lines.isEmpty)
      #expect(GreedyPlacement(cascade.reader).place(values).lines.isEmpty)
      #expect(SeparableRanking(page).place(values).isEmpty)
    }
  }

  @Test("Rates of 0: never placed for cascade users; for logit users they are clipped to 10⁻⁶ and can be")
  func zeroRates() throws {
    let page = try PlacementProblem([[0, 0], [0, 0]], most: 2)
    #expect(try #require(CascadeWelfare(CascadeReader(page))).place([1, 1]).lines.isEmpty)
    #expect(SeparableRanking(page).place([1, 1]).isEmpty)
    #expect(MultinomialLogitReader(page).clipped == 4)
  }

  // A value that is no finite positive number takes no part: the others are placed as if it were not there.
  @Test(
    "Values that are NaN, infinite, negative or 0 take no part", arguments: [Double.nan, .infinity, -.infinity, -1, 0])
  func oddValues(value: Double) throws {
    let page = try PlacementProblem(workedRates, most: 2)
    let rules: [any PlacementRule] = [
      MultinomialLogitWelfare(MultinomialLogitReader(page)), try #require(CascadeWelfare(CascadeReader(page))),
      GreedyPlacement(CascadeReader(page)), GreedyPlacement(MultinomialLogitReader(page)),
    ]
    for rule in rules {
      let placement = rule.place([4, value, 2])
      #expect(placement == rule.place([4, 0, 2]))
      #expect(!placement.lines.isEmpty && !placement.lines.contains { $0.ad == 1 })
    }
    #expect(try cascade(workedRates, most: 2).vcg([4, value, 2]).revenue.isFinite)
    #expect(try logit(workedRates, most: 2).vcg([4, value, 2]).revenue.isFinite)
    #expect(!SeparableRanking(page).place([4, value, 2]).contains { $0.line.ad == 1 })
  }

  @Test(
    "One advertiser pays nothing; equal values are served from the lower ad on by the cascade", arguments: [1, 2, 5])
  func few(ads: Int) throws {
    let rates = (0..<ads).map { _ in [0.5, 0.25] }
    let values = rates.map { _ in 1.0 }
    let paid = try cascade(rates, most: 2).vcg(values)
    #expect(paid.placement.lines.map(\.ad) == Array(0..<min(2, ads)))
    if ads == 1 { #expect(paid.expected == [0]) }
    let alone = try logit([[0.5, 0.25]], most: 2).vcg([1])
    #expect(pairs(alone.placement) == [[0, 0]] && alone.expected == [0])
  }

  // Seed 1. Multiplying all values by a power of two is exact, whatever its size.
  @Test("The currency does not matter, from 10⁻³⁰⁰ to 10³⁰⁰")
  func currency() throws {
    var stream = RandomStream(seed: 1, replicate: 0, role: 0, index: 40)
    for _ in 0..<50 {
      let page = RandomPage(&stream, ads: 5, positions: 4)
      for exponent in [-1000, -30, 3, 1000] {
        let unit = Double(sign: .plus, exponent: exponent, significand: 1)
        let large = page.values.map { $0 * unit }
        let exact = try logit(page.rates, most: page.most)
        #expect(exact.place(large) == exact.place(page.values))
        #expect(exact.vcg(large).expected == exact.vcg(page.values).expected.map { $0 * unit })
        let read = try cascade(page.rates, most: page.most)
        #expect(read.vcg(large).expected == read.vcg(page.values).expected.map { $0 * unit })
      }
    }
  }
}
