import Learning
import Outcry

/// Deep Q-learning on a market of random states: 16-64-64-20, batches of 32, an update every 4 steps.
extension Bench {
  static let deepQLearning = Bench("dqn-1m", target: 0.6, unit: "steps/s") {
    let kernel = try Kernel("dqn", ["\(steps)"])
    let rates = try await medians(of: 5) {
      let line = try kernel.run().line("dqn")
      var loss = 0.0
      let seconds = cpuTime { loss = meanLoss(steps) }
      // Other draws, other actions in close calls: the mean loss of 50,000 updates agrees, the bits do not.
      try agree("mean loss", loss, line.check ?? .nan, within: 0.2 * (line.check ?? .nan))
      return [Double(steps) / seconds, line.perSecond]
    }
    return .rate(rates[0], against: rates[1])
  }

  /// A fifth of a million: the rate is the same, and all rows together stay short.
  private static let steps = 200_000

  /// The mean loss over all updates, with the C program's market and settings.
  private static func meanLoss(_ steps: Int) -> Double {
    var stream = RandomStream(seed: 42, replicate: 0, role: 0, index: 0)
    var agent = DeepQ(DeepQ.Plan(shape: NetworkShape([16, 64, 64, 20]), discount: 0.5), using: &stream)
    var state = (0..<16).map { _ in Float(2 * stream.unit() - 1) }
    var next = state
    var losses = 0.0
    for _ in 0..<steps {
      let action = stream.flip(0.1) ? stream.index(below: 20) : agent.bestAction(in: state.span)
      let off = Float(action) / 19 - (state[0] + 1) / 2
      for i in next.indices { next[i] = Float(2 * stream.unit() - 1) }
      let updates = agent.updates
      agent.observe(
        state.span, action: action, reward: 1 - off * off, successor: next.span, ends: false, using: &stream)
      if agent.updates > updates { losses += Double(agent.loss) }
      swap(&state, &next)
    }
    return losses / Double(agent.updates)
  }
}
