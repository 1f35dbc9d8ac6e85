public import MarketModel
public import Randomness

/// A seller that learns which reserve earns most: its arms are reserves, its reward is the revenue of the auction.
///
/// The reserves are `low`, …, `high` in `steps` equal steps, so steps + 1 of them. A revenue counts as a reward of revenue /
/// `scale`, at most 1. A policy that must know what all reserves would have earned is told what the mechanism earns with
/// each on the same bids: the counterfactual of bidders that do not react. What describes a round to a policy that looks
/// is which segment its opportunity has, a constant 1 where there are none.
///
/// - Complexity: that of its policy, with a run of the mechanism per reserve where the policy must know them all.
///
/// Source: ours; reserves as arms: Kleinberg and Leighton 2003.
public struct BanditReserve: Seller {
  public static let card = Card(
    "bandit-reserve", label: "learning seller", "Learns by a bandit which reserve earns most.",
    source: "ours; reserves as arms: Kleinberg and Leighton 2003")

  private var policy: any Bandit
  public let reserves: [Double]
  private let scale: Double
  private var features: [Double] = [1]
  private var chosen = 0
  private var rewards: [Double] = []

  public init(_ settings: inout Settings) {
    policy = settings.component("policy", .bandits, default: "ucb1", "How it chooses among its reserves.")
    let low = settings.number("low", in: .nonNegative, default: 0, unit: .money, "The lowest reserve.")
    let high = settings.number("high", in: .positive, default: 1, unit: .money, "The highest reserve.")
    let steps = settings.integer("steps", in: 1...10_000, default: 20, "Steps from the lowest to the highest.")
    scale = settings.number(
      "scale", in: .positive, default: 1, unit: .money, "The revenue of an auction that counts as the highest reward.")
    settings.check(
      low < high, "high", "the highest reserve \(shortest(high)) is not above the lowest \(shortest(low))",
      remedy: "give reserves with low < high")
    reserves = (0...steps).map { low + (high - low) * Double($0) / Double(steps) }
  }

  public var feedback: RewardFeedback { policy.feedback }

  public mutating func begin(_ facts: SellerFacts) {
    features = Array(repeating: 0, count: facts.segments)
    rewards = Array(repeating: 0, count: reserves.count)
    policy.begin(BanditFacts(arms: reserves.count, rounds: facts.auctions, features: facts.segments))
  }

  public mutating func choose(for opportunity: Opportunity, using stream: inout RandomStream) -> Int {
    describe(opportunity)
    chosen = policy.choose(features, using: &stream)
    return chosen
  }

  public mutating func learn(
    _ opportunity: Opportunity, revenue: Double, alternatives: Span<Double>, using stream: inout RandomStream
  ) {
    describe(opportunity)
    if policy.feedback == .chosenArm {
      return policy.learn(chosen, reward: min(1, revenue / scale), features, using: &stream)
    }
    for arm in rewards.indices { rewards[arm] = min(1, alternatives[arm] / scale) }
    policy.learn(rewards, features)
  }

  private mutating func describe(_ opportunity: Opportunity) {
    if features.count == 1 { return features[0] = 1 }
    for segment in features.indices { features[segment] = segment == Int(opportunity.segment) ? 1 : 0 }
  }
}
