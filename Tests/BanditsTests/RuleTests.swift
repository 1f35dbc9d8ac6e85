import Bandits
import Foundation
import MarketModel
import Randomness
import Testing

@Suite struct RuleTests {
  private static func stream(_ replicate: Int = 0) -> RandomStream {
    RandomStream(seed: 1, replicate: UInt64(replicate), role: 9, index: 0)
  }

  // η = 1: weights e^1, e^0.5, e^0 after one round, e^1, e^1.5, e^0 after two.
  @Test("Hedge: chances are exp(η · sum of rewards) over their sum")
  func hedgeByHand() throws {
    var hedge = try #require(try bandit("hedge", ["rate": 1]) as? Hedge)
    hedge.begin(BanditFacts(arms: 3, rounds: 10))
    let features = [1.0]
    let first = [1.0, 0.5, 0]
    hedge.learn(first.span, features.span)
    let second = [0.0, 1, 0]
    hedge.learn(second.span, features.span)
    let weights: [Double] = [exp(1.0), exp(1.5), 1]
    for arm in 0..<3 { #expect(abs(hedge.chances[arm] - weights[arm] / weights.reduce(0, +)) < 1e-15) }
  }

  // γ = 1/2, K = 2: p = ½, then w₀ = exp(γ r / (K p)) = e^½ for reward 1 of arm 0, and p₀ = ½ e^½/(e^½ + 1) + ¼.
  @Test("EXP3: one step by hand")
  func exp3ByHand() throws {
    var exp3 = try #require(try bandit("exp3", ["exploration": 0.5]) as? EXP3)
    exp3.begin(BanditFacts(arms: 2, rounds: 10))
    #expect(exp3.chances == [0.5, 0.5])
    let features = [1.0]
    var stream = Self.stream()
    let arm = exp3.choose(features.span, using: &stream)
    exp3.learn(arm, reward: 1, features.span, using: &stream)
    #expect(abs(exp3.chances[arm] - (0.5 * exp(0.5 as Double) / (exp(0.5 as Double) + 1) + 0.25)) < 1e-15)
    #expect(abs(exp3.chances[0] + exp3.chances[1] - 1) < 1e-15)
  }

  // Rewards 0.2 and 0.5 known after 2 rounds; bounds √(2 ln 2 / 1) are equal, so arm 1; after 3 rounds, 1 and 2 of them:
  // 0.2 + √(2 ln 3) = 1.682, 0.5 + √(ln 3) = 1.548: arm 0.
  @Test("UCB1: the first rounds by hand")
  func ucb1ByHand() throws {
    var ucb = try bandit("ucb1")
    ucb.begin(BanditFacts(arms: 2, rounds: 10))
    let features = [1.0]
    var stream = Self.stream()
    var chosen: [Int] = []
    for _ in 0..<4 {
      let arm = ucb.choose(features.span, using: &stream)
      chosen.append(arm)
      ucb.learn(arm, reward: arm == 0 ? 0.2 : 0.5, features.span, using: &stream)
    }
    #expect(chosen == [0, 1, 1, 0])
  }

  // (λI + Σ x xᵀ) θ = Σ r x, multiplied out with the θ that `predict` gives for the unit vectors.
  @Test("ridge regressions kept by Sherman and Morrison's formula solve the normal equations")
  func ridge() {
    let d = 4
    var arms = LinearArms(arms: 2, features: d, ridge: 0.5)
    var stream = Self.stream()
    var (a, b) = ([Double](repeating: 0, count: d * d), [Double](repeating: 0, count: d))
    for i in 0..<d { a[i * d + i] = 0.5 }
    for _ in 0..<500 {
      let x = (0..<d).map { _ in stream.unit() - 0.3 }
      let reward = stream.unit()
      arms.add(reward, x.span, to: 1)
      for i in 0..<d {
        b[i] += reward * x[i]
        for j in 0..<d { a[i * d + j] += x[i] * x[j] }
      }
    }
    func unit(_ i: Int) -> [Double] { (0..<d).map { $0 == i ? 1 : 0 } }
    let theta = (0..<d).map { i -> Double in
      let x = unit(i)
      return arms.predict(1, x.span).reward
    }
    for i in 0..<d {
      let left = (0..<d).reduce(0) { $0 + a[i * d + $1] * theta[$1] }
      #expect(abs(left - b[i]) < 1e-9)
      // The other arm learnt nothing: reward 0, variance 1/λ.
      let x = unit(i)
      #expect(arms.predict(0, x.span).reward == 0)
      #expect(arms.predict(0, x.span).variance == 2)
    }
    // xᵀA⁻¹x by A y = x with y = A⁻¹x: checked as x·y where A y gives x back, by 200 Gauss–Seidel sweeps.
    let x = unit(2)
    var y = [Double](repeating: 0, count: d)
    for _ in 0..<2000 {
      for i in 0..<d {
        let rest = (0..<d).reduce(x[i]) { $1 == i ? $0 : $0 - a[i * d + $1] * y[$1] }
        y[i] = rest / a[i * d + i]
      }
    }
    #expect(abs(arms.predict(1, x.span).variance - y[2]) < 1e-9)
  }

  // In context 0 arm 0 is better, in context 1 arm 1: without looking one earns 0.5 on average, with it 0.8.
  @Test("LinUCB and linear Thompson tell contexts apart", arguments: ["lin-ucb", "linear-thompson"])
  func contexts(kind: String) throws {
    var policy = try bandit(kind)
    #expect(policy.usesFeatures)
    policy.begin(BanditFacts(arms: 2, rounds: 4000, features: 2))
    var own = Self.stream(1)
    var world = Self.stream(2)
    var late = 0
    for round in 0..<4000 {
      let context = world.index(below: 2)
      let features = context == 0 ? [1.0, 0] : [0.0, 1]
      let arm = policy.choose(features.span, using: &own)
      policy.learn(arm, reward: world.flip(arm == context ? 0.8 : 0.2) ? 1 : 0, features.span, using: &own)
      if round >= 2000 && arm == context { late += 1 }
    }
    // A gap of 0.6 is known from a few dozen rounds; 95 % of the last 2000 leaves room for exploration.
    #expect(late > 1900)
  }

  @Test(
    "one arm alone is always chosen",
    arguments: ["epsilon-greedy", "ucb1", "thompson", "exp3", "lin-ucb", "linear-thompson", "hedge"])
  func oneArm(kind: String) throws {
    var policy = try bandit(kind)
    policy.begin(BanditFacts(arms: 1, rounds: 5))
    let features = [1.0]
    var stream = Self.stream()
    for _ in 0..<5 {
      #expect(policy.choose(features.span, using: &stream) == 0)
      if policy.feedback == .allArms {
        policy.learn(features.span, features.span)
      } else {
        policy.learn(0, reward: 1, features.span, using: &stream)
      }
    }
  }
}
