internal import Learning
internal import MarketModel

/// What a bidder learned: the bid for an average impression with so many auctions and so much money left.
///
/// It counts auctions and money as in the episode it was trained in; other episodes are scaled to it. `worth` says what
/// an average impression is worth in units of those bids, so that a market with values can use the policy: bid ÷ worth
/// is a multiplier of value.
package struct LearnedPolicy: Sendable {
  enum Body: Sendable {
    case table(BidTable)
    case choice(ChoiceNetwork)
    case gaussian(GaussianNetwork)
    case differences(ValueNetwork)
  }

  let episode: Int
  let budget: Int
  /// [price units].
  let worth: Double
  var body: Body

  init(_ campaign: Campaign, _ body: Body) {
    episode = campaign.episode
    budget = campaign.budget
    worth = Self.worth(campaign)
    self.body = body
  }

  init(episode: Int, budget: Int, worth: Double, _ body: Body) {
    self.episode = episode
    self.budget = budget
    self.worth = worth
    self.body = body
  }

  /// What stands in for a body that is being changed.
  static let away = Body.table(BidTable(times: 1, budgets: 0, bids: [0]))

  /// For profit the value of an average impression; for clicks, which have no price, the mean market price.
  static func worth(_ campaign: Campaign) -> Double {
    if campaign.moneyWeight > 0 { return campaign.clickValue * campaign.clickRate / campaign.moneyWeight }
    let mean = campaign.priceChances.enumerated().reduce(0) { $0 + Double($1.offset) * $1.element }
    return mean > 0 ? mean : 1
  }

  /// The bid for an average impression [price units], in the policy's own episode.
  /// - Complexity: O(1), or one pass through the network.
  mutating func base(auctionsLeft n: Int, budgetLeft b: Int) -> Double {
    switch body {
    case .table(let table): return table.base(auctionsLeft: n, of: episode, budgetLeft: b, of: budget)
    case .choice(var network):
      // Held twice, its working memory would be copied.
      body = Self.away
      let base = network.base(auctionsLeft: n, of: episode, budgetLeft: b, of: budget)
      body = .choice(network)
      return base
    case .gaussian(var network):
      body = Self.away
      let base = network.mean(auctionsLeft: n, of: episode, budgetLeft: b, of: budget) * worth
      body = .gaussian(network)
      return base
    case .differences: return 0
    }
  }
}

/// A bid for each cell of auctions left and money left.
///
/// Cell t holds the auctions left from tN/T + 1 to (t + 1)N/T, cell c the money left from cB/C on: with T = N and C = B
/// each state has its own.
struct BidTable: Sendable {
  let times: Int
  let budgets: Int
  /// (times × (budgets + 1)).
  let bids: [Double]

  @inline(__always)
  func cell(auctionsLeft n: Int, of episode: Int, budgetLeft b: Int, of budget: Int) -> Int {
    Self.cell(n, episode, b, budget, times, budgets)
  }

  @inline(__always)
  static func cell(_ n: Int, _ episode: Int, _ b: Int, _ budget: Int, _ times: Int, _ budgets: Int) -> Int {
    let time = min(max((n * times + episode - 1) / max(episode, 1) - 1, 0), times - 1)
    let money = budget > 0 ? min(max(b * budgets / budget, 0), budgets) : 0
    return time * (budgets + 1) + money
  }

  func base(auctionsLeft n: Int, of episode: Int, budgetLeft b: Int, of budget: Int) -> Double {
    bids[cell(auctionsLeft: n, of: episode, budgetLeft: b, of: budget)]
  }
}

/// A network with an output per bid: the bid of the largest is made.
struct ChoiceNetwork: Sendable {
  let network: Network<Float>
  let bids: [Double]
  private var pass: Pass<Float>

  init(_ network: Network<Float>, bids: [Double]) {
    precondition(network.shape.outputs == bids.count, "a network has one output per bid")
    self.network = network
    self.bids = bids
    pass = Pass(network, rows: 1)
  }

  mutating func base(auctionsLeft n: Int, of episode: Int, budgetLeft b: Int, of budget: Int) -> Double {
    let state = StateFeatures.of(auctionsLeft: n, of: episode, budgetLeft: b, of: budget)
    (pass[input: 0, row: 0], pass[input: 1, row: 0], pass[input: 2, row: 0]) = state
    pass.forward(network)
    return bids[pass.bestOutput(row: 0)]
  }
}

/// A network whose first output is the mean of a Gaussian bid multiplier; the mean is bid, at least 0.
struct GaussianNetwork: Sendable {
  let network: Network<Float>
  private var pass: Pass<Float>

  init(_ network: Network<Float>) {
    self.network = network
    pass = Pass(network, rows: 1)
  }

  mutating func mean(auctionsLeft n: Int, of episode: Int, budgetLeft b: Int, of budget: Int) -> Double {
    let state = StateFeatures.of(auctionsLeft: n, of: episode, budgetLeft: b, of: budget)
    (pass[input: 0, row: 0], pass[input: 1, row: 0], pass[input: 2, row: 0]) = state
    pass.forward(network)
    let mean = Double(pass[output: 0, row: 0])
    return mean > 0 ? mean : 0
  }
}
