public import MarketModel
public import Randomness

/// Learns a bid for each cell of time and money left by trying bids: tabular Q-learning.
///
/// Q(s, a) is what a cell's bid gains to the episode's end. After gain r, and in the next cell s′,
///
///     Q(s, a) ← Q(s, a) + h / (h + k) · (r + maxₐ′ Q(s′, a′) − Q(s, a)),
///
/// with k the number of times a was tried in s before. Bids are for an average impression and scaled by each one's
/// click rate. It tries at random with a chance that falls from 1.
///
/// **Ties**: the lower bid.
/// **Edge cases**: with as many cells as auctions and units of budget each state has its own, and the table tends to
/// the optimum; coarser cells do not.
/// - Complexity: O(actions) a decision; 12 bytes for each cell and bid.
///
/// Source: Watkins and Dayan 1992.
public struct QLearningBidding: BiddingRule {
  public static let card = Card(
    "q-learning", label: "Q-learning", "Learns a bid for each cell of time and money left by trying bids.",
    source: "Watkins and Dayan 1992", example: ["decisions": 20_000])

  let steps: Int
  let decisions: Int
  let times: Int
  let budgets: Int
  let choices: BidChoices
  let exploration: Exploration
  let rateHorizon: Double

  public init(_ settings: inout Settings) {
    steps = settings.integer(
      "decisions", in: 1...2_000_000_000, default: 1_000_000, "Decisions of the whole training.")
    decisions = settings.integer("decisions-per-episode", in: 1...1_000_000, default: 20, "At even distances.")
    times = settings.integer("time-cells", in: 1...1_000_000, default: 20, "Cells of the auctions left.")
    budgets = settings.integer("budget-cells", in: 1...1_000_000, default: 20, "Cells of the budget left.")
    choices = BidChoices(&settings)
    exploration = Exploration(&settings)
    rateHorizon = settings.number(
      "rate-horizon", in: .positive, default: 20, "h: after so many tries the learning rate is a half.")
    settings.check(
      Double(times) * Double(budgets + 1) * Double(choices.number) <= 150_000, "time-cells",
      "a table of more than 150,000 cells and bids", remedy: "take fewer cells or bids")
  }

  public func trainer(for campaign: Campaign, using stream: RandomStream) -> (any PolicyTrainer)? {
    QLearningTrainer(self, campaign, stream)
  }

  public func bid(clickRate: Double, auctionsLeft: Int, budgetLeft: Int) -> Int { 0 }
}
