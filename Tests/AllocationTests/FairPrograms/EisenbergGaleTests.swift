import Allocation
import FairDivision
import Testing

@Suite("Divisible goods: Eisenberg–Gale, leximin, and what they cost")
struct EisenbergGaleTests {
  private func isNear(_ a: [Double], _ b: [Double], _ tolerance: Double = 1e-4) -> Bool {
    a.count == b.count && zip(a, b).allSatisfy { abs($0 - $1) <= tolerance * max(1, abs($1)) }
  }

  /// Goldens of the specification, 8.3.
  @Test("three markets by hand: shares, utilities, prices")
  func golden() throws {
    let first = try #require(try Valuations(.goods, [[1, 0], [1, 1]]).eisenbergGale())
    #expect(isNear(first.shares[0], [1, 0]) && isNear(first.shares[1], [0, 1]))
    #expect(isNear(first.utilities, [1, 1]) && isNear(first.prices, [1, 1]))
    let second = try #require(try Valuations(.goods, [[2, 1], [1, 2]]).eisenbergGale())
    #expect(isNear(second.utilities, [2, 2]) && isNear(second.prices, [1, 1]))
    let alike = try #require(
      try Valuations(.goods, [[1, 1, 1, 1], [1, 1, 1, 1]]).eisenbergGale(weights: [0.75, 0.25]))
    #expect(isNear(alike.utilities, [3, 1]))
    // 1 of money for 4 goods.
    #expect(isNear(alike.prices, [0.25, 0.25, 0.25, 0.25]))
  }

  @Test("60 markets: the gap is certified, everybody spends its money on what is cheapest to it")
  func equilibrium() throws {
    for turn in 0..<60 {
      let v = try drawnValuations(.goods, agents: 1...4, items: 1...6, top: 20, turn: turn, of: 10)
      let weights = (0..<v.agentCount).map { 1 + Double($0) / 2 }
      let market = try #require(try v.eisenbergGale(weights: weights))
      let active = (0..<v.agentCount).filter { v.totals[$0] > 0 }
      let money = active.reduce(0) { $0 + weights[$1] }
      #expect(market.gap <= 1e-9 * money, "\(v): \(market.gap) after \(market.rounds)")
      #expect(abs(market.prices.reduce(0, +) - money) < 1e-4 * money, "\(v)")
      for agent in active {
        var spent = 0.0
        for item in 0..<v.itemCount {
          let bang = weights[agent] * Double(v[agent, item]) / market.utilities[agent]
          #expect(market.prices[item] >= bang - 1e-4 * max(1, bang), "\(v)")
          if market.shares[agent][item] > 1e-3 {
            #expect(abs(market.prices[item] - bang) < 2e-4 * max(1, bang), "\(v)")
          }
          spent += market.prices[item] * market.shares[agent][item]
        }
        #expect(abs(spent - weights[agent]) < 1e-3 * weights[agent], "\(v)")
      }
      for agent in 0..<v.agentCount where v.totals[agent] == 0 { #expect(market.utilities[agent] == 0) }
    }
  }

  @Test("equal incomes leave nobody envious")
  func envyFree() throws {
    for turn in 0..<40 {
      let v = try drawnValuations(.goods, agents: 2...4, items: 1...6, top: 20, turn: turn, of: 11)
      let market = try #require(try v.eisenbergGale())
      for agent in 0..<v.agentCount {
        for other in 0..<v.agentCount {
          let theirs = (0..<v.itemCount).reduce(0) { $0 + Double(v[agent, $1]) * market.shares[other][$1] }
          #expect(theirs <= market.utilities[agent] * (1 + 1e-3) + 1e-9, "\(v)")
        }
      }
    }
  }

  @Test("a limit of rounds leaves a gap that is told")
  func limit() throws {
    let v = try Valuations(.goods, [[9, 4, 3, 1], [5, 5, 8, 2], [1, 2, 3, 9]])
    let early = try #require(try v.eisenbergGale(roundLimit: 1))
    let late = try #require(try v.eisenbergGale())
    #expect(early.rounds == 1 && early.gap > 1e-6)
    #expect(early.objective <= late.objective && late.objective <= early.objective + early.gap + 1e-9)
    #expect(try Valuations(.chores, [[1]]).eisenbergGale() == nil)
  }

  /// By hand: agent 0 only wants item 0, agent 1 both. t = 2/3 of … : x of item 0 to agent 0: 6x = 3 (1 − x) + 1, x = 4/9.
  @Test("divisible leximin by hand, weighted, and for chores")
  func leximin() throws {
    let goods = try Valuations(.goods, [[6, 0], [3, 1]])
    #expect(isNear(try goods.divisibleLeximin().utilities, [8.0 / 3, 8.0 / 3], 1e-9))
    // u₀ = 2 u₁: 6x = 2 (3 − 3x + 1), x = 2/3.
    #expect(isNear(try goods.divisibleLeximin(weights: [2, 1]).utilities, [4, 2], 1e-9))
    // Costs: agent 1 bears item 0 and more; 6x + … : all of item 1 to agent 1, 6x = 3 (1 − x) + 1 as well.
    let chores = try Valuations(.chores, [[6, 9], [3, 1]])
    #expect(isNear(try chores.divisibleLeximin().utilities, [8.0 / 3, 8.0 / 3], 1e-9))
    // Agent 2 can have nothing; the others do not suffer: 2 each.
    let stuck = try Valuations(.goods, [[4, 0], [4, 0], [0, 0]])
    #expect(isNear(try stuck.divisibleLeximin().utilities, [2, 2, 0], 1e-9))
  }

  /// √n agents want one item each for 1 in all, the others every item for 1/√n (times 60).
  @Test("the bounds on the price of fairness are attained by markets, and never exceeded by 40 others")
  func priceOfFairness() throws {
    func utilitarian(_ v: Valuations) -> Double { Double(v.bestSum) }
    let four = try Valuations(.goods, [[2, 0], [0, 2], [1, 1], [1, 1]])
    let nash = try #require(try four.eisenbergGale())
    let price = PriceOfFairness(optimum: utilitarian(four), fair: nash.utilities.reduce(0, +)).price
    #expect(abs(price - PriceOfFairness.proportionalBound(agents: 4)) < 1e-4)
    let three = try Valuations(.goods, [[2, 0], [0, 2], [1, 1]])
    let leximin = try three.divisibleLeximin().utilities.reduce(0, +)
    #expect(
      abs(PriceOfFairness(optimum: utilitarian(three), fair: leximin).price - PriceOfFairness.maxMinBound(agents: 3))
        < 1e-9)
    for turn in 0..<40 {
      let drawn = try drawnValuations(.goods, agents: 2...4, items: 1...6, top: 20, turn: turn, of: 12)
      if drawn.totals.contains(0) { continue }
      // Everybody's greatest utility is the same: the product of all totals.
      let common = drawn.totals.reduce(1, *)
      let rows = (0..<drawn.agentCount).map { agent in
        drawn.row(of: agent).map { $0 * (common / drawn.totals[agent]) }
      }
      let v = try Valuations(.goods, rows)
      let n = v.agentCount
      let fair = try #require(try v.eisenbergGale())
      let proportional = PriceOfFairness(optimum: utilitarian(v), fair: fair.utilities.reduce(0, +)).price
      #expect(proportional <= PriceOfFairness.proportionalBound(agents: n) + 1e-3, "\(v)")
      let least = PriceOfFairness(optimum: utilitarian(v), fair: try v.divisibleLeximin().utilities.reduce(0, +)).price
      #expect(least <= PriceOfFairness.maxMinBound(agents: n) + 1e-6, "\(v)")
    }
  }
}
