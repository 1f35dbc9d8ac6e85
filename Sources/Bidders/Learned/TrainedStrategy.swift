public import MarketModel
public import Randomness

/// Bids its value times a multiplier, by a policy that `outcry train` wrote.
///
/// The policy's bid for an average impression, divided by what one was worth in training, is the multiplier. Auctions
/// that are left of the whole run and money that is left of the budget are scaled to the training episode.
///
/// **Edge cases**: after the expected number of auctions (where the horizon is a time) one auction counts as left.
/// **Errors**: a group without a budget; a value network, which knows prices in a log's units only.
/// - Complexity: O(1) or a pass through the network for each bidder and auction.
///
/// Source: ours.
public struct TrainedStrategy: BidderStrategy {
  public static let card = Card(
    "trained", "Bids its value times a multiplier, by a policy that `outcry train` wrote.", source: "ours",
    example: ["file": "policy.json"],
    surroundings: [
      "bidders": [
        ["name": "group", "count": 3, "budget": 100, "strategy": ["kind": "trained", "file": "policy.json"]]
      ]
    ])

  private var policy: LearnedPolicy?
  private var budget = 1.0
  private var auctions = 1.0

  public init(_ settings: inout Settings) {
    policy = settings.document("file", "What `outcry train` wrote.") { LearnedPolicy.read(&$0) } ?? nil
    if case .differences? = policy?.body {
      settings.fail(
        "file", "a value network bids in the log replay alone", remedy: "train q-learning, deep-q or actor-critic")
    }
  }

  public func objection(to group: GroupFacts) -> (problem: String, remedy: String)? {
    group.budget == nil ? ("a trained policy paces a budget, and the group has none", "give `budget`") : nil
  }

  public mutating func begin(_ group: GroupFacts) {
    budget = group.budget ?? 1
    auctions = max(1, group.auctions)
  }

  public mutating func bid(
    in round: borrowing Round, into bids: inout MutableSpan<Double>, using stream: inout RandomStream
  ) {
    guard var policy else {
      for i in bids.indices { bids[i] = -1 }
      return
    }
    // Held twice, the network's working memory would be copied at each bid.
    self.policy = nil
    defer { self.policy = policy }
    let time = max(0, 1 - Double(round.opportunity.number) / auctions)
    let left = max(1, Int((time * Double(policy.episode)).rounded(.up)))
    for i in bids.indices {
      let share = budget > 0 ? min(1, round.left[i] / budget) : 0
      let base = policy.base(
        auctionsLeft: min(left, policy.episode), budgetLeft: Int(share * Double(policy.budget)))
      bids[i] = base / policy.worth * round.values[i]
    }
  }
}
