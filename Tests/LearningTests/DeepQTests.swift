import Learning
import Randomness
import Testing

@Suite("Deep Q-learning")
struct DeepQTests {
  private static let plan = DeepQ.Plan(
    shape: NetworkShape([2, 8, 2]), discount: 0.5, learningRate: 3e-3, batch: 16, memory: 500, warmup: 50,
    updatePeriod: 1, targetPeriod: 25)

  /// Two states. In the first, action 0 earns 0.3 and ends, action 1 leads to the second for nothing; there action 0
  /// earns 1 and action 1 nothing, and both end. With a discount of ½: Q = (0.3, 0.5) and (1, 0).
  private static func trained(_ transitions: Int, seed: UInt64 = 1) -> DeepQ {
    var stream = stream(seed)
    var agent = DeepQ(plan, using: &stream)
    let (first, second): ([Float], [Float]) = ([1, 0], [0, 1])
    var isSecond = false
    for _ in 0..<transitions {
      let action = stream.index(below: 2)
      let reward: Float = isSecond ? (action == 0 ? 1 : 0) : (action == 0 ? 0.3 : 0)
      let ends = isSecond || action == 0
      agent.observe(
        (isSecond ? second : first).span, action: action, reward: reward, successor: second.span, ends: ends,
        using: &stream)
      isSecond = !ends
    }
    return agent
  }

  @Test("it finds the values of a market of two states", arguments: 1...3)
  func values(seed: UInt64) {
    var agent = Self.trained(4000, seed: seed)
    for (state, expected): ([Float], [Float]) in [([1, 0], [0.3, 0.5]), ([0, 1], [1, 0])] {
      for (found, wanted) in zip(agent.network(state), expected) { #expect(abs(found - wanted) < 0.03) }
    }
    #expect(agent.bestAction(in: ([1, 0] as [Float]).span) == 1)
    #expect(agent.bestAction(in: ([0, 1] as [Float]).span) == 0)
    #expect(agent.loss < 1e-3)
  }

  @Test("updates begin with the warm-up and come every period")
  func updates() {
    #expect(Self.trained(49).updates == 0)
    #expect(Self.trained(50).updates == 1)
    #expect(Self.trained(120).updates == 71)
    var stream = stream(1)
    var plan = Self.plan
    (plan.updatePeriod, plan.warmup) = (4, 10)
    var agent = DeepQ(plan, using: &stream)
    let state: [Float] = [0.5, 0.5]
    for _ in 0..<20 {
      agent.observe(state.span, action: 0, reward: 0, successor: state.span, ends: true, using: &stream)
    }
    // Transitions 12, 16 and 20.
    #expect(agent.updates == 3)
  }

  @Test("the same stream gives the same bits, another one others")
  func determinism() {
    let weights = Self.trained(300).network.weights.map(\.bitPattern)
    #expect(Self.trained(300).network.weights.map(\.bitPattern) == weights)
    #expect(Self.trained(300, seed: 2).network.weights.map(\.bitPattern) != weights)
  }

  @Test("the memory holds the newest transitions")
  func ring() {
    var memory = ReplayMemory(capacity: 3, width: 5)
    for k in 0..<5 {
      let state = (0..<5).map { Float(10 * k + $0) }
      memory.add(state.span, action: k, reward: Float(k), successor: state.span, ends: k % 2 == 0)
      #expect(memory.count == min(k + 1, 3))
    }
    // The fourth and fifth took the places of the first and second.
    #expect(memory.actions == [3, 4, 2])
    #expect(memory.rewards == [3, 4, 2])
    #expect(memory.goesOn == [1, 0, 0])
    #expect(memory.states[2] == SIMD4(40, 41, 42, 43) && memory.states[3] == SIMD4(44, 0, 0, 0))
  }
}
