import Experiments
import MarketModel
import Statistics
import Testing

/// Two-pass mean and standard error of the mean.
private func direct(_ xs: [Double]) -> (mean: Double, error: Double) {
  let n = Double(xs.count)
  let mean = xs.reduce(0, +) / n
  let squares = xs.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
  return (mean, (squares / (n - 1) / n).squareRoot())
}

/// The ratio of means and its error by linearising: residuals (a − R b) / mean b.
private func directRatio(_ pairs: [(Double, Double)]) -> (ratio: Double, error: Double, residuals: [Double]) {
  let a = direct(pairs.map(\.0)).mean
  let b = direct(pairs.map(\.1)).mean
  let residuals = pairs.map { ($0.0 - a / b * $0.1) / b }
  return (a / b, direct(residuals).error, residuals)
}

@Suite struct EstimateTests {
  // 2, 4, 9: mean 5, squares 9 + 1 + 16 = 26, variance 13, error √(13/3); t with 2 degrees at 0.975 is 4.302653 (tables).
  @Test("Mean, standard error and Student's interval of 2, 4, 9")
  func byHand() async throws {
    let estimate = try #require(try await results([world(mean, [.value(2), .value(4), .value(9)])])["x"])
    #expect(agree(estimate.mean, 5))
    #expect(agree(estimate.standardError, (13.0 / 3).squareRoot()))
    #expect(abs(try #require(estimate.high) - 5 - 4.302653 * (13.0 / 3).squareRoot()) < 1e-5)
    #expect(agree(estimate.low, 10 - (try #require(estimate.high))))
    #expect(estimate.replicates == 3 && estimate.reason == nil)
  }

  @Test("One replicate has a mean and no interval, and says so")
  func one() async throws {
    for measure in [mean, ratio, quotients] {
      let estimate = try #require(try await results([world(measure, [.ratio(3, of: 4)])])[measure.name])
      #expect(estimate.mean == 0.75 && estimate.standardError == nil && estimate.low == nil && estimate.high == nil)
      #expect(estimate.reason == "one replicate has no interval")
    }
  }

  // Pairs (1, 2), (3, 4), (8, 4): ratio of means 12/10, mean of ratios (0.5 + 0.75 + 2)/3.
  @Test("A ratio of means and a mean of ratios differ, each with its own error")
  func ratios() async throws {
    let pairs = [(1.0, 2.0), (3, 4), (8, 4)]
    let readings = pairs.map { Reading.ratio($0.0, of: $0.1) }
    let ofMeans = try #require(try await results([world(ratio, readings)])["r"])
    let expected = directRatio(pairs)
    #expect(agree(ofMeans.mean, 1.2) && agree(expected.ratio, 1.2))
    #expect(agree(ofMeans.standardError, expected.error))
    let ofRatios = try #require(try await results([world(quotients, readings)])["q"])
    let quotient = direct([0.5, 0.75, 2])
    #expect(agree(ofRatios.mean, quotient.mean) && agree(ofRatios.standardError, quotient.error))
  }

  // 500 random pairs, seed 1, means far from 0 to strain the sums.
  @Test("Means, ratios and paired differences agree with two passes over random readings")
  func twoPasses() async throws {
    var state: UInt64 = 1
    func next() -> Double {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Double(state >> 11) * 0x1p-53
    }
    let first = (0..<500).map { _ in (1000 + next(), 3 + next()) }
    let second = first.map { ($0.0 + 0.1 * next(), $0.1 - 0.1 * next()) }
    let means = try await results([
      world(mean, first.map { .value($0.0) }), world(mean, second.map { .value($0.0) }),
    ])
    let x = direct(first.map(\.0))
    let difference = direct(zip(first, second).map { $1.0 - $0.0 })
    #expect(agree(means["x"]?.mean, x.mean))
    #expect(abs(try #require(means["x"]?.standardError) - x.error) < 1e-9)
    let paired = try #require(means.comparisons.first)
    #expect(paired.a == "v1" && paired.b == "v0")
    #expect(abs(try #require(paired.difference.mean) - difference.mean) < 1e-9)
    #expect(abs(try #require(paired.difference.standardError) - difference.error) < 1e-9)

    let ratios = try await results([
      world(ratio, first.map { .ratio($0.0, of: $0.1) }), world(ratio, second.map { .ratio($0.0, of: $0.1) }),
    ])
    let (r, s) = (directRatio(first), directRatio(second))
    let gap = direct(zip(r.residuals, s.residuals).map { $1 - $0 })
    #expect(agree(ratios["r"]?.mean, r.ratio))
    #expect(abs(try #require(ratios["r"]?.standardError) - r.error) < 1e-9)
    let pairedRatios = try #require(ratios.comparisons.first).difference
    #expect(abs(try #require(pairedRatios.mean) - (s.ratio - r.ratio)) < 1e-9)
    #expect(abs(try #require(pairedRatios.standardError) - gap.error) < 1e-9)
  }

  @Test("Pairing: a constant shift has no error, however much the replicates vary")
  func constantShift() async throws {
    let values = [1.0, 100, 3, 77, 12]
    let results = try await results([
      world(mean, values.map { .value($0) }), world(mean, values.map { .value($0 + 2) }),
    ])
    let comparison = try #require(results.comparisons.first)
    #expect(agree(comparison.difference.mean, 2))
    #expect(comparison.difference.standardError == 0)
    #expect(comparison.isSignificant && comparison.adjustedP == 0)
  }

  @Test("Readings that are all the same: no error, and no significance between equals")
  func constant() async throws {
    let same = world(mean, [.value(0.1), .value(0.1), .value(0.1)])
    let results = try await results([same, same])
    #expect(results["x"]?.standardError == 0)
    let comparison = try #require(results.comparisons.first)
    #expect(comparison.difference.mean == 0 && comparison.adjustedP == 1 && !comparison.isSignificant)
  }
}

@Suite struct UndefinedTests {
  @Test("Undefined everywhere: no mean, and the reason")
  func everywhere() async throws {
    let estimate = try #require(
      try await results([world(mean, [.undefined("nothing was sold"), .undefined("nothing was sold")])])["x"])
    #expect(estimate.mean == nil && estimate.standardError == nil && estimate.low == nil)
    #expect(estimate.reason == "nothing was sold" && estimate.replicates == 2)
  }

  @Test("Undefined in some replicates: no mean, and in how many")
  func somewhere() async throws {
    let estimate = try #require(
      try await results([world(ratio, [.ratio(1, of: 2), .undefined("nothing was sold"), .ratio(1, of: 2)])])["r"])
    #expect(estimate.mean == nil)
    #expect(estimate.reason == "nothing was sold (in 1 of 3 replicates)")
  }

  @Test("A difference names the side that is undefined")
  func difference() async throws {
    let fine = world(mean, [.value(1), .value(2)])
    let broken = world(mean, [.value(1), .undefined("no bidder")])
    let results = try await results([fine, broken, fine])
    #expect(results.comparisons.map { "\($0.a)-\($0.b)" } == ["v1-v0", "v2-v0", "v2-v1"])
    #expect(
      results.comparisons.map(\.difference.reason) == [
        "the first is undefined: no bidder (in 1 of 2 replicates)", nil,
        "the second is undefined: no bidder (in 1 of 2 replicates)",
      ])
    #expect(results.comparisons.map { $0.adjustedP == nil } == [true, false, true])
  }

  @Test("A denominator of 0, an infinite sum, and numbers too large for a variance have their reasons")
  func reasons() async throws {
    func reason(_ measure: Measure, _ readings: [Reading]) async throws -> String? {
      try await results([world(measure, readings)])[measure.name]?.reason
    }
    #expect(try await reason(ratio, [.ratio(1, of: 0), .ratio(2, of: 0)]) == "the denominator is 0")
    #expect(try await reason(mean, [.value(.infinity), .value(.infinity)]) == "the sum is not finite")
    #expect(try await reason(mean, [.value(.nan), .value(1)]) == "the sum is not finite (in 1 of 2 replicates)")
    #expect(try await reason(mean, [.value(1e200), .value(-1e200)]) == "the variance is not finite")
  }

  @Test("A measure that is not one of the market has no estimate there, but has one in its group")
  func groupOnly() async throws {
    let world = ScriptedWorld([mean], [2.0, 4].map { .init(overall: [nil], group: [.value($0)]) })
    let results = try await results([world, world])
    #expect(results["x"] == nil)
    #expect(results.variants[0]["x", group: "g"]?.mean == 3)
    #expect(results.variants[0]["x", group: "h"] == nil && results.variants[0]["y", group: "g"] == nil)
    #expect(results.comparisons.isEmpty)
  }
}

@Suite struct ComparisonTests {
  // Three variants, two measures: six comparisons. p-values by hand of Student's t, then Holm's steps.
  @Test("p-values are corrected by Holm over all comparisons of the report")
  func correction() async throws {
    let columns = [[1.0, 2, 3, 4], [1.5, 2.4, 3.6, 4.4], [0.9, 2.2, 2.9, 4.3]]
    let worlds = columns.map { column in
      ScriptedWorld(
        [mean, Measure("y", .mean, "Y.")],
        column.map { .init(overall: [.value($0), .value($0 * $0)]) })
    }
    let results = try await results(worlds)
    #expect(
      results.comparisons.map { "\($0.measure.name) \($0.a)-\($0.b)" }
        == ["x v1-v0", "x v2-v0", "x v2-v1", "y v1-v0", "y v2-v0", "y v2-v1"])
    var ps: [Double] = []
    for isSquare in [false, true] {
      for (a, b) in [(1, 0), (2, 0), (2, 1)] {
        let gaps = zip(columns[a], columns[b]).map { isSquare ? $0 * $0 - $1 * $1 : $0 - $1 }
        let (mean, error) = direct(gaps)
        ps.append(StudentT.twoSidedP(mean / error, degreesOfFreedom: 3))
      }
    }
    // Holm 1979 by hand: the k-th smallest times m − k, never less than the one before, at most 1.
    var expected = ps
    var running = 0.0
    for (rank, index) in ps.indices.sorted(by: { ps[$0] < ps[$1] }).enumerated() {
      running = max(running, min(1, Double(ps.count - rank) * ps[index]))
      expected[index] = running
    }
    for (comparison, p) in zip(results.comparisons, expected) {
      #expect(abs(try #require(comparison.adjustedP) - p) < 1e-9)
      #expect(comparison.isSignificant == (p < 0.05))
    }
    #expect(results.comparisons.contains { $0.isSignificant } && results.comparisons.contains { !$0.isSignificant })
  }
}

@Suite struct JoinTests {
  private static let world = ScriptedWorld(
    [mean],
    [
      .init(
        overall: [.value(1)], series: [.value(1), .undefined("none")],
        cells: [.init(low: 0, high: 1, count: 2), .init(low: 2, high: 3, count: 1)], identity: (1, 1)),
      .init(
        overall: [.value(3)], series: [.value(5), .value(1)],
        cells: [.init(low: 1, high: 2, count: 4), .init(low: 2, high: 3, count: 6)], identity: (1, 1 + 1e-8)),
    ])

  @Test("Series are estimated bucket by bucket, distributions are added, identities keep the worst gap")
  func parts() async throws {
    let variant = try #require(try await results([Self.world]).variants.first)
    let series = try #require(variant.series.first)
    #expect(series.estimates.map(\.mean) == [3, nil])
    #expect(series.estimates[1].reason == "none (in 1 of 2 replicates)")
    #expect(
      variant.distributions.first?.cells == [
        .init(low: 0, high: 1, count: 2), .init(low: 1, high: 2, count: 4), .init(low: 2, high: 3, count: 7),
      ])
    let identity = try #require(variant.identities.first)
    #expect(identity.statement == "left = right" && !identity.holds && abs(identity.worstGap - 1e-8) < 1e-12)
  }

  @Test("Replicates are joined by number at any number of threads", arguments: [1, 2, 3, 8])
  func order(threads: Int) async throws {
    let pages = (0..<1000).map { ScriptedWorld.Page(overall: [.value(1 / Double($0 + 1))]) }
    let results = try await results([ScriptedWorld([mean], pages)], threads: threads)
    let one = try await ExperimentsTests.results([ScriptedWorld([mean], pages)], threads: 1)
    #expect(results["x"]?.mean == one["x"]?.mean && results["x"]?.standardError == one["x"]?.standardError)
    #expect(results["x"]?.replicates == 1000)
  }
}
