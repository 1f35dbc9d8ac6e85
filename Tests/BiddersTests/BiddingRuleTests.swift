import Bidders
import MarketModel
import Randomness
import Tables
import Testing

/// A campaign with given chances of the prices 0, 1, ….
private func campaign(
  _ chances: [Double], rate: Double, episode: Int, budget: Int, clickValue: Double = 1, moneyWeight: Double = 0
) -> Campaign {
  Campaign(
    clickRate: rate, trainingCost: 500, trainingClicks: 20, priceChances: chances, episode: episode, budget: budget,
    clickValue: clickValue, moneyWeight: moneyWeight)
}

/// The best expected objective by enumeration: every bid is tried in every state. Not the recursion of the table, which
/// takes every price up to the first that is not worth paying; here the maximum over bids is taken.
private func bestByEnumeration(_ c: Campaign, auctions: Int, budget: Int) -> Double {
  if auctions == 0 { return 0 }
  let stay = bestByEnumeration(c, auctions: auctions - 1, budget: budget)
  var best = stay
  for bid in 0...min(budget, c.highestPrice) {
    var value = 0.0
    for (price, chance) in c.priceChances.enumerated() {
      value +=
        chance
        * (price <= bid
          ? c.clickValue * c.clickRate - c.moneyWeight * Double(price)
            + bestByEnumeration(c, auctions: auctions - 1, budget: budget - price)
          : stay)
    }
    best = max(best, value)
  }
  return best
}

@Suite struct ValueTableTests {
  // Prices 0…3, budgets to 5, up to 5 auctions. The published recursion leaves V(n, 0) = 0 although a price of 0 could
  // be won with nothing; with no chance of price 0 it is the true optimum.
  @Test(
    "V is the optimum over all bidding policies, for clicks and for profit",
    arguments: [(1.0, 0.0, 0.1), (3.0, 1.0, 0.5), (10, 1, 0.3), (1, 1, 0.9)])
  func bruteForce(clickValue: Double, moneyWeight: Double, rate: Double) {
    let chances = [0, 0.5, 0.2, 0.3]
    let c = campaign(chances, rate: rate, episode: 6, budget: 5, clickValue: clickValue, moneyWeight: moneyWeight)
    let table = ValueTable(c)
    for n in 0..<6 {
      for b in 0...5 {
        #expect(abs(table[auctions: n, budget: b] - bestByEnumeration(c, auctions: n, budget: b)) < 1e-10)
      }
    }
  }

  // One auction left: win price 1 with chance ½ if b ≥ 1, price 2 as well if b ≥ 2, price 3 if b ≥ 3: θ · Pr[price
  // ≤ b].
  @Test("One auction left: the chance of an affordable price times the click rate")
  func oneLeft() {
    let table = ValueTable(campaign([0, 0.5, 0.2, 0.3], rate: 0.1, episode: 3, budget: 4))
    let row = (0...4).map { table[auctions: 1, budget: $0] }
    #expect(zip(row, [0, 0.05, 0.07, 0.1, 0.1]).allSatisfy { abs($0 - $1) < 1e-15 })
    #expect((0...4).allSatisfy { table[auctions: 0, budget: $0] == 0 })
  }

  // Random campaigns, seed 1: prices 0 … 12, budgets to 40, 30 auctions. The row never exceeds n times its value
  // without a budget, and grows with budget and with auctions.
  @Test("V grows with budget and auctions, and is at most what an unlimited budget earns")
  func monotone() {
    var stream = RandomStream(seed: 1, replicate: 0, role: 0, index: 0)
    for _ in 0..<20 {
      var chances = (0...12).map { _ in stream.unit() }
      let total = chances.reduce(0, +)
      chances = chances.map { $0 / total }
      let table = ValueTable(campaign(chances, rate: stream.unit(), episode: 30, budget: 40))
      for n in 1..<30 {
        for b in 0...40 {
          #expect(table[auctions: n, budget: b] >= table[auctions: n - 1, budget: b] - 1e-12)
          if b > 0 { #expect(table[auctions: n, budget: b] >= table[auctions: n, budget: b - 1] - 1e-9) }
        }
      }
    }
  }

  /// The recursion of the specification, written down a second time without pointers or early stop.
  private static func specified(_ c: Campaign, gain: Double) -> [[Double]] {
    var table = [[Double](repeating: 0, count: c.budget + 1)]
    for _ in 1..<c.episode {
      guard let last = table.last else { break }
      var row = last
      for b in stride(from: 1, through: c.budget, by: 1) {
        var value = last[b]
        for price in 0...min(b, c.highestPrice) {
          let worth = gain + last[b - price] - last[b] - c.moneyWeight * Double(price)
          if worth < 0 { break }
          value += c.priceChances[price] * worth
        }
        row[b] = value
      }
      table.append(row)
    }
    return table
  }

  @Test("V is the specified recursion on a campaign of 60 auctions, for clicks and for profit", arguments: [0.0, 1])
  func recursion(moneyWeight: Double) {
    var stream = RandomStream(seed: 1, replicate: 0, role: 0, index: 1)
    var chances = (0...30).map { _ in stream.unit() }
    let total = chances.reduce(0, +)
    chances = chances.map { $0 / total }
    let c = campaign(chances, rate: 0.2, episode: 60, budget: 200, clickValue: 40, moneyWeight: moneyWeight)
    let table = ValueTable(c)
    for (n, row) in Self.specified(c, gain: 8).enumerated() {
      for (b, value) in row.enumerated() { #expect(abs(table[auctions: n, budget: b] - value) < 1e-8) }
    }
  }

  // Published: V[999][1969] = 1.02822467, V[999][984] = 0.68993622.
  @Test("The real campaign 2997: V[999][1969] = 1.02822467", .enabled(if: RealData.isThere))
  func real() throws {
    let file = try RealData.table(
      "ipinyou-2997/market-prices.csv", ColumnRequest("market_price", .integer(in: 0...300)),
      ColumnRequest("count", .number(in: 0...1e15)))
    var counts = [Double](repeating: 0, count: 301)
    for (price, count) in zip(try #require(file.integers("market_price")), try #require(file.numbers("count"))) {
      counts[price] += count
    }
    let total = counts.reduce(0, +) + 301
    let c = Campaign(
      clickRate: 1386 / 312437, trainingCost: 19_689_072, trainingClicks: 1386,
      priceChances: counts.map { ($0 + 1) / total }, episode: 1000, budget: 1969, clickValue: 1, moneyWeight: 0)
    let table = ValueTable(c)
    #expect(abs(table[auctions: 999, budget: 1969] - 1.02822467) < 5e-9)
    #expect(abs(table[auctions: 999, budget: 984] - 0.68993622) < 5e-9)
    var none = settings([:])
    var rule = ReinforcementBidding(&none)
    rule.begin(c)
    #expect(rule.bid(clickRate: c.clickRate, auctionsLeft: 1000, budgetLeft: 1969) == 16)
    #expect(rule.bid(clickRate: 3 * c.clickRate, auctionsLeft: 1000, budgetLeft: 1969) == 49)
  }
}

@Suite struct BiddingRuleTests {
  private static let plain = campaign([0.1, 0.2, 0.3, 0.2, 0.2], rate: 0.04, episode: 10, budget: 20)

  private static func rule(_ kind: String, _ node: Node = [:], for c: Campaign = plain) throws -> any BiddingRule {
    var table = node
    table["kind"] = Node(stringLiteral: kind)
    var root = Settings(root: ["r": table], catalogs: Catalogs(biddingRules), files: NoFiles())
    var rule: any BiddingRule = root.component("r", .rules, "R.")
    try #require(root.diagnostics.isEmpty)
    rule.begin(c)
    return rule
  }

  // Training cost 500, clicks 20: 25 a click.
  @Test("mcpc: ⌊θ · cost / clicks⌋, at most the highest price and the budget")
  func mcpc() throws {
    var rule = try Self.rule("mcpc")
    let bids = [0.039, 0.04, 0.12, 0.9].map { rule.bid(clickRate: $0, auctionsLeft: 5, budgetLeft: 20) }
    #expect(bids == [0, 1, 3, 4])
    #expect(rule.bid(clickRate: 0.12, auctionsLeft: 5, budgetLeft: 2) == 2)
    #expect(rule.bid(clickRate: 0.12, auctionsLeft: 5, budgetLeft: 0) == 0)
  }

  @Test("linear: ⌊θ · base-bid / mean θ⌋, at most the highest price and the budget")
  func linear() throws {
    var rule = try Self.rule("linear", ["base-bid": 2])
    let bids = [0.0, 0.02, 0.05, 0.06, 1].map { rule.bid(clickRate: $0, auctionsLeft: 5, budgetLeft: 20) }
    #expect(bids == [0, 1, 2, 3, 4])
    #expect(rule.bid(clickRate: 1, auctionsLeft: 5, budgetLeft: 3) == 3)
  }

  // With money to spare every price is worth a click: 4. On the last auction money is worth nothing later: all of it.
  @Test("ss-mdp and rlb bid all they may on the last auction, and ss-mdp does not look at the impression")
  func last() throws {
    var average = try Self.rule("ss-mdp")
    var own = try Self.rule("rlb")
    for budget in 0...6 {
      #expect(own.bid(clickRate: 0.001, auctionsLeft: 1, budgetLeft: budget) == min(budget, 4))
      #expect(average.bid(clickRate: 0.001, auctionsLeft: 1, budgetLeft: budget) == min(budget, 4))
    }
    let scarce = (0...20).map { average.bid(clickRate: 0.001, auctionsLeft: 10, budgetLeft: $0) }
    #expect(scarce == (0...20).map { average.bid(clickRate: 1, auctionsLeft: 10, budgetLeft: $0) })
  }

  // The bid is the largest a such that each price up to it is worth paying: straight from the table.
  @Test("rlb bids up to the first price that is not worth paying, and more on better impressions")
  func threshold() throws {
    let c = campaign([0, 0.5, 0.2, 0.2, 0.1], rate: 0.04, episode: 10, budget: 12, clickValue: 60, moneyWeight: 1)
    let table = ValueTable(c)
    var rule = try Self.rule("rlb", for: c)
    for left in 1...10 {
      for budget in 0...12 {
        var lastBid = 0
        for rate in [0.0, 0.01, 0.02, 0.04, 0.08, 0.5] {
          var expected = 0
          for price in stride(from: 1, through: min(budget, 4), by: 1) {
            let gain =
              60 * rate + table[auctions: left - 1, budget: budget - price] - table[auctions: left - 1, budget: budget]
              - Double(price)
            if gain < 0 { break }
            expected = price
          }
          let bid = rule.bid(clickRate: rate, auctionsLeft: left, budgetLeft: budget)
          #expect(bid == expected && bid >= lastBid)
          lastBid = bid
        }
      }
    }
  }
}
