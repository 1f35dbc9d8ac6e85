import Demand
import Foundation
import MarketModel
import Randomness
import Testing

// Seed 1, N = 100,000 draws (50,000 rows of two bidders); each expectation fails by chance with probability 10⁻⁶.
@Suite struct ValueTests {
  /// The distribution function applied to the draws must be uniform.
  static func score(_ kind: String, _ settings: Node = [:], _ cumulative: (Double) -> Double) throws -> Double {
    let values = draws(try valueModel(kind, settings), members: 2, rows: 50_000).values.flatMap { $0 }
    return uniformityScore(values.map(cumulative))
  }

  @Test("Uniform from low to high, ends where they should be")
  func uniform() throws {
    #expect(try Self.score("uniform", ["low": 2, "high": 5]) { ($0 - 2) / 3 } < tooUneven)
    let constant = draws(try valueModel("uniform", ["low": 3, "high": 3]), members: 2, rows: 10).values
    #expect(constant.allSatisfy { $0 == [3, 3] })
  }

  @Test("Exponential with a given mean")
  func exponential() throws { #expect(try Self.score("exponential", ["mean": 2]) { 1 - exp(-$0 / 2) } < tooUneven) }

  @Test("Lognormal: the logarithm is normal")
  func logNormal() throws {
    let normal = { (z: Double) in erfc(-z / 2.0.squareRoot()) / 2 }
    #expect(try Self.score("lognormal", ["location": 1, "scale": 0.5]) { normal((log($0) - 1) / 0.5) } < tooUneven)
    #expect(
      draws(try valueModel("lognormal", ["location": 0, "scale": 0]), members: 1, rows: 3).values == [[1], [1], [1]])
  }

  // Beta(2, 2) has distribution function x²(3 − 2x), Beta(1, 3) 1 − (1 − x)³.
  @Test("Beta on 0 to high")
  func beta() throws {
    #expect(try Self.score("beta", ["high": 4]) { $0 / 4 * $0 / 4 * (3 - 2 * $0 / 4) } < tooUneven)
    #expect(try Self.score("beta", ["alpha": 1, "beta": 3]) { 1 - (1 - $0) * (1 - $0) * (1 - $0) } < tooUneven)
  }

  @Test("Discrete values with their weights; a weight of 0 never comes")
  func discrete() throws {
    let model = try valueModel("discrete", ["values": [1, 2, 5, 7], "weights": [1, 3, 0, 4]])
    let values = draws(model, members: 2, rows: 50_000).values.flatMap { $0 }
    let observed = [1.0, 2, 7].map { value in values.count { $0 == value } }
    #expect(observed.reduce(0, +) == 100_000)
    #expect(chiSquareScore(observed, shares: [1.0 / 8, 3.0 / 8, 4.0 / 8]) < tooUneven)
  }

  @Test("Empirical: observed values, each as often as it was observed")
  func empirical() throws {
    for settings: Node in [["file": "v.csv"], ["values": [0.5, 0.5, 0.25, 1, 1]]] {
      let values = draws(try valueModel("empirical", settings), members: 2, rows: 50_000).values.flatMap { $0 }
      let observed = [0.25, 0.5, 1].map { value in values.count { $0 == value } }
      #expect(observed.reduce(0, +) == 100_000)
      #expect(chiSquareScore(observed, shares: [0.2, 0.4, 0.4]) < tooUneven)
    }
  }

  @Test(
    "Independent private values: bidders of one auction are uncorrelated",
    arguments: ["uniform", "exponential", "beta"])
  func independent(kind: String) throws {
    let rows = draws(try valueModel(kind), members: 2, rows: 100_000).values
    let mean = rows.reduce(0) { $0 + $1[0] + $1[1] } / 200_000
    let products = rows.map { ($0[0] - mean) * ($0[1] - mean) }
    let deviation = (products.reduce(0) { $0 + $1 * $1 } / 100_000).squareRoot()
    #expect(abs(meanScore(products, mean: 0, deviation: deviation)) < farOut)
  }

  @Test("Private values are seen as they are")
  func privateSignals() throws {
    for kind in ["uniform", "exponential", "lognormal", "beta", "discrete"] {
      let model = try valueModel(kind)
      #expect(!model.hasSignals && !model.needsCommonDraw && !model.isJoint)
      let found = draws(model, members: 3, rows: 10)
      #expect(found.signals == found.values)
    }
  }

  // The common draws are a grid: V = high · row / rows.
  @Test("Mineral rights: one value for all, signals uniform from 0 to twice the value, independent given it")
  func mineralRights() throws {
    let model = try valueModel("mineral-rights", ["high": 3])
    #expect(model.hasSignals && model.needsCommonDraw && !model.isJoint)
    let rows = 65_536  // A power of two: the grid is exact.
    let found = draws(model, members: 2, rows: rows)
    for (row, values) in found.values.enumerated() {
      #expect(values == Array(repeating: 3 * Double(row) / Double(rows), count: 2))
    }
    let parts = zip(found.signals, found.values).dropFirst().map { signals, values in
      signals.map { $0 / (2 * values[0]) }
    }
    #expect(uniformityScore(parts.flatMap { $0 }) < tooUneven)
    // U₁U₂ − 1/4 has variance 1/9 − 1/16.
    let products = parts.map { $0[0] * $0[1] }
    #expect(abs(meanScore(products, mean: 0.25, deviation: (7.0 / 144).squareRoot())) < farOut)
  }

  @Test("Affiliated: signals share the common part, and the item is worth their mean to all")
  func affiliated() throws {
    let model = try valueModel("affiliated", ["high": 2])
    #expect(model.hasSignals && model.needsCommonDraw && model.isJoint)
    let rows = 50_000
    let found = draws(model, members: 2, rows: rows)
    var own: [Double] = []
    for (row, (signals, values)) in zip(found.signals, found.values).enumerated() {
      #expect(values[0] == values[1] && abs(values[0] - (signals[0] + signals[1]) / 2) < 1e-15)
      own += signals.map { $0 / 2 - Double(row) / Double(rows) }
    }
    #expect(uniformityScore(own) < tooUneven)
  }

  @Test(
    "Settings that cannot be are told",
    arguments: [
      ("uniform", ["low": 2, "high": 1], "x.high: 1 is below low; write at least 2"),
      ("uniform", ["low": -1], "x.low: -1 is out of bounds; write a number at least 0 [money]"),
      ("exponential", ["mean": 0], "x.mean: 0 is out of bounds; write a number above 0 [money]"),
      (
        "discrete", ["values": [1, 2], "weights": [1]],
        "x.weights: there are 1 weights for 2 values; give one weight per value"
      ),
      ("discrete", ["values": [1], "weights": [0]], "x.weights: every weight is 0; give at least one weight above 0"),
      ("empirical", [:], "x.file: neither `file` nor `values` is given; give one of them"),
    ] as [(String, Node, String)])
  func mistakes(kind: String, settings: Node, problem: String) {
    #expect(make(.values, kind, settings).said == ["scenario: \(problem)"])
  }
}

// Seed 1, N = 200,000 rows.
@Suite struct SyntheticLogTests {
  private static func draw(_ settings: Node) throws -> AuctionLog {
    let (source, said) = make(.logs, "synthetic-log", settings)
    try #require(said.isEmpty)
    var stream = stream(7)
    return source.draw(using: &stream)
  }

  private static let log: AuctionLog? = try? draw([
    "auctions": 200_000, "median-price": 1000.5, "price-spread": 0.5, "highest-price": 100_000,
    "median-click-rate": 0.1, "click-rate-spread": 0.3, "correlation": 0.4,
  ])

  @Test("Half the prices and half the rates are below their medians")
  func medians() throws {
    let log = try #require(Self.log)
    #expect(log.count == 200_000)
    // A price of 1000.5 or less is rounded down to 1000 or less; prices from 1000.5 to 1001 are rare (0.04 %): allow them.
    let cheap = Double(log.prices.count { $0 < 1000 }) / 200_000
    #expect(cheap < 0.5 + farOut * 0.5 / 200_000.0.squareRoot())
    #expect(Double(log.prices.count { $0 <= 1000 }) / 200_000 > 0.5 - farOut * 0.5 / 200_000.0.squareRoot())
    let rare = Double(log.clickRates.count { $0 < 0.1 }) - 100_000
    #expect(abs(rare) / (200_000.0 / 4).squareRoot() < farOut)
  }

  // The sample correlation of normal pairs has standard deviation (1 − ρ²)/√N.
  @Test("Logarithms of prices and rates have the given spread and correlation")
  func correlation() throws {
    let log = try #require(Self.log)
    let x = log.prices.map { (Foundation.log(Double($0) + 0.5) - Foundation.log(1000.5)) / 0.5 }
    let y = log.clickRates.map { (Foundation.log($0) - Foundation.log(0.1)) / 0.3 }
    let n = Double(x.count)
    #expect(abs(x.reduce(0) { $0 + $1 * $1 } / n - 1) < 5 * (2 / n).squareRoot() + 1e-4)
    #expect(abs(y.reduce(0) { $0 + $1 * $1 } / n - 1) < farOut * (2 / n).squareRoot())
    let product = zip(x, y).reduce(0) { $0 + $1.0 * $1.1 } / n
    #expect(abs(product - 0.4) < 5 * (1.16 / n).squareRoot() + 1e-4)  // variance of XY: 1 + ρ²
  }

  @Test("Users click with the predicted rate, times the calibration", arguments: [1.0, 0.5])
  func clicks(calibration: Double) throws {
    let log = try Self.draw([
      "auctions": 200_000, "median-click-rate": 0.1, "calibration": Node(floatLiteral: calibration),
    ])
    let expected = log.clickRates.reduce(0) { $0 + calibration * $1 }
    let variance = log.clickRates.reduce(0) { $0 + calibration * $1 * (1 - calibration * $1) }
    #expect(abs((Double(log.clicks.reduce(0) { $0 + Int($1) }) - expected) / variance.squareRoot()) < farOut)
  }

  @Test("Prices are whole, from 1 to the highest")
  func range() throws {
    let log = try Self.draw(["auctions": 50_000, "median-price": 2, "price-spread": 3, "highest-price": 20])
    #expect(log.prices.min() == 1 && log.prices.max() == 20)
    #expect(log.clickRates.allSatisfy { $0 > 0 && $0 <= 1 })
  }
}
