internal import MarketModel
internal import Learning

/// A network in place of a value table: what one more unit of money is worth, D(n, b) = V(n, b + 1) − V(n, b).
///
/// It sees n / N and q / (1 + q), where q = (b / B) / (n / N) is the pace, and answers D / (D + D₀), with D₀ = D(N − 1,
/// B − 1) in units of the average gain of an impression: both are bounded and near ½ on schedule. N and B belong to the
/// table it was taught by. Beyond that horizon, n > N, it answers for N and the money b N / n.
///
/// Source: Cai et al. 2017, section 3.2, as in the authors' released code. Differs: the two squashings are ours, so
/// that one learning rate serves all budgets.
struct ValueNetwork: Sendable {
  let network: Network<Float>
  /// N and B.
  let episode: Int
  let budget: Int
  /// D₀ as a share of v₁θ, the average gain of an impression.
  let scale: Double
  private var pass: Pass<Float>
  /// Rows n below its height are exact.
  private var exact: ValueTable?
  private var exactRows = 0
  private var gain = 0.0
  private var moneyWeight = 0.0
  private var highest = 0

  /// Prices looked at together.
  private static let chunk = 8

  init(_ network: Network<Float>, episode: Int, budget: Int, scale: Double) {
    self.network = network
    self.episode = episode
    self.budget = budget
    self.scale = scale
    pass = Pass(network, rows: Self.chunk)
  }

  /// Auctions left at which the exact table takes over.
  static let smallest = 50

  /// Makes the exact table of the last auctions.
  mutating func begin(_ campaign: Campaign) {
    gain = campaign.clickValue * campaign.clickRate
    moneyWeight = campaign.moneyWeight
    highest = campaign.highestPrice
    var small = campaign
    small.episode = min(Self.smallest, campaign.episode)
    small.examples = AuctionLog(clicks: [], prices: [], clickRates: [])
    exact = ValueTable(small)
    exactRows = small.episode
  }

  @inline(__always)
  static func inputs(_ n: Double, _ b: Double, episode: Int, budget: Int) -> (Float, Float) {
    let time = n / Double(episode)
    let money = b / Double(budget)
    return (Float(time), money + time > 0 ? Float(money / (money + time)) : 0)
  }

  /// D from the network's answer.
  @inline(__always)
  private func difference(_ answer: Float) -> Double {
    let share = min(max(Double(answer), 0), 0.999)
    return gain * scale * share / (1 - share)
  }

  /// The largest bid such that every price up to it is worth paying.
  mutating func bid(worth: Double, auctionsLeft n: Int, budgetLeft b: Int) -> Int {
    if n <= exactRows, let exact { return exact.bid(worth: worth, auctionsLeft: n, budgetLeft: b) }
    let cap = min(b, highest)
    // One auction fewer is left once this one is over; beyond the horizon money is scaled with time.
    let rest = Double(n - 1)
    let shrink = rest > Double(episode - 1) ? Double(episode - 1) / rest : 1
    var value = worth
    var bid = 0
    while bid < cap {
      let count = min(Self.chunk, cap - bid)
      pass.rows = count
      for row in 0..<count {
        let money = Double(b - bid - 1 - row) * shrink
        let (time, pace) = Self.inputs(rest * shrink, money, episode: episode, budget: budget)
        (pass[input: 0, row: row], pass[input: 1, row: row]) = (time, pace)
      }
      pass.forward(network)
      for row in 0..<count {
        value -= difference(pass[output: 0, row: row]) + moneyWeight
        if value < 0 { return bid }
        bid += 1
      }
    }
    return bid
  }
}
