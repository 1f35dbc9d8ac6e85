internal import Learning
internal import MarketModel
internal import Randomness

/// Teaches a network the differences of a value table, batch by batch.
struct ValueNetworkTrainer: PolicyTrainer {
  private let plan: ValueNetworkBidding
  private let campaign: Campaign
  private let table: ValueTable
  /// N and B of the table.
  private let auctions: Int
  private let budget: Int
  private let scale: Double
  private var stream: RandomStream
  private let judge: RandomStream
  private var network: Network<Float>
  private var adam: Adam<Float>
  private var pass: Pass<Float>
  private var loss = 0.0
  private(set) var stepsDone = 0

  private static let batch = 256

  init(_ plan: ValueNetworkBidding, _ campaign: Campaign, _ stream: RandomStream) {
    self.plan = plan
    self.campaign = campaign
    auctions = max(2, min(plan.tableAuctions, campaign.episode))
    // The same money an auction as in the campaign.
    budget = max(2, Int(Double(campaign.budget) * Double(auctions) / Double(campaign.episode)))
    var teacher = campaign
    teacher.episode = auctions
    teacher.budget = budget
    teacher.examples = AuctionLog(clicks: [], prices: [], clickRates: [])
    table = ValueTable(teacher)
    let gain = max(campaign.clickValue * campaign.clickRate, .leastNormalMagnitude)
    scale = max(Self.difference(table, auctions - 1, budget - 1) / gain, 1e-9)
    self.stream = stream
    judge = RandomStream(seed: self.stream.next(), replicate: 0, role: StreamRole.learning.rawValue, index: 0)
    let shape = plan.network.shape(inputs: 2, outputs: 1, hidden: .tanh)
    network = Network(shape, using: &self.stream)
    adam = Adam(shape, learningRate: plan.network.learningRate)
    pass = Pass(shape, rows: Self.batch)
  }

  var steps: Int { plan.steps }

  /// D(n, b), which rounding may have made negative.
  private static func difference(_ table: ValueTable, _ n: Int, _ b: Int) -> Double {
    max(0, table[auctions: n, budget: b + 1] - table[auctions: n, budget: b])
  }

  mutating func advance(to step: Int) throws(TrainingDiverged) {
    while stepsDone < min(step, steps) {
      let targets = draw()
      pass.forward(network)
      var sum = 0.0
      for (row, target) in targets.enumerated() {
        let error = pass[output: 0, row: row] - target
        sum += Double(error * error)
        pass[slope: 0, row: row] = error / Float(Self.batch)
      }
      loss = sum / Double(Self.batch)
      pass.backward(network)
      // Falls to a hundredth in equal steps: the last batches settle what the first ones found.
      adam.learningRate = plan.network.learningRate * (1 - 0.99 * Double(stepsDone) / Double(steps))
      adam.step(&network, pass.gradient)
      stepsDone += 1
      if !(loss <= 1e4) { throw plan.network.diverged(at: stepsDone, loss: loss) }
    }
  }

  /// Fills a batch with states, half of them anywhere, half of them with half to twice the money of the schedule; gives
  /// the answers.
  private mutating func draw() -> [Float] {
    let gain = max(campaign.clickValue * campaign.clickRate, .leastNormalMagnitude)
    return (0..<Self.batch).map { row in
      let n = 1 + stream.index(below: auctions - 1)
      let anywhere = stream.flip(0.5)
      let chance = stream.unit()
      let share = anywhere ? chance : (0.5 + 1.5 * chance) * Double(n) / Double(auctions)
      let b = min(budget - 1, Int(share * Double(budget)))
      let (time, pace) = ValueNetwork.inputs(Double(n), Double(b), episode: auctions, budget: budget)
      (pass[input: 0, row: row], pass[input: 1, row: row]) = (time, pace)
      let difference = Self.difference(table, n, b) / gain
      return Float(difference / (difference + scale))
    }
  }

  private var learned: LearnedPolicy {
    LearnedPolicy(
      episode: auctions, budget: budget, worth: LearnedPolicy.worth(campaign),
      .differences(ValueNetwork(network, episode: auctions, budget: budget, scale: scale)))
  }

  /// Played with the average click rate or the examples, as the others are.
  func progress() -> TrainingProgress {
    var rule = TrainedBidding(learned, for: campaign)
    var episodes = BudgetedEpisodes(campaign, decisions: campaign.episode, stream: judge)
    var sum = 0.0
    for _ in 0..<10 {
      episodes.restart()
      while !episodes.isOver { sum += episodes.play(&rule) }
    }
    return TrainingProgress(loss: loss, value: sum / 10)
  }

  var rule: any BiddingRule { TrainedBidding(learned, for: campaign) }
  var policy: Node { learned.document }

  var checkpoint: Node {
    [
      "steps": .whole(stepsDone), "loss": .bits([loss]), "network": network.snapshot,
      "optimiser": adam.snapshot(network.shape), "stream": .bits(stream),
    ]
  }

  mutating func restore(_ checkpoint: inout Settings) {
    var reader = SnapshotReader(checkpoint)
    stepsDone = reader.whole("steps", in: 0...steps)
    loss = reader.doubles("loss", count: 1)[0]
    network = Network(network.shape, weights: reader.floats("network", count: network.shape.parameters))
    stream = reader.stream("stream")
    checkpoint = reader.settings
    adam.restore(&checkpoint, "optimiser", network.shape)
  }
}
