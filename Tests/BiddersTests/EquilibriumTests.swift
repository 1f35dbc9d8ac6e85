import Bidders
import MarketModel
import Testing

private func near(_ a: Double, _ b: Double, _ tolerance: Double = 1e-12) -> Bool { abs(a - b) <= tolerance }

@Suite struct FirstPriceEquilibriumTests {
  @Test("U[0,1]: (n−1)v/n", arguments: [2, 3, 5, 50])
  func plain(n: Int) throws {
    for v in grid() {
      #expect(near(try bid("first-price-equilibrium", on: v, rivals: n), Double(n - 1) * v / Double(n)))
    }
  }

  @Test("Reserve r: (n−1)v/n + rⁿ/(n vⁿ⁻¹), and no bid below r", arguments: [2, 3, 5], [0.2, 0.5, 0.9])
  func reserve(n: Int, r: Double) throws {
    for v in grid() {
      let found = try bid("first-price-equilibrium", ["reserve": Node(floatLiteral: r)], on: v, rivals: n)
      let theory = Double(n - 1) * v / Double(n) + power(r, n) / (Double(n) * power(v, n - 1))
      #expect(v < r ? found == Ballot.noBid : near(found, theory))
    }
    #expect(near(try bid("first-price-equilibrium", ["reserve": Node(floatLiteral: r)], on: r, rivals: n), r))
  }

  @Test("U[lo,hi]: lo + (v−lo)(n−1)/n; with a reserve v − ∫ᵣᵛ Fⁿ⁻¹/Fⁿ⁻¹(v) by numerical integration")
  func shifted() throws {
    for v in grid(2, 5) {
      #expect(near(try bid("first-price-equilibrium", ["low": 2, "high": 5], on: v, rivals: 3), 2 + (v - 2) * 2 / 3))
    }
    for v in grid(3, 5, steps: 20) {
      let f = { (x: Double) in power((x - 2) / 3, 3) }
      let theory = v - integral(3, v, f) / f(v)
      let found = try bid("first-price-equilibrium", ["low": 2, "high": 5, "reserve": 3], on: v, rivals: 4)
      #expect(near(found, theory, 1e-9))
    }
  }

  @Test("One bidder bids the reserve; the number of bidders may be given")
  func alone() throws {
    // Not a bit below the reserve, where the bid would be void.
    for v in grid(0.1, 1, steps: 1000) {
      let found = try bid("first-price-equilibrium", ["reserve": 0.1], on: v, rivals: 1)
      #expect(found >= 0.1 && near(found, 0.1))
    }
    #expect(try bid("first-price-equilibrium", on: 0.8, rivals: 1) == 0)
    #expect(try bid("first-price-equilibrium", ["bidders": 2], on: 0.8, rivals: 9) == 0.4)
    #expect(try bid("first-price-equilibrium", ["low": 0.5], on: 0.5, rivals: 4) == 0.5)
  }

  // Against n − 1 rivals who play β, winning with β(z) has chance zⁿ⁻¹: no z may beat z = v.
  @Test("No deviation to another type's bid pays", arguments: [2, 3, 5], [0, 0.4])
  func bestResponse(n: Int, r: Double) throws {
    let beta = try bids("first-price-equilibrium", ["reserve": Node(floatLiteral: r)], on: grid(), rivals: n)
    for (v, own) in zip(grid(), beta) {
      func utility(_ z: Double, _ b: Double) -> Double { b < 0 ? 0 : (v - b) * power(z, n - 1) }
      let best = zip(grid(), beta).map { utility($0, $1) }.max() ?? 0
      #expect(utility(v, own) >= best - 1e-12 && utility(v, own) >= 0)
    }
  }
}

@Suite struct ThirdPriceEquilibriumTests {
  @Test(
    "U[0,1]: (n−1)v/(n−2), above the value, and unchanged by a reserve for those it lets in", arguments: [3, 4, 10])
  func plain(n: Int) throws {
    for v in grid() {
      let theory = Double(n - 1) * v / Double(n - 2)
      #expect(near(try bid("third-price-equilibrium", on: v, rivals: n), theory))
      let reserved = try bid("third-price-equilibrium", ["reserve": 0.5], on: v, rivals: n)
      #expect(v < 0.5 ? reserved == Ballot.noBid : near(reserved, theory))
    }
    #expect(near(try bid("third-price-equilibrium", ["low": 1, "high": 3], on: 2, rivals: n), 2 + 1 / Double(n - 2)))
  }

  // n = 3: reporting z wins against two rivals below z and pays the lower of them, β = 2x. Expected utility
  // z²v − ∫∫ β(min) = z²v − ∫₀ᶻ 2x · 2(z − x) dx = z²v − 2z³/3, largest at z = v.
  @Test("Three bidders: no deviation pays, by integration over the rivals' values")
  func bestResponse() throws {
    let types = grid(steps: 50)
    let payments = try types.map { z in
      let low = grid(0, z, steps: 200)
      let beta = try bids("third-price-equilibrium", on: low, rivals: 3)
      // Simpson over the lower rival's value x with density 2(z − x).
      var sum = 0.0
      for i in low.indices {
        let weight = i == 0 || i == 200 ? 1.0 : i % 2 == 1 ? 4 : 2
        sum += weight * beta[i] * 2 * (z - low[i])
      }
      return sum * (z / 200) / 3
    }
    for (index, v) in types.enumerated() {
      let own = v * v * v - payments[index]
      for (z, paid) in zip(types, payments) { #expect(own >= z * z * v - paid - 1e-12) }
      #expect(near(own, v * v * v / 3, 1e-9))
    }
  }

  @Test("Fewer than three bidders: it objects, and says what to do")
  func objection() {
    var none = settings([:])
    let strategy = ThirdPriceEquilibrium(&none)
    func objection(_ rivals: Int) -> (problem: String, remedy: String)? {
      strategy.objection(to: GroupFacts(count: 1, budget: nil, auctions: 1, rivals: rivals))
    }
    #expect(objection(3) == nil)
    #expect(objection(2)?.problem == "the third-price equilibrium needs three bidders, the market has 2")
    #expect(objection(2)?.remedy == "add bidders, or choose another strategy")
    var given = settings(["bidders": 4])
    #expect(
      ThirdPriceEquilibrium(&given).objection(to: GroupFacts(count: 1, budget: nil, auctions: 1, rivals: 2)) == nil)
  }
}

@Suite struct AllPayEquilibriumTests {
  @Test("U[0,1]: (n−1)vⁿ/n", arguments: [2, 3, 5])
  func plain(n: Int) throws {
    for v in grid() {
      #expect(near(try bid("all-pay-equilibrium", on: v, rivals: n), Double(n - 1) * power(v, n) / Double(n)))
    }
  }

  @Test("Minimum m: (n−1)vⁿ/n + m/n from t = m^(1/n) on, and no bid below", arguments: [2, 3], [0.125, 0.25, 0.5])
  func minimum(n: Int, m: Double) throws {
    for v in grid(steps: 97) {
      let found = try bid("all-pay-equilibrium", ["minimum": Node(floatLiteral: m)], on: v, rivals: n)
      #expect(
        power(v, n) < m
          ? found == Ballot.noBid : near(found, Double(n - 1) * power(v, n) / Double(n) + m / Double(n), 1e-9))
    }
  }

  // U[1,3], n = 3, m = 1/2: the threshold solves t F²(t) = m.
  @Test("U[lo,hi] with a minimum: v F²(v) − ∫ₜᵛ F² by numerical integration, and m at the threshold")
  func shifted() throws {
    let f = { (x: Double) in power((x - 1) / 2, 2) }
    var (low, high) = (1.0, 3.0)
    for _ in 0..<100 {
      let middle = (low + high) / 2
      if middle * f(middle) < 0.5 { low = middle } else { high = middle }
    }
    for v in grid(1, 3, steps: 40) {
      let found = try bid("all-pay-equilibrium", ["low": 1, "high": 3, "minimum": 0.5], on: v, rivals: 3)
      #expect(v < low ? found == Ballot.noBid : near(found, v * f(v) - integral(low, v, f), 1e-9))
    }
  }

  @Test("One bidder bids the minimum if the item is worth it; a minimum above all values keeps everybody out")
  func edges() throws {
    for v in grid(0.3, 1, steps: 1000) {
      let found = try bid("all-pay-equilibrium", ["minimum": 0.3], on: v, rivals: 1)
      #expect(found >= 0.3 && near(found, 0.3))
    }
    #expect(try bid("all-pay-equilibrium", ["minimum": 0.3], on: 0.2, rivals: 1) == Ballot.noBid)
    #expect(try bid("all-pay-equilibrium", ["minimum": 1.5], on: 1, rivals: 3) == Ballot.noBid)
  }

  @Test("No deviation to another type's bid, or to staying out, pays", arguments: [2, 4], [0, 0.3])
  func bestResponse(n: Int, m: Double) throws {
    let beta = try bids("all-pay-equilibrium", ["minimum": Node(floatLiteral: m)], on: grid(), rivals: n)
    for (v, own) in zip(grid(), beta) {
      func utility(_ z: Double, _ b: Double) -> Double { b < 0 ? 0 : v * power(z, n - 1) - b }
      let best = zip(grid(), beta).map { utility($0, $1) }.max() ?? 0
      #expect(utility(v, own) >= best - 1e-12 && utility(v, own) >= -1e-12)
    }
  }
}

@Suite struct MineralRightsEquilibriumTests {
  @Test("Three bidders: 2x/(2+x), and twice that at 2x for values up to 2")
  func three() throws {
    for x in grid(0, 2) {
      #expect(near(try bid("mineral-rights-equilibrium", on: x, rivals: 3), x < 2 ? 2 * x / (2 + x) : 1))
      #expect(
        near(
          try bid("mineral-rights-equilibrium", ["high": 2], on: 2 * x, rivals: 3), 2 * (x < 2 ? 2 * x / (2 + x) : 1)))
    }
  }

  // β(x) = E[V | X₁ = x, max of the others = x]: the joint density given V = v > x/2 is (1/2v)² · (x/2v)ⁿ⁻² up to a
  // constant, so β = ∫ v · v⁻ⁿ dv / ∫ v⁻ⁿ dv over [x/2, 1].
  @Test("Any number of bidders: the conditional expectation by numerical integration", arguments: [2, 3, 4, 7, 20])
  func integration(n: Int) throws {
    for x in grid(0.1, 1.9, steps: 18) {
      // Substituting v = (x/2)·e^s keeps the integrand smooth.
      let density = { (v: Double) in power(x / 2 / v, n) }
      let top = integral(x / 2, 1, steps: 4000) { $0 * density($0) }
      let bottom = integral(x / 2, 1, steps: 4000, density)
      #expect(near(try bid("mineral-rights-equilibrium", on: x, rivals: n), top / bottom, 1e-8))
    }
  }

  @Test("Bids grow with the signal and stay below the highest value, even for a thousand bidders")
  func extremes() throws {
    let found = try bids("mineral-rights-equilibrium", on: grid(0, 2), rivals: 1000)
    #expect(zip(found, found.dropFirst()).allSatisfy { $0 <= $1 })
    #expect(found.allSatisfy { $0 >= 0 && $0 <= 1 })
    #expect(try bid("mineral-rights-equilibrium", on: 0, rivals: 3) == 0)
    #expect(try bid("mineral-rights-equilibrium", on: 1, rivals: 1) == 0)
  }
}

@Suite struct SimpleStrategyTests {
  @Test("Truthful, scaled and fixed bids")
  func simple() throws {
    #expect(try bids("truthful", on: [0.2, 0.9], rivals: 2) == [0.2, 0.9])
    #expect(try bids("scaled-value", ["factor": 0.25], on: [4, 8], rivals: 2) == [1, 2])
    #expect(try bids("fixed-bid", ["bid": 3], on: [0.2, 0.9], rivals: 2) == [3, 3])
  }

  // N = 100,000, seed 1: uniform on [0.5, 1.5] has mean 1 and standard deviation 1/√12; 4.9 standard errors.
  @Test("A random bid is its value times a uniform factor")
  func random() throws {
    let found = try bids("random", ["low": 0.5, "high": 1.5], on: Array(repeating: 2, count: 100_000), rivals: 2)
    #expect(found.allSatisfy { $0 >= 1 && $0 < 3 })
    let mean = found.reduce(0, +) / 100_000
    #expect(abs(mean - 2) < 4.9 * 2 / (12.0 * 100_000).squareRoot())
  }

  @Test("Settings that contradict one another are told")
  func contradictions() {
    var random = settings(["low": 2, "high": 1])
    _ = RandomBid(&random)
    #expect(random.diagnostics.map(\.description) == ["scenario: high: 1 is below low; write at least 2"])
    var first = settings(["low": 2, "high": 2])
    _ = FirstPriceEquilibrium(&first)
    #expect(first.diagnostics.map(\.description) == ["scenario: high: 2 is not above low; write more than 2"])
  }
}
