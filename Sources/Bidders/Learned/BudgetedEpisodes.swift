internal import MarketModel
internal import Randomness

/// The market a bidding rule learns in: episodes of a campaign, one after the other, against drawn market prices.
///
/// An episode has N auctions and the budget B. Each auction is one of the campaign's examples, drawn with replacement,
/// or, without examples, a price by its chance and the average click rate. The bidder decides `decisions` times an
/// episode, at even distances: each time on the bid for an average impression, which holds until the next time and is
/// scaled by each impression's own click rate.
///
/// Not a model of rivals: prices do not answer bids.
struct BudgetedEpisodes: Sendable {
  let campaign: Campaign
  let decisions: Int
  private let prices: DiscreteSampler
  private(set) var stream: RandomStream
  /// Auctions and money left in this episode, and decisions made in it.
  private(set) var auctionsLeft: Int
  private(set) var budgetLeft: Int
  private(set) var decision = 0

  init(_ campaign: Campaign, decisions: Int, stream: RandomStream) {
    self.campaign = campaign
    self.decisions = min(decisions, campaign.episode)
    prices = DiscreteSampler(weights: campaign.priceChances)
    self.stream = stream
    auctionsLeft = campaign.episode
    budgetLeft = campaign.budget
  }

  var isOver: Bool { auctionsLeft == 0 }
  /// What an average impression is worth to the objective.
  var unit: Double { campaign.clickValue * campaign.clickRate }

  mutating func restart() {
    auctionsLeft = campaign.episode
    budgetLeft = campaign.budget
    decision = 0
  }

  /// Goes back to where a checkpoint was taken.
  mutating func restore(auctionsLeft: Int, budgetLeft: Int, decision: Int, stream: RandomStream) {
    self.auctionsLeft = auctionsLeft
    self.budgetLeft = budgetLeft
    self.decision = decision
    self.stream = stream
  }

  /// Plays to the next decision with this bid for an average impression, and gives what was gained of the objective.
  mutating func play(base: Double) -> Double {
    play { rate, _, budget, campaign in wholeBid(rate / campaign.clickRate * base, campaign.highestPrice, budget) }
  }

  /// The same with a rule's own bid in every auction.
  mutating func play(_ rule: inout some BiddingRule) -> Double {
    play { rate, auctions, budget, _ in rule.bid(clickRate: rate, auctionsLeft: auctions, budgetLeft: budget) }
  }

  @inline(__always)
  private mutating func play(
    _ bid: (_ rate: Double, _ auctionsLeft: Int, _ budgetLeft: Int, Campaign) -> Int
  ) -> Double {
    decision += 1
    let end = campaign.episode - decision * campaign.episode / decisions
    let examples = campaign.examples.count
    var gain = 0.0
    while auctionsLeft > end {
      var rate = campaign.clickRate
      let price: Int
      if examples > 0 {
        let row = stream.index(below: examples)
        rate = campaign.examples.clickRates[row]
        price = Int(campaign.examples.prices[row])
      } else {
        price = prices.sample(using: &stream)
      }
      if bid(rate, auctionsLeft, budgetLeft, campaign) >= price {
        budgetLeft -= price
        gain += campaign.clickValue * rate - campaign.moneyWeight * Double(price)
      }
      auctionsLeft -= 1
    }
    return gain
  }

  /// Goes on with a stream that was drawn from elsewhere.
  mutating func continueWith(_ stream: RandomStream) { self.stream = stream }

  /// Draws from the episodes' own stream, for what the bidder itself leaves to chance.
  mutating func withStream<Value>(_ draw: (inout RandomStream) -> Value) -> Value { draw(&stream) }
}

/// What a network is told of a state: the share of the auctions left, the share of the budget left, and their quotient
/// q as q / (1 + q), which is ½ on schedule.
enum StateFeatures {
  static let count = 3

  @inline(__always)
  static func of(auctionsLeft n: Int, of episode: Int, budgetLeft b: Int, of budget: Int) -> (Float, Float, Float) {
    let time = Double(n) / Double(max(episode, 1))
    let money = Double(b) / Double(max(budget, 1))
    return (Float(time), Float(money), money + time > 0 ? Float(money / (money + time)) : 0)
  }
}

extension BudgetedEpisodes {
  var features: [Float] {
    let (time, money, pace) = StateFeatures.of(
      auctionsLeft: auctionsLeft, of: campaign.episode, budgetLeft: budgetLeft, of: campaign.budget)
    return [time, money, pace]
  }

  /// What an episode gains under a policy, averaged over `count` of them.
  static func value(of policy: LearnedPolicy, _ campaign: Campaign, decisions: Int, count: Int, stream: RandomStream)
    -> Double
  {
    var policy = policy
    var episodes = BudgetedEpisodes(campaign, decisions: decisions, stream: stream)
    var sum = 0.0
    for _ in 0..<count {
      episodes.restart()
      while !episodes.isOver {
        sum += episodes.play(base: policy.base(auctionsLeft: episodes.auctionsLeft, budgetLeft: episodes.budgetLeft))
      }
    }
    return sum / Double(count)
  }
}
