import Demand
import Foundation
import MarketModel
import Randomness
import Testing

// Random tests: seed 1; each expectation fails by chance with probability 10⁻⁶.
@Suite struct ArrivalTests {
  @Test("Fixed: one opportunity an interval, the first after one interval")
  func fixed() throws {
    let process = try arrivals("fixed", ["rate": "6/min"])
    for (k, time) in times(process, 100).enumerated() { #expect(abs(time - 10 * Double(k + 1)) < 1e-9) }
    #expect(process.expectedCount(until: 35) == 3)
    #expect(process.expectedCount(until: 5) == 0)
  }

  // N = 200,000 gaps at 4 per second: U = 1 − exp(−4 gap) is uniform; the variance of a gap is 1/16, that of a squared
  // deviation (9 − 1)/16².
  @Test("Poisson: independent exponential gaps")
  func poisson() throws {
    let process = try arrivals("poisson", ["rate": "4/s"])
    let found = times(process, 200_000)
    let gaps = zip(found, [0] + found).map { $0 - $1 }
    #expect(abs(meanScore(gaps, mean: 0.25, deviation: 0.25)) < farOut)
    #expect(
      abs(meanScore(gaps.map { ($0 - 0.25) * ($0 - 0.25) }, mean: 1.0 / 16, deviation: 8.0.squareRoot() / 16)) < farOut)
    #expect(uniformityScore(gaps.map { 1 - exp(-4 * $0) }) < tooUneven)
    // Neighbours do not know of one another: products of deviations have mean 0 and deviation 1/16.
    let products = zip(gaps, gaps.dropFirst()).map { ($0 - 0.25) * ($1 - 0.25) }
    #expect(abs(meanScore(products, mean: 0, deviation: 1.0 / 16)) < farOut)
    #expect(process.expectedCount(until: 10) == 40)
  }

  // N = 120,000 opportunities, weights 1 : 2 : 0 : 5, period 8 s, mean rate 100/s.
  @Test("Daily profile: slices have their weights' share, none where the weight is 0, and the mean rate is kept")
  func profile() throws {
    let process = try arrivals("daily-profile", ["rate": "100/s", "period": 8, "profile": [1, 2, 0, 5]])
    let found = times(process, 120_000)
    var observed = [0, 0, 0, 0]
    for time in found { observed[Int((time / 8).truncatingRemainder(dividingBy: 1) * 4)] += 1 }
    #expect(observed[2] == 0)
    #expect(chiSquareScore([observed[0], observed[1], observed[3]], shares: [1.0 / 8, 2.0 / 8, 5.0 / 8]) < tooUneven)
    // Whole periods only: the count of 140 periods is Poisson with mean 112,000.
    let count = found.count { $0 < 140 * 8 }
    #expect(abs((Double(count) - 112_000) / 112_000.0.squareRoot()) < farOut)
    #expect(abs(process.expectedCount(until: 8) - 800) < 1e-9)
    #expect(zip(found, found.dropFirst()).allSatisfy { $0 <= $1 })
  }

  // Within a slice the process is Poisson, so times are uniform in it. N = 120,000.
  @Test("Daily profile: within a slice times are uniform")
  func withinSlice() throws {
    let found = times(try arrivals("daily-profile", ["rate": "100/s", "period": 8, "profile": [1, 3]]), 120_000)
    let phases = found.map { ($0 / 8).truncatingRemainder(dividingBy: 1) }.filter { $0 >= 0.5 }.map { 2 * $0 - 1 }
    #expect(uniformityScore(phases) < tooUneven)
  }

  @Test("Daily profile: times so late that no digit tells the phase, and infinite ones, come all the same")
  func lateTimes() throws {
    // Phases are all 0 there, and the first slice keeps nothing.
    let late = times(try arrivals("daily-profile", ["rate": 1e-20, "period": 1, "profile": [0, 1]]), 100)
    #expect(late.allSatisfy { $0 > 0x1p52 } && zip(late, late.dropFirst()).allSatisfy { $0 < $1 })
    let never = times(
      try arrivals("daily-profile", ["rate": Node(.number(.leastNonzeroMagnitude)), "profile": [0, 1]]), 2)
    #expect(never == [.infinity, .infinity])
    #expect(
      times(try arrivals("daily-profile", ["period": Node(.number(.leastNonzeroMagnitude)), "profile": [0, 1]]), 9)
        .count == 9)
    let heavy = try arrivals("daily-profile", ["rate": 2, "period": 1, "profile": [1e308, 1e308]])
    #expect(abs(heavy.expectedCount(until: 10) - 20) < 1e-9)
  }

  @Test("The default profile has 24 hours and keeps the rate over a day")
  func day() throws {
    let process = try arrivals("daily-profile", ["rate": "2/s"])
    #expect(abs(process.expectedCount(until: 86400) - 172_800) < 1e-6)
  }

  @Test("Times: in the order given, equal ones apart, then no more")
  func given() throws {
    let process = try arrivals("times", ["times": [0.5, 1, 1, "1 min"]])
    #expect(times(process, 6) == [0.5, 1, 1, 60, .infinity, .infinity])
    #expect(process.expectedCount(until: 1) == 3)
    #expect(process.expectedCount(until: 100) == 4)
  }

  @Test("Times from a file, with the column's name as given")
  func fromFile() throws {
    #expect(times(try arrivals("times", ["file": "t.csv"]), 5) == [1, 1, 2.5, 7, 9])
    #expect(times(try arrivals("times", ["file": "t.csv", "column": "price"]), 5) == [2, 2, 4, 8, 8])
  }

  @Test(
    "Settings that cannot be are told",
    arguments: [
      ("times", [:], "x.file: neither `file` nor `times` is given; give one of them"),
      ("times", ["file": "t.csv", "times": [1]], "x.times: both `file` and `times` are given; give one of them"),
      ("times", ["times": [1, 3, 2]], "x.times: the time 2 comes after 3; sort the times"),
      ("times", ["file": "t.csv", "column": "value"], "x.file: the time 0.25 comes after 0.5; sort the times"),
      ("poisson", ["rate": 0], "x.rate: 0 is out of bounds; write a number above 0 [auctions/s]"),
      ("daily-profile", ["profile": [0, 0]], "x.profile: every weight is 0; give at least one weight above 0"),
    ] as [(String, Node, String)])
  func mistakes(kind: String, settings: Node, problem: String) {
    #expect(make(.arrivals, kind, settings).said == ["scenario: \(problem)"])
  }
}
