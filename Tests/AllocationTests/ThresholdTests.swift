import Allocation
import Foundation
import Outcry
import Testing

@Suite("Thresholds of the online knapsack")
struct ThresholdTests {
  @Test("ZCL's threshold is L until 1/(ln(U/L)+1) and reaches U when the knapsack is full")
  func zcl() throws {
    let table = try thresholds("zcl", low: 2, high: 300)
    let least = 1 / (log(150.0) + 1)
    for (used, threshold) in table.enumerated() {
      #expect((threshold <= 2 * (1 + 1e-12)) == (Double(used) / 1000 <= least + 1e-12))
    }
    #expect(abs(table[1000] - 300) < 1e-9)
  }

  @Test("ECT at the least α has ZCL's worst case, ln(U/L) + 1; at α → 1 it has U/L")
  func worstCases() {
    for ratio in [1.5, 10, 500, 25_000] {
      let least = 1 / (log(ratio) + 1)
      #expect(abs(ExtendedConstant.worstRatio(alpha: least, low: 1, high: ratio) / (log(ratio) + 1) - 1) < 1e-12)
      #expect(ExtendedConstant.worstRatio(alpha: 1, low: 1, high: ratio) == ratio)
      #expect(abs(ExtendedConstant.worstRatio(alpha: 1 - 1e-9, low: 1, high: ratio) / ratio - 1) < 1e-4)
      // The baseline is never better than ECT at the same fairness, and equal at both ends.
      for step in 0...20 {
        let alpha = least + (1 - least) * Double(step) / 20
        let own = ExtendedConstant.worstRatio(alpha: alpha, low: 1, high: ratio)
        #expect(own <= FairBaseline.worstRatio(alpha: alpha, low: 1, high: ratio) * (1 + 1e-12))
      }
    }
  }

  // U e^{β(z−1)} with β = ln(U/L) + 1 is L e^{βz − 1}.
  @Test("ECT at the least α is ZCL, level by level", arguments: [1.5, 10, 500, 25_000])
  func coincide(ratio: Double) throws {
    let policy: Node = ["kind": "ect", "alpha": Node(floatLiteral: 1 / (log(ratio) + 1))]
    let (own, zcl) = (
      try thresholds(policy, low: 2, high: 2 * ratio), try thresholds("zcl", low: 2, high: 2 * ratio)
    )
    for (a, b) in zip(own, zcl) { #expect(abs(a / max(b, 2) - 1) < 1e-11) }
  }

  // Lechowicz et al. 2024, the table of proved bounds for U/L = 498.7009 and 24519.0796, recomputed by hand with W.
  @Test("proved bounds for the traces' densities")
  func provedBounds() {
    let (low, high) = (10.002050531193838, 4988.031528573322)
    for (alpha, bound) in [(0.33, 7.851), (0.5, 9.341), (0.66, 12.148)] {
      #expect(abs(ExtendedConstant.worstRatio(alpha: alpha, low: low, high: high) - bound) < 5.1e-4)
    }
    for (alpha, bound) in [(0.33, 9.234), (0.5, 12.296), (0.66, 17.874)] {
      #expect(abs(FairBaseline.worstRatio(alpha: alpha, low: low, high: high) - bound) < 5.1e-4)
    }
  }

  /// Offers batches of rising density, each until it is refused, and returns the highest density / profit on the way.
  private func worstOnAscent(_ table: [Double], low: Double, high: Double, steps: Int) -> Double {
    let capacity = table.count - 1
    var (used, profit, worst) = (0, 0.0, 0.0)
    for step in 0..<steps {
      let density = low * pow(high / low, Double(step) / Double(steps - 1))
      while used < capacity && density >= table[used] {
        profit += density / Double(capacity)
        used += 1
      }
      worst = max(worst, density / profit)
    }
    return worst
  }

  // L = 1, U = 100: theory gives 5.6052, 5.8832, 6.7713, 8.4795 and, for the baseline, 6.7873, 8.8898, 12.5483; items of
  // a thousandth of the capacity and 2,000 batches come within 0.6 %, from above.
  @Test(
    "on the adversary's input every policy's worst ratio is the proved one",
    arguments: [
      ("zcl", nil, 5.6052), ("ect", 0.33, 5.8832), ("ect", 0.5, 6.7713), ("ect", 0.66, 8.4795),
      ("baseline", 0.33, 6.7873), ("baseline", 0.5, 8.8898), ("baseline", 0.66, 12.5483),
    ] as [(String, Double?, Double)])
  func adversary(kind: String, alpha: Double?, theory: Double) throws {
    var policy: Node = ["kind": Node(stringLiteral: kind)]
    if let alpha {
      policy["alpha"] = Node(floatLiteral: alpha)
      let proved =
        kind == "ect"
        ? ExtendedConstant.worstRatio(alpha: alpha, low: 1, high: 100)
        : FairBaseline.worstRatio(alpha: alpha, low: 1, high: 100)
      #expect(abs(proved - theory) < 6e-5)
    } else {
      #expect(abs(log(100.0) + 1 - theory) < 6e-5)
    }
    let worst = worstOnAscent(try thresholds(policy, low: 1, high: 100), low: 1, high: 100, steps: 2000)
    #expect(worst >= theory * (1 - 1e-9) && worst <= theory * 1.006, "\(worst)")
  }

  @Test("LA-ECT is flat at the prediction for γ of the capacity and ends at U")
  func prediction() throws {
    for gamma in [0.25, 0.5, 0.75] {
      let policy: Node = ["kind": "la-ect", "gamma": Node(floatLiteral: gamma), "price": 17]
      let table = try thresholds(policy, low: 1, high: 100)
      let flat = table.filter { $0 == 17 }.count
      #expect(abs(Double(flat) / 1000 - gamma) <= 0.0011)
      #expect(abs(table[1000] - 100) < 1e-9)
      // It starts where ZCL's curve, squeezed, meets the prediction: κ = (1−γ)(1+ln(d/L))/(ln(U/L)+1).
      let start = try #require(table.firstIndex(of: 17))
      let theory = (1 - gamma) * (1 + log(17.0)) / (log(100.0) + 1)
      #expect(abs(Double(start) / 1000 - theory) <= 0.0011)
      #expect(zip(table, table.dropFirst()).allSatisfy { $0 <= $1 + 1e-12 })
    }
    #expect(try Set(thresholds(["kind": "la-ect", "gamma": 1, "price": 17], low: 1, high: 100)) == [17])
  }

  // |1 + sN|, N standard normal, is a folded normal: mean s √(2/π) e^(−1/2s²) + 1 − 2Φ(−1/s), second moment 1 + s². Ten
  // thousand draws, seed 1 of the streams 0 … 9,999: five standard errors fail by chance with probability 6e-7 each.
  @Test("a noisy prediction is the price times |1 + s N|", arguments: [(0.5, 1.008491), (1.0, 1.166630)])
  func noise(spread: Double, mean: Double) throws {
    let policy: Node = ["kind": "la-ect", "gamma": 1, "price": 8, "noise": Node(floatLiteral: spread)]
    let draws = 10_000
    var sum = 0.0
    for number in 0..<draws {
      sum += try thresholds(policy, low: 1, high: 100, capacity: 1, replicate: UInt64(number))[0] / 8
    }
    let error = ((1 + spread * spread - mean * mean) / Double(draws)).squareRoot()
    #expect(abs(sum / Double(draws) - mean) < 5 * error)
    #expect(try thresholds(["kind": "la-ect", "gamma": 1, "price": 8, "noise": 0], low: 1, high: 100)[0] == 8)
  }

  // Zhou et al.'s argument for one drawn price: when the batches end at density x, the threshold Φ(u) ≤ x has filled the
  // knapsack at max(Φ(u), L), and ∫ max(Φ(u), L) 1{Φ(u) ≤ x} du = x/(ln(U/L) + 1). Ten thousand draws for x = 100; the
  // standard deviation of one is below 26: five standard errors are 1.3.
  @Test("randomised ZCL earns x/(ln(U/L) + 1) in expectation when the batches end at x")
  func randomised() throws {
    let draws = 10_000
    var (whole, half) = (0.0, 0.0)
    for number in 0..<draws {
      let price = try max(thresholds("zcl-randomized", low: 1, high: 100, capacity: 1, replicate: UInt64(number))[0], 1)
      whole += price / Double(draws)
      if price <= 50 { half += price / Double(draws) }
    }
    #expect(abs(whole - 100 / (log(100.0) + 1)) < 1.3)
    #expect(abs(half - 50 / (log(100.0) + 1)) < 0.8)
  }

  // Robustness β = (ln(U/L) + 1)/(1 − γ) whatever the prediction (Lechowicz et al.). An item of a thousandth of the capacity
  // costs up to β/1000 of the ratio and a step of 100^(1/1999) between batches 0.24 %.
  @Test("LA-ECT is as robust as proved on the adversary's input", arguments: [0.33, 0.5, 0.66])
  func robust(gamma: Double) throws {
    let proved = (log(100.0) + 1) / (1 - gamma)
    for price in [1.0, 3, 10, 40, 99, 100] {
      let policy: Node = ["kind": "la-ect", "gamma": Node(floatLiteral: gamma), "price": Node(floatLiteral: price)]
      let worst = worstOnAscent(try thresholds(policy, low: 1, high: 100), low: 1, high: 100, steps: 2000)
      #expect(worst <= proved * (1 + proved / 1000 + 0.0024), "\(price): \(worst)")
    }
  }

  @Test("a randomised threshold is one draw of ZCL's curve; a static price is one for all")
  func constants() throws {
    let drawn = try Set(thresholds("zcl-randomized", low: 1, high: 100))
    #expect(drawn.count == 1)
    #expect(drawn.allSatisfy { $0 >= exp(-1) - 1e-12 && $0 <= 100 })
    #expect(try Set(thresholds("static-price", low: 4, high: 25)) == [10])
    #expect(try Set(thresholds(["kind": "static-price", "price": 3], low: 4, high: 25)) == [3])
    #expect(try Set(thresholds("greedy-items", low: 4, high: 25)) == [0])
  }
}
