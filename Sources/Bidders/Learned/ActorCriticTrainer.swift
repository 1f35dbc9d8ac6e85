internal import Learning
internal import MarketModel
internal import Randomness

/// Actor and critic, update by update.
struct ActorCriticTrainer: PolicyTrainer {
  private let plan: ActorCriticBidding
  private let campaign: Campaign
  private let worth: Double
  private var episodes: BudgetedEpisodes
  private let judge: RandomStream
  private var actor: Network<Float>
  private var critic: Network<Float>
  private var actorSteps: Adam<Float>
  private var criticSteps: Adam<Float>
  private var actorPass: Pass<Float>
  private var criticPass: Pass<Float>
  private var single: Pass<Float>
  /// (decisions of a batch): the multiplier drawn less its mean, in standard deviations; and what it gained.
  private var deviations: [Double]
  private var gains: [Double]
  private var advantages: [Double]
  private var loss = 0.0
  private(set) var stepsDone = 0

  private static let logDeviations = -4.0...0.0

  init(_ plan: ActorCriticBidding, _ campaign: Campaign, _ stream: RandomStream) {
    self.plan = plan
    self.campaign = campaign
    worth = LearnedPolicy.worth(campaign)
    var stream = stream
    judge = RandomStream(seed: stream.next(), replicate: 0, role: StreamRole.learning.rawValue, index: 0)
    let actorShape = plan.network.shape(inputs: StateFeatures.count, outputs: 2, hidden: .tanh)
    let criticShape = plan.network.shape(inputs: StateFeatures.count, outputs: 1, hidden: .tanh)
    actor = Network(actorShape, using: &stream)
    critic = Network(criticShape, using: &stream)
    // It begins at half of what an impression is worth, spread by a quarter: e^(−1.4).
    var weights = actor.weights
    (weights[weights.count - 2], weights[weights.count - 1]) = (0.5, -1.4)
    actor.weights = weights
    actorSteps = Adam(actorShape, learningRate: plan.network.learningRate)
    criticSteps = Adam(criticShape, learningRate: plan.network.learningRate)
    episodes = BudgetedEpisodes(campaign, decisions: plan.decisions, stream: stream)
    let rows = episodes.decisions * plan.episodes
    actorPass = Pass(actorShape, rows: rows)
    criticPass = Pass(criticShape, rows: rows)
    single = Pass(actorShape, rows: 1)
    deviations = Array(repeating: 0, count: rows)
    gains = deviations
    advantages = deviations
  }

  var steps: Int { plan.steps }

  mutating func advance(to step: Int) throws(TrainingDiverged) {
    while stepsDone < min(step, steps) {
      play()
      criticPass.forward(critic)
      estimateAdvantages()
      moveActor()
      moveCritic()
      stepsDone += 1
      let most = 1e4 * Double(episodes.decisions) * Double(episodes.decisions)
      if !(loss <= most) || !actor.isFinite { throw plan.network.diverged(at: stepsDone, loss: loss) }
    }
  }

  /// Plays a batch of episodes with draws of the actor.
  private mutating func play() {
    let normal = NormalSampler()
    var row = 0
    for _ in 0..<plan.episodes {
      episodes.restart()
      while !episodes.isOver {
        let state = episodes.features
        for (index, value) in state.enumerated() {
          single[input: index, row: 0] = value
          actorPass[input: index, row: row] = value
          criticPass[input: index, row: row] = value
        }
        single.forward(actor)
        let (mean, deviation) = Self.gaussian(single, 0)
        let draw = episodes.withStream { normal.sample(using: &$0) }
        deviations[row] = draw
        let multiplier = max(0, mean + deviation * draw)
        let gain = episodes.play(base: multiplier * worth) / max(episodes.unit, .leastNormalMagnitude)
        gains[row] = gain * Double(episodes.decisions) / Double(campaign.episode)
        row += 1
      }
    }
  }

  private static func gaussian(_ pass: Pass<Float>, _ row: Int) -> (mean: Double, deviation: Double) {
    let log = Double(pass[output: 1, row: row])
    return (
      Double(pass[output: 0, row: row]), exponential(min(max(log, logDeviations.lowerBound), logDeviations.upperBound))
    )
  }

  /// From the last decision of each episode to its first; a critic's target is what the advantage adds to its value.
  private mutating func estimateAdvantages() {
    let count = episodes.decisions
    var (errors, sum, squares) = (0.0, 0.0, 0.0)
    for episode in 0..<plan.episodes {
      var (after, advantage) = (0.0, 0.0)
      for row in stride(from: (episode + 1) * count - 1, through: episode * count, by: -1) {
        let value = Double(criticPass[output: 0, row: row])
        advantage = gains[row] + after - value + plan.trace * advantage
        advantages[row] = advantage
        after = value
        errors += advantage * advantage
        sum += advantage
        squares += advantage * advantage
        criticPass[slope: 0, row: row] = Float(-advantage) / Float(advantages.count)
      }
    }
    let rows = Double(advantages.count)
    loss = errors / rows
    let mean = sum / rows
    let spread = max(squares / rows - mean * mean, 0).squareRoot() + 1e-8
    for row in advantages.indices { advantages[row] = (advantages[row] - mean) / spread }
  }

  private mutating func moveActor() {
    actorPass.forward(actor)
    let share = 1 / Double(advantages.count)
    for row in advantages.indices {
      let (_, deviation) = Self.gaussian(actorPass, row)
      let (z, advantage) = (deviations[row], advantages[row])
      let log = Double(actorPass[output: 1, row: row])
      // ∂ log π / ∂μ = z / σ and ∂ log π / ∂ log σ = z² − 1; the loss is the negative, less the entropy log σ. At its
      // ends the log deviation may only move inwards.
      var slope = -(advantage * (z * z - 1) + plan.entropy) * share
      if (log <= Self.logDeviations.lowerBound && slope > 0) || (log >= Self.logDeviations.upperBound && slope < 0) {
        slope = 0
      }
      actorPass[slope: 0, row: row] = Float(-advantage * z / deviation * share)
      actorPass[slope: 1, row: row] = Float(slope)
    }
    actorPass.backward(actor)
    actorSteps.step(&actor, actorPass.gradient)
  }

  private mutating func moveCritic() {
    criticPass.backward(critic)
    criticSteps.step(&critic, criticPass.gradient)
  }

  private var learned: LearnedPolicy { LearnedPolicy(campaign, .gaussian(GaussianNetwork(actor))) }

  func progress() -> TrainingProgress {
    TrainingProgress(
      loss: loss,
      value: BudgetedEpisodes.value(of: learned, campaign, decisions: plan.decisions, count: 50, stream: judge))
  }

  var rule: any BiddingRule { TrainedBidding(learned, for: campaign) }
  var policy: Node { learned.document }

  /// Taken between updates, when no episode is under way.
  var checkpoint: Node {
    [
      "steps": .whole(stepsDone), "loss": .bits([loss]), "actor": actor.snapshot, "critic": critic.snapshot,
      "actor-optimiser": actorSteps.snapshot(actor.shape), "critic-optimiser": criticSteps.snapshot(critic.shape),
      "episodes": episodes.snapshot,
    ]
  }

  mutating func restore(_ checkpoint: inout Settings) {
    var reader = SnapshotReader(checkpoint)
    stepsDone = reader.whole("steps", in: 0...steps)
    loss = reader.doubles("loss", count: 1)[0]
    actor = Network(actor.shape, weights: reader.floats("actor", count: actor.shape.parameters))
    critic = Network(critic.shape, weights: reader.floats("critic", count: critic.shape.parameters))
    checkpoint = reader.settings
    actorSteps.restore(&checkpoint, "actor-optimiser", actor.shape)
    criticSteps.restore(&checkpoint, "critic-optimiser", critic.shape)
    episodes.restore(&checkpoint)
  }
}
