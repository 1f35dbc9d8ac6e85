import Mechanisms
import Randomness
import Statistics
import Testing

private func close(_ a: Double, _ b: Double, _ tolerance: Double = 1e-12) -> Bool {
  a == b || abs(a - b) <= tolerance * max(1, abs(a), abs(b))
}

/// Density 1/4 from 0 to 3 and 1/20 from 3 to 8.
private let twoDensities = Distribution.histogram(edges: [0, 3, 8], weights: [3, 1])

@Suite struct IroningTests {
  // Prices from 8 to 3 sell with q up to 1/4: R = q (8 − 20 q). Below: v = 4 (1 − q), R = 4 q (1 − q). The common tangent
  // touches at q₁ and q₂ with 8 − 40 q₁ = 4 − 8 q₂, so q₂ = 5 q₁ − 1/2, and equal intercepts 20 q₁² = 4 q₂²: q₂ = √5 q₁,
  // q₁ = (1/2) / (5 − √5) = 0.180902, q₂ = 0.404508. Values 8 − 20 q₁ = 4.381966 and 4 (1 − q₂) = 2.381966, slope
  // 8 − 40 q₁ = 0.763932. R is greatest at q = 1/2: price 2, revenue 1.
  @Test("Two densities: ironed to 0.763932 on [2.381966, 4.381966], reserve 2, revenue 1")
  func twoPieces() throws {
    let virtual = IronedVirtualValue(try #require(twoDensities))
    let q1 = 0.5 / (5 - 5.0.squareRoot())
    let q2 = 5.0.squareRoot() * q1
    #expect(virtual.intervals.count == 1)
    let ironed = try #require(virtual.intervals.first)
    #expect(close(ironed.quantiles.lowerBound, q1) && close(ironed.quantiles.upperBound, q2))
    #expect(close(ironed.high, 8 - 20 * q1) && close(ironed.low, 4 * (1 - q2)))
    #expect(close(ironed.level, 8 - 40 * q1))
    #expect(
      abs(ironed.level - 0.763932) < 5e-7 && abs(ironed.low - 2.381966) < 5e-7 && abs(ironed.high - 4.381966) < 5e-7)
    #expect(close(virtual.reserve, 2) && close(virtual.monopolyRevenue, 1))
    for value in [2.4, 3, 4, 4.38] { #expect(virtual(value) == ironed.level) }
    #expect(close(virtual(1), 2 * 1 - 4) && close(virtual(2.3), 2 * 2.3 - 4))
    #expect(close(virtual(5), 2 * 5 - 8) && close(virtual(8), 8))
    #expect(close(virtual.beforeIroning(2.9), 1.8) && close(virtual.beforeIroning(3.1), -1.8))
    // The two inverses part at the ironed level only.
    #expect(virtual.lowestValue(reaching: ironed.level) == ironed.low)
    #expect(virtual.lowestValue(above: ironed.level) == ironed.high)
    for level in [-3.5, 0, 0.7, 0.8, 3, 7.9] {
      let value = virtual.lowestValue(reaching: level)
      #expect(close(virtual(value), level) && close(virtual.lowestValue(above: level), value))
    }
  }

  // q v: 0.2 · 8 = 1.6, 0.3 · 3 = 0.9, 0.6 · 2 = 1.2, 1 · 1 = 1. Slopes 8, −7, 1, −1/2; the hull goes from (0.2, 1.6)
  // straight to (1, 1): −0.6 / 0.8 = −3/4.
  @Test("Values 8, 3, 2, 1: raw 8, −7, 1, −0.5, ironed 8, −0.75, −0.75, −0.75")
  func discrete() throws {
    let virtual = IronedVirtualValue(
      try #require(.discrete(values: [8, 3, 2, 1], weights: [0.2, 0.1, 0.3, 0.4])))
    for (value, raw, ironed) in [(8.0, 8.0, 8.0), (3, -7, -0.75), (2, 1, -0.75), (1, -0.5, -0.75)] {
      #expect(close(virtual.beforeIroning(value), raw) && close(virtual(value), ironed))
    }
    #expect(virtual.reserve == 8 && close(virtual.monopolyRevenue, 1.6))
    #expect(virtual.intervals.map(\.low) == [1] && virtual.intervals.map(\.high) == [3])
    // Between atoms a value counts as the lower one; above them as the highest; below them it is never sold to.
    #expect(virtual(7.9) == virtual(3) && virtual(100) == virtual(8) && virtual(0.9) == -.infinity)
    #expect(virtual.lowestValue(reaching: -0.8) == 1 && virtual.lowestValue(reaching: 8.1) == .infinity)
  }

  @Test("Equal chances of 3, 2, 1: already regular, 3, 1, −1")
  func regularAtoms() throws {
    let virtual = IronedVirtualValue(try #require(.empirical([1, 3, 2])))
    for (value, expected) in [(3.0, 3.0), (2, 1), (1, -1)] {
      #expect(close(virtual(value), expected) && close(virtual.beforeIroning(value), expected))
    }
    #expect(virtual.intervals.isEmpty && virtual.reserve == 2)
  }

  @Test(
    "Uniform: φ = 2v − 1, reserve 1/2; from 1 to 2 the reserve is the lowest value; exponential: φ = v − 1, reserve 1")
  func closedForms() {
    let unit = IronedVirtualValue(.uniform(low: 0, high: 1))
    #expect(unit(0.75) == 0.5 && unit.reserve == 0.5 && unit.monopolyRevenue == 0.25 && unit(-1) == -.infinity)
    #expect(unit.lowestValue(reaching: 0.5) == 0.75)
    let high = IronedVirtualValue(.uniform(low: 1, high: 2))
    #expect(high.reserve == 1 && high.monopolyRevenue == 1 && high(1.5) == 1)
    let exponential = IronedVirtualValue(.exponential(mean: 1))
    #expect(exponential.reserve == 1 && exponential(3) == 2 && exponential.lowestValue(above: 5) == 6)
  }

  @Test("A histogram of equal densities is the uniform distribution, and nothing is ironed")
  func uniformHistogram() throws {
    let virtual = IronedVirtualValue(try #require(.histogram(edges: [0, 0.25, 0.5, 1], weights: [1, 1, 2])))
    #expect(virtual.intervals.isEmpty)
    for value in [0.1, 0.3, 0.5, 0.9] { #expect(close(virtual(value), 2 * value - 1)) }
    #expect(close(virtual.reserve, 0.5))
  }

  // Beta(1, 1) is uniform. Beta(1, 2) has 1 − F = (1 − v)², f = 2 (1 − v): φ = v − (1 − v)/2, reserve 1/3.
  @Test("Regular beta distributions: φ by hand")
  func betas() {
    let uniform = IronedVirtualValue(.beta(alpha: 1, beta: 1))
    let falling = IronedVirtualValue(.beta(alpha: 1, beta: 2))
    #expect(uniform.intervals.isEmpty && falling.intervals.isEmpty)
    for value in [0.1, 0.4, 0.8] {
      #expect(close(uniform(value), 2 * value - 1, 1e-10) && close(falling(value), 1.5 * value - 0.5, 1e-10))
    }
    #expect(close(falling.reserve, 1.0 / 3, 1e-10))
  }

  // A support in two parts: 1/2 on [0, 1], 1/2 on [4, 5]. R = q (5 − 2q) up to 1/2, where it falls from 2 to 1/2. The
  // line from (1/2, 2) touches R = 2 q (1 − q) below at t with slope 2 − 4t = (2t − 2t² − 2)/(t − 1/2): 2t² − 2t − 1 = 0
  // has no root up to 1, so it ends at (1, 0): slope −4.
  @Test("A gap in the support is ironed over")
  func gap() throws {
    let virtual = IronedVirtualValue(try #require(.histogram(edges: [0, 1, 4, 5], weights: [1, 0, 1])))
    #expect(virtual.intervals.count == 1)
    let ironed = try #require(virtual.intervals.first)
    #expect(ironed.low == 0 && ironed.high == 4 && close(ironed.level, -4))
    #expect(virtual(2) == ironed.level && virtual(0.5) == ironed.level && close(virtual(4.5), 4))
    #expect(virtual.reserve == 4 && close(virtual.monopolyRevenue, 2))
  }

  /// The hull of the curve by brute force on a fine grid: the greatest line over each pair of points.
  private func check(_ distribution: Distribution, _ comment: String) {
    let virtual = IronedVirtualValue(distribution)
    // The ironed value never falls, and its integral from 0 to q is at least R(q), with equality at the end.
    let cells = 20_000
    var integral = 0.0
    var last = Double.infinity
    // Quantiles as fourth powers: narrow cells where few values are high.
    func quantile(_ cell: Double) -> Double {
      let part = cell / Double(cells)
      return part * part * part * part
    }
    for cell in 1..<cells {
      let q = quantile(Double(cell) - 0.5)
      let slope = virtual(distribution.value(reachedWith: q))
      #expect(slope <= last + 1e-9 * max(1, abs(last)), "\(comment): rises with the quantile at \(q)")
      last = slope
      let end = quantile(Double(cell))
      integral += slope * (end - quantile(Double(cell) - 1))
      #expect(integral >= end * distribution.value(reachedWith: end) - 2e-3, "\(comment): below R at \(end)")
    }
    // The reserve maximises price × probability of sale.
    let best =
      (1..<cells).map { cell in
        let price = distribution.value(reachedWith: Double(cell) / Double(cells))
        return price * distribution.upperTail(price)
      }.max() ?? 0
    #expect(virtual.monopolyRevenue >= best * (1 - 1e-9), "\(comment): a better price exists")
    #expect(virtual.monopolyRevenue <= best * (1 + 1e-3), "\(comment): no price earns this")
  }

  @Test("Irregular distributions: the ironed value is monotone, lies above the curve, and its reserve is a best price")
  func irregular() throws {
    check(.beta(alpha: 0.3, beta: 0.4), "beta with two peaks")
    check(.beta(alpha: 0.5, beta: 3, high: 4), "beta with a peak at 0")
    check(.logNormal(location: 0, scale: 0.5), "lognormal")
    check(.logNormal(location: 1, scale: 2.5), "wide lognormal")
    check(try #require(.histogram(edges: [0, 1, 2, 3, 4, 6, 9], weights: [5, 1, 4, 0, 3, 1])), "histogram")
    check(try #require(twoDensities), "two densities")
  }

  // Seed 1. By definition the hull's slope at the k-th atom is min over i < k of max over j ≥ k of the slope from i to j.
  @Test("Atoms: the slopes of the hull are the min-max of all slopes, on 300 random distributions")
  func minMax() throws {
    var stream = RandomStream(seed: 1, replicate: 0, role: 0, index: 7)
    for _ in 0..<300 {
      let count = 1 + stream.index(below: 9)
      let values = (0..<count).map { _ in Double(stream.index(below: 30)) }
      let weights = (0..<count).map { _ in Double(1 + stream.index(below: 5)) }
      let distribution = try #require(Distribution.discrete(values: values, weights: weights))
      let virtual = IronedVirtualValue(distribution)
      var points = [(q: 0.0, r: 0.0)]
      for atom in distribution.atoms {
        let q = (points.last?.q ?? 0) + atom.probability
        points.append((q, q * atom.value))
      }
      for (index, atom) in distribution.atoms.enumerated() {
        var expected = Double.infinity
        for i in 0...index {
          var steepest = -Double.infinity
          for j in (index + 1)..<points.count {
            steepest = max(steepest, (points[j].r - points[i].r) / (points[j].q - points[i].q))
          }
          expected = min(expected, steepest)
        }
        #expect(close(virtual(atom.value), expected, 1e-9))
      }
    }
  }

  // A fine sample of the two densities: k-th of 40,000 equal parts.
  @Test("An empirical distribution irons to what it was drawn from, within 1 %")
  func empirical() throws {
    let continuous = try #require(twoDensities)
    let count = 40_000
    let samples = (0..<count).map { continuous.value(reachedWith: (Double($0) + 0.5) / Double(count)) }
    let virtual = IronedVirtualValue(try #require(.empirical(samples)))
    #expect(abs(virtual.reserve - 2) < 0.02 && abs(virtual.monopolyRevenue - 1) < 1e-3)
    for value in [2.5, 3, 4.3] { #expect(abs(virtual(value) - 0.763932) < 0.01) }
  }

  @Test("Nothing to go by is no distribution; no spread is one atom with itself as reserve")
  func degenerate() throws {
    #expect(Distribution.empirical([]) == nil && Distribution.empirical([1, .nan]) == nil)
    #expect(Distribution.discrete(values: [1], weights: [0]) == nil)
    #expect(Distribution.discrete(values: [1, 2], weights: [1]) == nil)
    #expect(Distribution.histogram(edges: [0, 1], weights: [0]) == nil)
    #expect(Distribution.histogram(edges: [1, 0], weights: [1]) == nil)
    #expect(Distribution.histogram(edges: [0, .infinity], weights: [1]) == nil)
    for constant in [Distribution.uniform(low: 2, high: 2), .logNormal(location: 0.6931471805599453, scale: 0)] {
      let virtual = IronedVirtualValue(constant)
      #expect(!constant.hasDensity && close(virtual.reserve, 2) && close(virtual(3), 2) && virtual(1) == -.infinity)
      #expect(close(virtual.monopolyRevenue, 2))
    }
    let nothing = IronedVirtualValue(.uniform(low: 0, high: 0))
    #expect(nothing.reserve == 0 && nothing.monopolyRevenue == 0)
  }
}
