public import MarketModel
public import Randomness

/// Learns by a bandit which multiple of its value to bid: its arms are multipliers, its reward is the utility of an auction.
///
/// The multipliers are `low`, …, `high` in `steps` equal steps. Utility is value − payment where the bidder wins and 0 where
/// it does not; utilities from −max(0, high − 1) · `scale` to `scale` become rewards from 0 to 1, and others count as the
/// nearest end. What describes an auction to a policy that looks is (1, v, v²) with v = value / `scale`. Each member of the
/// group learns for itself; with delayed feedback it learns later what it chose then.
///
/// A policy that must know what every multiplier would have earned is told it from everybody's bids (`information:
/// all-bids`): multiplier m wins where m v is above the highest other bid d, and pays m v or d, as `payment` says. That is the
/// counterfactual of rivals that do not react, and of an auction without a reserve.
///
/// **Edge cases**: a bid of 0 is a bid. Auctions in which it could not bid, having no money left, teach it nothing.
/// - Complexity: that of its policy per member; O(bids + arms) more where it must know all arms.
///
/// Source: ours; the first-price auction as a bandit problem: Balseiro, Golrezaei, Mahdian, Mirrokni and Schneider 2019.
public struct BanditBidding: BidderStrategy {
  public static let card = Card(
    "bandit", label: "bandit", "Learns by a bandit which multiple of its value to bid.",
    source: "ours; Balseiro, Golrezaei, Mahdian, Mirrokni and Schneider 2019")

  /// What the winner pays, for the counterfactual of a policy that must know all arms.
  enum PaymentRule: String, CaseIterable, Sendable {
    case firstPrice = "first-price"
    case secondPrice = "second-price"
  }

  private let policy: any Bandit
  private let multipliers: [Double]
  private let scale: Double
  private let payment: PaymentRule
  private let lowest: Double
  /// (members).
  private var policies: [any Bandit] = []
  /// What each chose in the auctions it has not heard of yet, oldest first, as a ring (members × room).
  private var chosen: [Int32] = []
  private var first: [Int] = []
  private var pending: [Int] = []
  private var room = 1
  private var features: [Double] = [1, 0, 0]
  private var rewards: [Double] = []
  private var learning = RandomStream(seed: 0, replicate: 0, role: 0, index: 0)
  private var hasStream = false

  public init(_ settings: inout Settings) {
    policy = settings.component("policy", .bandits, default: "ucb1", "How it chooses among its multipliers.")
    let low = settings.number("low", in: .nonNegative, default: 0.1, "The lowest bid per unit of value.")
    let high = settings.number("high", in: .positive, default: 1, "The highest bid per unit of value.")
    let steps = settings.integer("steps", in: 1...10_000, default: 9, "Steps from the lowest to the highest.")
    scale = settings.number(
      "scale", in: .positive, default: 1, unit: .money, "The value that counts as 1: the highest one can have.")
    payment = settings.choice(
      "payment", default: PaymentRule.firstPrice,
      "What a winner pays, for a policy that must know what every multiplier would have earned.")
    settings.check(
      low < high, "high", "the highest multiplier \(shortest(high)) is not above the lowest \(shortest(low))",
      remedy: "give multipliers with low < high")
    multipliers = (0...steps).map { low + (high - low) * Double($0) / Double(steps) }
    lowest = -max(0, high - 1)
  }

  public var needs: Information { policy.feedback == .allArms ? .allBids : .ownOutcome }

  public mutating func begin(_ group: GroupFacts) {
    policies = []
    for _ in 0..<group.count {
      var copy = policy
      copy.begin(BanditFacts(arms: multipliers.count, rounds: group.auctions, features: features.count))
      policies.append(copy)
    }
    room = 1
    chosen = Array(repeating: 0, count: group.count)
    first = Array(repeating: 0, count: group.count)
    pending = first
    rewards = Array(repeating: 0, count: multipliers.count)
  }

  public mutating func bid(
    in round: borrowing Round, into bids: inout MutableSpan<Double>, using stream: inout RandomStream
  ) {
    if !hasStream {
      // What is drawn while learning must not depend on when it is heard of.
      learning = RandomStream(seed: stream.next(), replicate: 0, role: 0, index: 0)
      hasStream = true
    }
    for i in bids.indices {
      let member = Int(round.members[i])
      describe(round.values[i])
      let arm = policies[member].choose(features, using: &stream)
      remember(arm, of: member)
      bids[i] = multipliers[arm] * round.values[i]
    }
  }

  public mutating func observe(_ feedback: borrowing Feedback) {
    for i in feedback.members.indices {
      let member = Int(feedback.members[i])
      let arm = recall(member)
      // Who has no money left did not bid, whatever it chose.
      if feedback.bids[i] < 0 { continue }
      let value = feedback.values[i]
      describe(value)
      if policy.feedback == .allArms {
        let rival = highestRival(feedback.bids[i], feedback.allBids)
        for k in rewards.indices { rewards[k] = reward(of: multipliers[k], value: value, rival: rival) }
        policies[member].learn(rewards, features)
      } else {
        var utility = 0.0
        for k in feedback.awards.indices where Int(feedback.awards[k].seat) == i {
          utility = value * feedback.awards[k].quantity - feedback.awards[k].payment
        }
        policies[member].learn(arm, reward: reward(utility), features, using: &learning)
      }
    }
  }

  private mutating func describe(_ value: Double) {
    features[1] = value / scale
    features[2] = features[1] * features[1]
  }

  private func reward(_ utility: Double) -> Double {
    min(1, max(0, (utility / scale - lowest) / (1 - lowest)))
  }

  private func reward(of multiplier: Double, value: Double, rival: Double) -> Double {
    let bid = multiplier * value
    if bid <= rival { return reward(0) }
    return reward(value - (payment == .firstPrice ? bid : max(0, rival)))
  }

  /// The highest bid of the others: one of the bids equal to one's own is one's own.
  private func highestRival(_ own: Double, _ bids: Span<Double>) -> Double {
    var isSkipped = false
    var highest = Ballot.noBid
    for i in bids.indices {
      if !isSkipped && bids[i] == own {
        isSkipped = true
      } else if bids[i] > highest {
        highest = bids[i]
      }
    }
    return highest
  }
}

// MARK: - What was chosen and not heard of yet

extension BanditBidding {
  private mutating func remember(_ arm: Int, of member: Int) {
    if pending[member] == room { grow() }
    chosen[member * room + (first[member] + pending[member]) % room] = Int32(truncatingIfNeeded: arm)
    pending[member] += 1
  }

  private mutating func recall(_ member: Int) -> Int {
    let arm = Int(chosen[member * room + first[member]])
    first[member] = (first[member] + 1) % room
    pending[member] -= 1
    return arm
  }

  /// Only delayed feedback needs more room than for one auction.
  private mutating func grow() {
    var larger = [Int32](repeating: 0, count: pending.count * room * 2)
    for member in pending.indices {
      for k in 0..<pending[member] {
        larger[member * room * 2 + k] = chosen[member * room + (first[member] + k) % room]
      }
      first[member] = 0
    }
    room *= 2
    chosen = larger
  }
}
