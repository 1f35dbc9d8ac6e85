import MechanismPrograms
import Mechanisms
import Randomness
import Testing

private struct Page {
  var values: [Double]
  var problem: PlacementProblem

  /// Values uniform in [0, 1], rates uniform or, every other time, mostly small.
  init(_ stream: inout RandomStream, ads: Int, positions: Int) throws {
    let (ads, positions) = (1 + stream.index(below: ads), 1 + stream.index(below: positions))
    let isSmall = stream.flip(0.5)
    values = (0..<ads).map { _ in stream.unit() }
    let rates = (0..<ads * positions).map { _ in
      let u = stream.unit()
      return isSmall ? u * u * u : u
    }
    problem = try PlacementProblem(
      ads: ads, positions: positions, clickRates: rates, most: 1 + stream.index(below: 4))
  }
}

@Suite struct GeneratedContentProgramTests {
  // Seed 1.
  @Test("One linear program = Dinkelbach = bisection to 1e-9 on 300 random pages, and its vertex is a matching")
  func logit() throws {
    var stream = RandomStream(seed: 1, replicate: 0, role: 0, index: 51)
    for _ in 0..<300 {
      let page = try Page(&stream, ads: 8, positions: 6)
      let reader = MultinomialLogitReader(page.problem)
      let rule = MultinomialLogitWelfare(reader)
      let solution = try MultinomialLogitProgram(reader).solve(page.values)
      let welfare = rule.place(page.values).welfare(page.values)
      #expect(abs(solution.welfare - welfare) < 1e-9)
      #expect(abs(rule.placeByBisection(page.values).welfare(page.values) - welfare) < 1e-9)
      #expect(solution.fraction < 1e-9)
      #expect(abs(solution.placement.welfare(page.values) - welfare) < 1e-9)
    }
  }

  // W = 16/9 and the matching of the worked instance.
  @Test("Worked instance: the program finds 16/9, ad 0 at position 1 and ad 1 at position 0")
  func worked() throws {
    let problem = try PlacementProblem([[0.30, 0.20], [0.50, 0.10], [0.45, 0.40]], most: 2)
    let solution = try MultinomialLogitProgram(MultinomialLogitReader(problem)).solve([4, 3, 2])
    #expect(abs(solution.welfare - 16.0 / 9) < 1e-9)
    #expect(solution.placement.lines.map { [$0.ad, $0.position] } == [[0, 1], [1, 0]])
  }

  // Seed 1. With one ad or K = 1 there is neither order nor crowding, and the program is the assignment itself.
  @Test("The bound of the cascade is never below the optimum, and meets it where at most one ad is placed")
  func bound() throws {
    var stream = RandomStream(seed: 1, replicate: 0, role: 0, index: 52)
    var (tight, loose) = (0, 0)
    for _ in 0..<200 {
      let page = try Page(&stream, ads: 6, positions: 5)
      let reader = CascadeReader(page.problem)
      let optimum = try #require(CascadeWelfare(reader)).place(page.values).welfare(page.values)
      let bound = try CascadeBound(reader).bound(page.values)
      #expect(optimum <= bound + 1e-9)
      if page.problem.most == 1 || page.values.count == 1 { #expect(abs(optimum - bound) < 1e-9) }
      if abs(optimum - bound) < 1e-9 { tight += 1 } else { loose += 1 }
    }
    #expect(tight > 20 && loose > 20)
  }

  // Seed 1. With s = p / (1 − c) a matter of the ad alone the dynamic program is exact too.
  @Test("The bound holds for users with chances of their own to go on")
  func boundWithContinuation() throws {
    var stream = RandomStream(seed: 1, replicate: 0, role: 0, index: 53)
    for _ in 0..<100 {
      let page = try Page(&stream, ads: 5, positions: 4)
      let (n, m) = (page.problem.ads, page.problem.positions)
      var goesOn: [Double] = []
      for ad in 0..<n {
        let factor = 1 + 2 * stream.unit()
        for position in 0..<m { goesOn.append(1 - page.problem[ad, position] / factor) }
      }
      let reader = try CascadeReader(page.problem, goesOn: goesOn)
      let optimum = try #require(CascadeWelfare(reader)).place(page.values).welfare(page.values)
      #expect(optimum <= (try CascadeBound(reader).bound(page.values)) + 1e-9)
    }
  }

  @Test("No ads, no positions, K = 0, rates of 0 and 1, odd values: a number, never a complaint of the solver")
  func degenerate() throws {
    let pages: [(rates: [[Double]], most: Int, values: [Double])] = [
      ([], 1, []), ([[], []], 2, [1, 1]), ([[0.5]], 0, [1]), ([[0, 0], [0, 0]], 2, [1, 1]),
      ([[1, 1], [1, 1]], 2, [1, 2]),
      ([[0.5, 0.2]], 1, [.nan]), ([[0.5], [0.2]], 1, [.infinity, 1]), ([[0.5]], 1, [-1]), ([[0.5]], 1, [1e300]),
    ]
    for (rates, most, values) in pages {
      let problem = try PlacementProblem(rates, most: most)
      let reader = MultinomialLogitReader(problem)
      let known = values.map { $0.isFinite && $0 > 0 ? $0 : 0 }
      let scale = max(1, known.max() ?? 1)
      let welfare = MultinomialLogitWelfare(reader).place(values).welfare(known)
      #expect(abs(try MultinomialLogitProgram(reader).solve(values).welfare - welfare) < 1e-9 * scale)
      let optimum = try #require(CascadeWelfare(CascadeReader(problem))).place(values).welfare(known)
      #expect(try CascadeBound(CascadeReader(problem)).bound(values) >= optimum - 1e-9 * scale)
    }
  }
}
