internal import Learning
internal import MarketModel
internal import Randomness

/// Deep Q-learning, decision by decision.
struct DeepQTrainer: PolicyTrainer {
  private let plan: DeepQBidding
  private let campaign: Campaign
  private let bids: [Double]
  private var episodes: BudgetedEpisodes
  private let judge: RandomStream
  private var agent: DeepQ
  private(set) var stepsDone = 0

  init(_ plan: DeepQBidding, _ campaign: Campaign, _ stream: RandomStream) {
    self.plan = plan
    self.campaign = campaign
    bids = plan.choices.values(campaign)
    var stream = stream
    judge = RandomStream(seed: stream.next(), replicate: 0, role: StreamRole.learning.rawValue, index: 0)
    agent = DeepQ(
      DeepQ.Plan(
        shape: plan.network.shape(inputs: StateFeatures.count, outputs: bids.count, hidden: .relu), discount: 1,
        learningRate: plan.network.learningRate, batch: plan.batch, memory: plan.memory, warmup: plan.warmup,
        updatePeriod: plan.updatePeriod, targetPeriod: plan.targetPeriod), using: &stream)
    episodes = BudgetedEpisodes(campaign, decisions: plan.decisions, stream: stream)
  }

  var steps: Int { plan.steps }

  mutating func advance(to step: Int) throws(TrainingDiverged) {
    var state = episodes.features
    while stepsDone < min(step, steps) {
      if episodes.isOver {
        episodes.restart()
        state = episodes.features
      }
      // Falls to a tenth in equal steps: the last updates settle what the first ones found.
      let rate = plan.network.learningRate * (1 - 0.9 * Double(stepsDone) / Double(steps))
      agent.setLearningRate(max(.leastNonzeroMagnitude, rate))
      let chance = plan.exploration.rate(at: stepsDone, of: steps)
      let count = bids.count
      let random = episodes.withStream { stream in stream.flip(chance) ? stream.index(below: count) : nil }
      let action = random ?? agent.bestAction(in: state.span)
      let gain = episodes.play(base: bids[action]) / max(episodes.unit, .leastNormalMagnitude)
      // Counted in impressions of one decision: a reward is about 1 at most, whatever the episode's length.
      let reward = Float(gain * Double(episodes.decisions) / Double(campaign.episode))
      let next = episodes.features
      let ends = episodes.isOver
      agent.learn(state.span, action, reward, next.span, ends, &episodes)
      stepsDone += 1
      state = next
      let loss = Double(agent.loss)
      let most = 1e4 * Double(episodes.decisions) * Double(episodes.decisions)
      if !(loss <= most) { throw plan.network.diverged(at: stepsDone, loss: loss) }
    }
  }

  private var learned: LearnedPolicy {
    LearnedPolicy(campaign, .choice(ChoiceNetwork(agent.network, bids: bids)))
  }

  func progress() -> TrainingProgress {
    TrainingProgress(
      loss: Double(agent.loss),
      value: BudgetedEpisodes.value(of: learned, campaign, decisions: plan.decisions, count: 50, stream: judge))
  }

  var rule: any BiddingRule { TrainedBidding(learned, for: campaign) }
  var policy: Node { learned.document }

  var checkpoint: Node {
    var node = agent.snapshot
    node["steps"] = .whole(stepsDone)
    node["episodes"] = episodes.snapshot
    return node
  }

  mutating func restore(_ checkpoint: inout Settings) {
    var reader = SnapshotReader(checkpoint)
    stepsDone = reader.whole("steps", in: 0...steps)
    checkpoint = reader.settings
    agent.restore(&checkpoint)
    episodes.restore(&checkpoint)
  }
}

extension DeepQ {
  /// Learns with draws from the episodes' stream.
  fileprivate mutating func learn(
    _ state: Span<Float>, _ action: Int, _ reward: Float, _ next: Span<Float>, _ ends: Bool,
    _ episodes: inout BudgetedEpisodes
  ) {
    var stream = episodes.stream
    observe(state, action: action, reward: reward, successor: next, ends: ends, using: &stream)
    episodes.continueWith(stream)
  }

  fileprivate var snapshot: Node {
    [
      "network": network.snapshot, "target": target.snapshot, "optimiser": adam.snapshot(plan.shape),
      "transitions": .whole(transitions), "updates": .whole(updates), "loss": .bits([loss]),
      "memory": memory.snapshot,
    ]
  }

  fileprivate mutating func restore(_ settings: inout Settings) {
    var reader = SnapshotReader(settings)
    network = Network(plan.shape, weights: reader.floats("network", count: plan.shape.parameters))
    target = Network(plan.shape, weights: reader.floats("target", count: plan.shape.parameters))
    transitions = reader.whole("transitions", in: 0...Settings.largestInteger)
    updates = reader.whole("updates", in: 0...Settings.largestInteger)
    loss = reader.floats("loss", count: 1)[0]
    settings = reader.settings
    adam.restore(&settings, "optimiser", plan.shape)
    var memory = memory
    settings.section("memory", "What is remembered.") { memory.restore(&$0) }
    self.memory = memory
  }
}

extension ReplayMemory {
  fileprivate var snapshot: Node {
    func numbers(_ rows: [SIMD4<Float>]) -> [Float] {
      rows.prefix(count * quads).flatMap { quad in (0..<4).map { quad[$0] } }
    }
    return [
      "count": .whole(count), "next": .whole(next), "states": .bits(numbers(states)),
      "successors": .bits(numbers(successors)), "actions": .bits(Array(actions.prefix(count))),
      "rewards": .bits(Array(rewards.prefix(count))), "goes-on": .bits(Array(goesOn.prefix(count))),
    ]
  }

  fileprivate mutating func restore(_ settings: inout Settings) {
    var reader = SnapshotReader(settings)
    count = reader.whole("count", in: 0...capacity)
    next = reader.whole("next", in: 0...capacity - 1)
    let (count, quads) = (count, quads)
    func fill(_ rows: inout [SIMD4<Float>], _ numbers: [Float]) {
      for (index, number) in numbers.enumerated() { rows[index / 4][index % 4] = number }
    }
    fill(&states, reader.floats("states", count: 4 * count * quads))
    fill(&successors, reader.floats("successors", count: 4 * count * quads))
    actions.replaceSubrange(0..<count, with: reader.integers("actions", count: count))
    rewards.replaceSubrange(0..<count, with: reader.floats("rewards", count: count))
    goesOn.replaceSubrange(0..<count, with: reader.floats("goes-on", count: count))
    settings = reader.settings
  }
}
