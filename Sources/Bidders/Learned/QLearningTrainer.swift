internal import MarketModel
internal import Randomness

/// Tabular Q-learning, decision by decision.
struct QLearningTrainer: PolicyTrainer {
  private let plan: QLearningBidding
  private let campaign: Campaign
  private let bids: [Double]
  private var episodes: BudgetedEpisodes
  private let judge: RandomStream
  /// (cells × bids): value, and how often it was tried.
  private var values: [Double]
  private var tries: [Int32]
  private(set) var stepsDone = 0

  init(_ plan: QLearningBidding, _ campaign: Campaign, _ stream: RandomStream) {
    self.plan = plan
    self.campaign = campaign
    bids = plan.choices.values(campaign)
    var stream = stream
    judge = RandomStream(seed: stream.next(), replicate: 0, role: StreamRole.learning.rawValue, index: 0)
    episodes = BudgetedEpisodes(campaign, decisions: plan.decisions, stream: stream)
    values = Array(repeating: 0, count: plan.times * (plan.budgets + 1) * bids.count)
    tries = Array(repeating: 0, count: values.count)
  }

  var steps: Int { plan.steps }

  mutating func advance(to step: Int) throws(TrainingDiverged) {
    while stepsDone < min(step, steps) {
      if episodes.isOver { episodes.restart() }
      let start = cell * bids.count
      let chance = plan.exploration.rate(at: stepsDone, of: steps)
      let count = bids.count
      let random = episodes.withStream { stream in stream.flip(chance) ? stream.index(below: count) : nil }
      let action = random ?? best(from: start)
      let gain = episodes.play(base: bids[action]) / max(episodes.unit, .leastNormalMagnitude)
      var target = gain
      if !episodes.isOver {
        let next = cell * count
        target += values[next + best(from: next)]
      }
      let place = start + action
      let horizon = plan.rateHorizon
      values[place] += horizon / (horizon + Double(tries[place])) * (target - values[place])
      if tries[place] < .max { tries[place] += 1 }
      stepsDone += 1
    }
  }

  private var cell: Int {
    BidTable.cell(
      episodes.auctionsLeft, campaign.episode, episodes.budgetLeft, campaign.budget, plan.times, plan.budgets)
  }

  private func best(from start: Int) -> Int {
    var best = 0
    for action in 1..<max(bids.count, 1) where values[start + action] > values[start + best] { best = action }
    return best
  }

  private var learned: LearnedPolicy {
    let cells = plan.times * (plan.budgets + 1)
    let table = (0..<cells).map { bids[best(from: $0 * bids.count)] }
    return LearnedPolicy(campaign, .table(BidTable(times: plan.times, budgets: plan.budgets, bids: table)))
  }

  func progress() -> TrainingProgress {
    TrainingProgress(
      loss: nil,
      value: BudgetedEpisodes.value(of: learned, campaign, decisions: plan.decisions, count: 50, stream: judge))
  }

  var rule: any BiddingRule { TrainedBidding(learned, for: campaign) }
  var policy: Node { learned.document }

  var checkpoint: Node {
    [
      "steps": .whole(stepsDone), "values": .bits(values), "tries": .bits(tries), "episodes": episodes.snapshot,
    ]
  }

  mutating func restore(_ checkpoint: inout Settings) {
    var reader = SnapshotReader(checkpoint)
    stepsDone = reader.whole("steps", in: 0...steps)
    values = reader.doubles("values", count: values.count)
    tries = reader.integers("tries", count: values.count)
    checkpoint = reader.settings
    episodes.restore(&checkpoint)
  }
}

extension BudgetedEpisodes {
  var snapshot: Node {
    [
      "auctions-left": .whole(auctionsLeft), "budget-left": .whole(budgetLeft), "decision": .whole(decision),
      "stream": .bits(stream),
    ]
  }

  mutating func restore(_ settings: inout Settings) {
    var copy = self
    settings.section("episodes", "Where the episodes are.") { inner in
      var reader = SnapshotReader(inner)
      copy.restore(
        auctionsLeft: reader.whole("auctions-left", in: 0...campaign.episode),
        budgetLeft: reader.whole("budget-left", in: 0...campaign.budget),
        decision: reader.whole("decision", in: 0...decisions), stream: reader.stream("stream"))
      inner = reader.settings
    }
    self = copy
  }
}
