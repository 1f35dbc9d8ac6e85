public import Randomness

// The sockets of those that learn which of a few things to do: bidders that choose a multiplier, sellers a reserve.

/// What a bandit must be told after a round.
public enum RewardFeedback: String, Sendable, CaseIterable {
  /// The reward of the arm it chose.
  case chosenArm = "chosen-arm"
  /// What every arm would have earned.
  case allArms = "all-arms"
}

/// What a bandit knows before the first round.
public struct BanditFacts: Sendable {
  /// Arms to choose from, at least 1.
  public var arms: Int
  /// Rounds to be played, expected where it is not known.
  public var rounds: Double
  /// Numbers that describe a round, at least 1.
  public var features: Int

  public init(arms: Int, rounds: Double, features: Int = 1) {
    self.arms = arms
    self.rounds = rounds
    self.features = features
  }
}

/// A rule that chooses one of finitely many arms, round after round, and learns from rewards between 0 and 1.
///
/// It knows nothing of auctions: what an arm means, and what a reward, is the business of who uses it.
public protocol Bandit: Component {
  var feedback: RewardFeedback { get }
  /// Whether its choice depends on what describes a round.
  var usesFeatures: Bool { get }
  /// Forgets everything and sizes its columns. Called once, before the first round.
  mutating func begin(_ facts: BanditFacts)
  /// An arm, from 0; `features` describe the round (features).
  mutating func choose(_ features: Span<Double>, using stream: inout RandomStream) -> Int
  /// Learns the reward [0 to 1] of the arm it chose. Called unless it must know all arms' rewards.
  mutating func learn(_ arm: Int, reward: Double, _ features: Span<Double>, using stream: inout RandomStream)
  /// Learns what every arm would have earned [0 to 1] (arms). Called only if it must know.
  mutating func learn(_ rewards: Span<Double>, _ features: Span<Double>)
}

extension Bandit {
  public var feedback: RewardFeedback { .chosenArm }
  public var usesFeatures: Bool { false }
  public mutating func learn(
    _ arm: Int, reward: Double, _ features: Span<Double>, using stream: inout RandomStream
  ) {
    preconditionFailure("a bandit learns from the arm it chose or from all arms")
  }
  public mutating func learn(_ rewards: Span<Double>, _ features: Span<Double>) {
    preconditionFailure("a bandit learns from the arm it chose or from all arms")
  }
}

// For those who keep a bandit and its features side by side: the span of a stored property would lock all of them.
extension Bandit {
  public mutating func choose(_ features: [Double], using stream: inout RandomStream) -> Int {
    choose(features.span, using: &stream)
  }

  public mutating func learn(
    _ arm: Int, reward: Double, _ features: [Double], using stream: inout RandomStream
  ) {
    learn(arm, reward: reward, features.span, using: &stream)
  }

  public mutating func learn(_ rewards: [Double], _ features: [Double]) { learn(rewards.span, features.span) }
}

/// What a seller may know before the first auction.
public struct SellerFacts: Sendable {
  /// Auctions of the whole run, expected where the horizon is a time.
  public var auctions: Double
  /// Kinds of opportunities, at least 1.
  public var segments: Int

  public init(auctions: Double, segments: Int) {
    self.auctions = auctions
    self.segments = segments
  }
}

/// A seller that sets one reserve for all bidders of an auction, and may learn from the auctions before.
///
/// The mechanism stays a pure function: a seat's reserve is the highest of the mechanism's own, the bidder's personal one
/// and the seller's. A bidder who knows that the seller learns from its bids may gain by shading them: what the mechanism
/// promises of one auction holds of each auction, not of the sequence.
public protocol Seller: Component {
  /// Whether it sets reserves at all; a seller that does not is never called.
  var isActive: Bool { get }
  /// The reserves it chooses from [money]; what each would have earned is known to `learn` where it asks for it.
  var reserves: [Double] { get }
  /// Whether it must learn what each of its reserves would have earned with the same bids.
  var feedback: RewardFeedback { get }
  /// Called once, before the first auction.
  mutating func begin(_ facts: SellerFacts)
  /// The place, in `reserves`, of the one for this auction.
  mutating func choose(for opportunity: Opportunity, using stream: inout RandomStream) -> Int
  /// Learns what the auction earned [money], at once. `alternatives` is what each of its reserves would have earned with
  /// the same bids [money] (reserves), empty unless it asks for it.
  mutating func learn(
    _ opportunity: Opportunity, revenue: Double, alternatives: Span<Double>, using stream: inout RandomStream)
}

extension Seller {
  public var isActive: Bool { true }
  public var feedback: RewardFeedback { .chosenArm }
  public mutating func begin(_ facts: SellerFacts) {}
  public mutating func learn(
    _ opportunity: Opportunity, revenue: Double, alternatives: Span<Double>, using stream: inout RandomStream
  ) {}
}

extension Family where Product == any Bandit {
  public static let bandits = Family("bandit", "Chooses one of a few arms and learns from rewards.") { bandit in
    [
      "outcry": 1, "title": "An example", "replicates": 4,
      "world": [
        "kind": "repeated-auction", "horizon": 1000,
        "seller": ["kind": "bandit-reserve", "policy": bandit],
        "bidders": [["name": "rivals", "count": 3]],
      ],
    ]
  }
}
extension Family where Product == any Seller {
  public static let sellers = Family("seller", "Which reserve is set in each auction.") { seller in
    [
      "outcry": 1, "title": "An example", "replicates": 4,
      "world": [
        "kind": "repeated-auction", "horizon": 1000, "seller": seller, "bidders": [["name": "rivals", "count": 3]],
      ],
    ]
  }
}

extension Registration {
  public static func bandit<C: Bandit>(_ type: C.Type) -> Registration {
    Registration(.bandits, type.card) { type.init(&$0) }
  }
  public static func seller<C: Seller>(_ type: C.Type) -> Registration {
    Registration(.sellers, type.card) { type.init(&$0) }
  }
}
