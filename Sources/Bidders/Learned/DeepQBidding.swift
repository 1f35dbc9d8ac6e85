internal import Learning
public import MarketModel
public import Randomness

/// Learns what each bid is worth in each state by a network: deep Q-learning with a memory and a target network.
///
/// The network sees the shares of time and money that are left, and their pace; it has one output for each bid for an
/// average impression. Gains are counted in average impressions. The discount is 1: an episode ends. The learning rate
/// falls to a tenth in equal steps.
///
/// **Ties**: the lower bid.
/// **Errors**: a loss above 10⁴ times the square of the decisions of an episode is more than any policy can be worth:
/// training stops.
/// - Complexity: a pass a decision, and four passes of a batch every `update-period` decisions.
///
/// Source: Mnih et al. 2015.
public struct DeepQBidding: BiddingRule {
  public static let card = Card(
    "deep-q", label: "deep Q", "Learns what each bid is worth in each state by a network, from remembered decisions.",
    source: "Mnih et al. 2015", example: ["decisions": 2000, "hidden": [16], "warm-up": 200])

  let steps: Int
  let decisions: Int
  let choices: BidChoices
  let exploration: Exploration
  let network: NetworkSettings
  let batch: Int
  let memory: Int
  let warmup: Int
  let updatePeriod: Int
  let targetPeriod: Int

  public init(_ settings: inout Settings) {
    steps = settings.integer(
      "decisions", in: 1...2_000_000_000, default: 200_000, "Decisions of the whole training.")
    decisions = settings.integer("decisions-per-episode", in: 1...1_000_000, default: 20, "At even distances.")
    choices = BidChoices(&settings)
    exploration = Exploration(&settings)
    network = NetworkSettings(&settings, hidden: [64, 64], outputs: choices.number, learningRate: 1e-3)
    batch = settings.integer("batch", in: 1...4096, default: 32, "Decisions an update learns from.")
    memory = settings.integer("memory", in: 1...20_000, default: 10_000, "Decisions remembered: the newest.")
    warmup = settings.integer("warm-up", in: 1...1_000_000_000, default: 1000, "Decisions before the first update.")
    updatePeriod = settings.integer("update-period", in: 1...1_000_000, default: 4, "Decisions from update to update.")
    targetPeriod = settings.integer(
      "target-period", in: 1...1_000_000_000, default: 100, "Updates from one copy of the network to the next.")
  }

  public func trainer(for campaign: Campaign, using stream: RandomStream) -> (any PolicyTrainer)? {
    DeepQTrainer(self, campaign, stream)
  }

  public func bid(clickRate: Double, auctionsLeft: Int, budgetLeft: Int) -> Int { 0 }
}
