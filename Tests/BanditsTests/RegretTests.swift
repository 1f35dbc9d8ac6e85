import Bandits
import Foundation
import MarketModel
import Randomness
import Testing

// Seeds are 1, replicates 0 … Every bound is the theorem's; a mean of replicates may exceed an expectation by chance, so six
// standard errors are allowed (failing by chance: below 10⁻⁸). Slopes are least squares in log–log.
@Suite struct RegretTests {
  /// Rewards fixed beforehand that are hard in different ways, by name.
  static let sequences: [(name: String, reward: @Sendable (Int, Int) -> Double)] = [
    // The arm that was better is the worse one next.
    ("alternating", { round, arm in (round + arm) % 2 == 0 ? 1 : 0 }),
    // The best arm changes for good halfway to 2^k.
    ("switching", { round, arm in round < 512 ? (arm == 0 ? 1 : 0) : (arm == 1 ? 1 : 0) }),
    // One arm is slightly better always.
    ("gap", { _, arm in arm == 3 ? 0.6 : 0.5 }),
    // Bits of the round's number, mixed.
    ("bits", { round, arm in Double(SplitMix64.mix(UInt64(round * 8 + arm)) & 1) }),
  ]

  /// What Hedge expects to earn is exact: the sum over rounds of its chances times the rewards.
  private static func hedgeRegret(
    arms: Int, rounds: Int, _ reward: (_ round: Int, _ arm: Int) -> Double
  ) throws -> Double {
    var hedge = try #require(try bandit("hedge") as? Hedge)
    hedge.begin(BanditFacts(arms: arms, rounds: Double(rounds)))
    let features = [1.0]
    var (expected, totals) = (0.0, [Double](repeating: 0, count: arms))
    for round in 0..<rounds {
      let rewards = (0..<arms).map { reward(round, $0) }
      for arm in 0..<arms {
        expected += hedge.chances[arm] * rewards[arm]
        totals[arm] += rewards[arm]
      }
      hedge.learn(rewards.span, features.span)
    }
    return (totals.max() ?? 0) - expected
  }

  // Cesa-Bianchi and Lugosi 2006, theorem 2.2: √(T ln K / 2), for every sequence, not only on average.
  @Test("Hedge: expected regret at most √(T ln K / 2) on every sequence", arguments: [2, 4, 16])
  func hedgeBound(arms: Int) throws {
    for (name, reward) in Self.sequences {
      for rounds in [1, 16, 256, 1024, 4096] {
        let regret = try Self.hedgeRegret(arms: arms, rounds: rounds, reward)
        #expect(regret <= (Double(rounds) * log(Double(arms)) / 2).squareRoot() + 1e-9, "\(name), \(rounds) rounds")
      }
    }
  }

  // For fair coins the regret is the maximum of K random walks, of order √T: E max − T/2 = √(T ln K / 2) as K grows. The
  // slope over T = 64 … 16,384 is 1/2; 100 replicates give it a standard error of about 0.02.
  @Test("Hedge: slope 1/2 in log–log on fair coins")
  func hedgeSlope() throws {
    let points = try [64, 256, 1024, 4096, 16_384].map { rounds in
      let regret = try mean(100) { replicate in
        var stream = RandomStream(seed: 1, replicate: UInt64(replicate), role: 3, index: 0)
        let coins = (0..<(4 * rounds)).map { _ in stream.flip(0.5) ? 1.0 : 0 }
        return try Self.hedgeRegret(arms: 4, rounds: rounds) { coins[4 * $0 + $1] }
      }
      return (x: log(Double(rounds)), y: log(regret.mean))
    }
    #expect(abs(slope(points) - 0.5) < 0.1)
  }

  // Auer et al. 2002, corollary 3.2: 2 √(e − 1) √(T K ln K).
  @Test("EXP3: mean regret at most 2 √(e − 1) √(T K ln K) on every sequence", arguments: [2, 4, 8])
  func exp3Bound(arms: Int) throws {
    for (name, reward) in Self.sequences {
      for rounds in [64, 1024, 4096] {
        let regret = try mean(24) { replicate in
          let run = play(try bandit("exp3"), arms: arms, rounds: rounds, replicate: replicate) { round, arm, _ in
            reward(round, arm)
          }
          return (run.totals.max() ?? 0) - run.earned
        }
        let bound = 2 * ((exp(1.0) - 1) * Double(rounds * arms) * log(Double(arms))).squareRoot()
        #expect(regret.mean <= bound + 6 * regret.error, "\(name), \(rounds) rounds")
      }
    }
  }

  // The instance of the lower bound: one arm is better by √(K / T), which T rounds can hardly tell; regret of order √(T K).
  @Test("EXP3: slope 1/2 in log–log on the instance of the lower bound")
  func exp3Slope() throws {
    let points = try [256, 1024, 4096, 16_384].map { rounds in
      let gap = (4 / Double(rounds)).squareRoot()
      let regret = try mean(40) { replicate in
        let run = play(try bandit("exp3"), arms: 4, rounds: rounds, replicate: replicate) { _, arm, stream in
          stream.flip(arm == 2 ? 0.5 + gap : 0.5) ? 1 : 0
        }
        return gap * Double(rounds - run.counts[2])
      }
      return (x: log(Double(rounds)), y: log(regret.mean))
    }
    #expect(abs(slope(points) - 0.5) < 0.1)
  }

  // Auer, Cesa-Bianchi and Fischer 2002, theorem 1: 8 Σ ln T / Δ + (1 + π²/3) Σ Δ. That it is of order ln T, and not of a power
  // of T, shows late: from 8,000 to 64,000 rounds ln T grows by 1.23, and the cube root of T by 2.
  @Test("UCB1: mean regret below the theorem's bound, and growing like a logarithm")
  func ucb1() throws {
    let rates = [0.9, 0.7, 0.5]
    var regrets: [Double] = []
    for rounds in [8000, 64_000] {
      let regret = try mean(10) { replicate in
        let run = play(try bandit("ucb1"), arms: 3, rounds: rounds, replicate: replicate) { _, arm, stream in
          stream.flip(rates[arm]) ? 1 : 0
        }
        return 0.2 * Double(run.counts[1]) + 0.4 * Double(run.counts[2])
      }
      let bound = 8 * log(Double(rounds)) * (1 / 0.2 + 1 / 0.4) + (1 + Double.pi * Double.pi / 3) * 0.6
      #expect(regret.mean <= bound)
      regrets.append(regret.mean)
    }
    #expect(regrets[1] / regrets[0] < 2)
  }

  // Lai and Robbins 1985: no consistent rule does better than Σ Δ ln T / KL in the limit, and Thompson sampling attains it
  // (Kaufmann, Korda and Munos 2012): for rates 0.9 and 0.6, Δ/KL(0.6, 0.9) = 0.3/0.3112. Allowed: 3 times that, and more
  // than a tenth of it.
  @Test("Thompson sampling: regret near the Lai–Robbins rate")
  func thompson() throws {
    let rounds = 4000
    let regret = try mean(60) { replicate in
      let run = play(try bandit("thompson"), arms: 2, rounds: rounds, replicate: replicate) { _, arm, stream in
        stream.flip(arm == 0 ? 0.6 : 0.9) ? 1 : 0
      }
      return 0.3 * Double(run.counts[0])
    }
    let rate = 0.3 * log(Double(rounds)) / (0.6 * log(0.6 / 0.9) + 0.4 * log(0.4 / 0.1))
    #expect(regret.mean + 6 * regret.error < 3 * rate)
    #expect(regret.mean - 6 * regret.error > 0.1 * rate)
  }

  // Once the means are settled, the best of K arms is chosen with probability 1 − ε + ε/K: 0.85 for ε = 0.2, K = 4. Rewards
  // without chance settle them at once, after the first 4 rounds. Standard error √(0.85 · 0.15/20,000) = 0.0025.
  @Test("ε-greedy: explores with probability ε, and less with decay")
  func epsilonGreedy() throws {
    let rounds = 20_000
    func share(_ settings: Node) throws -> Double {
      let run = play(try bandit("epsilon-greedy", settings), arms: 4, rounds: rounds, replicate: 0) { _, arm, _ in
        arm == 1 ? 0.6 : 0.5
      }
      return Double(run.counts[1]) / Double(rounds)
    }
    #expect(abs(try share(["exploration": 0.2]) - 0.85) < 0.0152)
    // ε = min(1, 5/t): 5 (1 + ln(T/5)) = 46.5 explorations expected, of which 3/4 miss: share 1 − 34.9/20,000 = 0.99826,
    // standard error √34.9/20,000 = 0.0003.
    #expect(abs(try share(["exploration": 5, "decay": 1]) - 0.99826) < 0.002)
  }
}
