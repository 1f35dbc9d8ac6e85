import MarketMetrics
import MarketModel
import Testing

@Suite struct AccountsTests {
  @Test("Revenue, welfare, surplus, efficiency and sale rate of four auctions by hand", arguments: [1, 2, 3, 256])
  func overall(size: Int) {
    let recording = fold(Accounts.self, size: size)
    #expect(recording.overall("revenue") == "8/4")
    #expect(recording.overall("welfare") == "15/4")
    #expect(recording.overall("surplus") == "7/4")
    #expect(recording.overall("efficiency") == "15/21")
    #expect(recording.overall("sale-rate") == "3/4")
    #expect(recording.overall("win-share") == "nothing")
  }

  @Test("Groups and bidders: their payments and values per auction of the market, their share of the items sold")
  func parts() {
    let recording = fold(Accounts.self)
    #expect(recording.group(0, "revenue") == "4/4" && recording.group(1, "revenue") == "4/4")
    #expect(recording.group(0, "surplus") == "7/4" && recording.group(1, "surplus") == "0/4")
    #expect(recording.group(0, "win-share") == "2/3" && recording.group(1, "win-share") == "1/3")
    #expect((0..<3).map { recording.bidder($0, "welfare") } == ["5/4", "6/4", "4/4"])
    #expect((0..<3).map { recording.bidder($0, "win-share") } == ["1/3", "1/3", "1/3"])
  }

  @Test("Series: each bucket by itself")
  func series() {
    let recording = fold(Accounts.self)
    #expect(recording.series("revenue") == ["7/2", "1/2"])
    #expect(recording.series("efficiency") == ["9/13", "6/8"])
    #expect(recording.series("sale-rate") == ["2/2", "1/2"])
  }

  @Test("Without auctions, sales or values every quotient says why it is not defined")
  func nothing() {
    let none = fold(Accounts.self, [], [])
    #expect(none.overall("revenue") == "there was no auction")
    #expect(none.overall("efficiency") == "no eligible bidder had a value above 0")
    #expect(none.group(0, "win-share") == "nothing was sold")
    #expect(none.series("revenue") == ["there was no auction", "there was no auction"])
  }
}

@Suite struct PricesTests {
  @Test("Mean price per item sold; what a loser of an all-pay auction pays is no price")
  func mean() {
    let recording = fold(Prices.self, auctions, awards + [award(1, 1, value: 6, payment: 100, quantity: 0)])
    #expect(recording.overall("price-mean") == "8/3")
    #expect(recording.series("price-mean") == ["7/2", "1/1"])
    #expect(recording.distributions.first?.cells.reduce(0) { $0 + $1.count } == 3)
  }

  @Test("A price is the payment per item")
  func perItem() {
    let recording = fold(Prices.self, [auction(0, best: 1)], [award(0, 0, value: 1, payment: 1, quantity: 0.25)])
    #expect(recording.overall("price-mean") == "1/0.25")
    #expect(recording.distributions.first?.cells.first.map { $0.low <= 4 && 4 <= $0.high } == true)
  }

  // The least price that at least 101p of the prices 1 … 101 do not exceed is ⌈101p⌉.
  @Test("Quantiles are within 1/64")
  func quantiles() throws {
    let many = (1...101).map { award(0, 0, value: 200, payment: Double($0)) }
    let recording = fold(Prices.self, [auction(0, best: 1)], many)
    for (name, price) in [
      ("price-p5", 6.0), ("price-p25", 26), ("price-p50", 51), ("price-p75", 76), ("price-p95", 96),
    ] {
      let found = try #require(Double(recording.overall(name)))
      #expect(abs(found - price) <= price / 64)
    }
  }

  @Test("Nothing sold: no price")
  func none() {
    let recording = fold(Prices.self, auctions, [])
    #expect(
      recording.overall("price-mean") == "nothing was sold" && recording.overall("price-p50") == "nothing was sold")
    #expect(recording.series("price-mean") == Array(repeating: "nothing was sold in this bucket", count: 2))
  }
}

@Suite struct SpendingTests {
  @Test("Spend, budget use and return by hand: only bidders with a budget count for its use")
  func byHand() {
    let recording = fold(Spending.self)
    #expect(recording.overall("spend") == "8")
    #expect(recording.overall("budget-use") == "4/20")
    #expect(recording.overall("return-on-spend") == "15/8")
    #expect(recording.group(0, "spend") == "4" && recording.group(1, "spend") == "4")
    #expect(recording.group(0, "budget-use") == "4/20" && recording.group(1, "budget-use") == "nothing")
    #expect(recording.group(0, "return-on-spend") == "11/4")
    #expect(recording.bidder(1, "budget-use") == "1/10" && recording.bidder(2, "budget-use") == "nothing")
    #expect(recording.series("spend", group: 0) == ["3", "1"] && recording.series("spend", group: 1) == ["4", "0"])
  }

  @Test("Nobody has a budget: its use is not measured; nothing spent: no return")
  func none() {
    let recording = fold(Spending.self, auctions, [], granted: [nil, nil])
    #expect(recording.overall("budget-use") == "nothing")
    #expect(recording.overall("return-on-spend") == "nothing was spent")
  }
}

@Suite struct OtherMetricTests {
  @Test("Reserves: the share of auctions in which one bound")
  func reserves() {
    #expect(fold(Reserves.self).overall("reserve-bound") == "2/4")
    #expect(fold(Reserves.self, [], []).overall("reserve-bound") == "there was no auction")
  }

  @Test("Participation: auctions, and eligible bidders in them")
  func participation() {
    let recording = fold(Participation.self)
    #expect(recording.overall("auctions") == "4" && recording.overall("eligible-bidders") == "9/4")
    #expect(fold(Participation.self, [], []).overall("eligible-bidders") == "there was no auction")
  }

  // Wins 1, 1, 1: all equal. Surplus 2, 5, 0: Jain 49/(3·29), Gini Σ(2i − n − 1)x / (n Σx) = (−2·0 + 0·2 + 2·5)/(3·7).
  @Test("Fairness over all bidders, those with nothing counted")
  func fairness() throws {
    let recording = fold(Fairness.self)
    #expect(recording.overall("fairness-wins-jain") == "1" && recording.overall("fairness-wins-gini") == "0")
    #expect(abs(try #require(Double(recording.overall("fairness-surplus-jain"))) - 49.0 / 87) < 1e-12)
    #expect(abs(try #require(Double(recording.overall("fairness-surplus-gini"))) - 10.0 / 21) < 1e-12)
    #expect(
      recording.overall("fairness-surplus-atkinson") == "1" && recording.overall("fairness-surplus-min-share") == "0")
  }

  @Test("Fairness of surplus is undefined when somebody loses, and says so; that of wins is not")
  func losers() {
    let recording = fold(Fairness.self, auctions, awards + [award(2, 1, value: 1, payment: 2, quantity: 0)])
    #expect(recording.overall("fairness-surplus-gini") == "a bidder's surplus is negative")
    #expect(recording.overall("fairness-wins-jain") == "1")
  }

  // Surplus 2, 5, 0 of mean 7/3: Hoover (1/3 + 8/3 + 7/3)/(2·7); Theil ln 3 + (2/7) ln(2/7) + (5/7) ln(5/7);
  // Atkinson ½: 1 − (√2 + √5)²/9/(7/3).
  @Test("Hoover, Theil, Atkinson with other ε")
  func otherIndices() throws {
    let recording = fold(Fairness.self)
    func number(_ name: String) throws -> Double { try #require(Double(recording.overall(name))) }
    #expect(abs(try number("fairness-surplus-hoover") - 8.0 / 21) < 1e-12)
    #expect(abs(try number("fairness-surplus-theil") - 0.5003427000828526) < 1e-12)
    #expect(abs(try number("fairness-surplus-atkinson-half") - (1 - 13.324555320336759 / 21)) < 1e-12)
    #expect(try number("fairness-surplus-atkinson-two") == 1)
  }

  // Bidder 2 pays its value and bidder 1 wins nothing in the first three awards: winners have 2 and 0.
  @Test("Among winners only: Gini of 2 and 0 is 1/2, whatever losers have")
  func winners() throws {
    let recording = fold(WinnersFairness.self, auctions, Array(awards[..<2]))
    #expect(recording.overall("fairness-winners-gini") == "0.5" && recording.overall("fairness-winners-jain") == "0.5")
    #expect(fold(WinnersFairness.self, auctions, []).overall("fairness-winners-gini") == "nobody won anything")
    let loss = fold(WinnersFairness.self, auctions, awards + [award(2, 1, value: 1, payment: 2)])
    #expect(loss.overall("fairness-winners-gini") == "a winner's surplus is negative")
  }

  // Surplus 2, 5, 0, then 2, 5, 4 with another award to bidder 2.
  @Test("Welfare functions of surplus: zeros make Nash 0 and α-fairness undefined")
  func welfareFunctions() throws {
    let poor = fold(WelfareFunctions.self)
    #expect(poor.overall("welfare-least") == "0" && poor.overall("welfare-nash") == "0")
    #expect(poor.overall("welfare-harmonic") == "0")
    #expect(poor.overall("welfare-alpha-one") == "a bidder has no surplus")
    #expect(poor.overall("welfare-alpha-two") == "a bidder has no surplus")
    let rich = fold(WelfareFunctions.self, auctions, awards + [award(2, 1, value: 4, payment: 0)])
    func number(_ name: String) throws -> Double { try #require(Double(rich.overall(name))) }
    #expect(rich.overall("welfare-least") == "2")
    #expect(abs(try number("welfare-nash") - 3.4199518933533937) < 1e-12)
    // 3/(1/2 + 1/5 + 1/4); ln 40; −0.95; 2 (√2 + √5 + 2).
    #expect(abs(try number("welfare-harmonic") - 3 / 0.95) < 1e-12)
    #expect(abs(try number("welfare-alpha-one") - 3.6888794541139363) < 1e-12)
    #expect(abs(try number("welfare-alpha-two") + 0.95) < 1e-12)
    #expect(abs(try number("welfare-alpha-half") - 11.300563079745770) < 1e-12)
    let loss = fold(WelfareFunctions.self, auctions, awards + [award(2, 1, value: 1, payment: 2)])
    #expect(loss.overall("welfare-least") == "-1")
    #expect(loss.overall("welfare-nash") == "a bidder's surplus is negative")
  }

  @Test("Every listed metric has measures, names them once over all, and its headline is some of them")
  func list() throws {
    let names = metrics.map(\.card.id)
    let types: [any Metric.Type] = [
      Accounts.self, Prices.self, Spending.self, Reserves.self, Participation.self, Fairness.self,
      WinnersFairness.self, WelfareFunctions.self, BidFactors.self, LiquidWelfare.self, Limits.self, Exhaustion.self,
      Regret.self,
    ]
    #expect(Set(names) == Set(types.map { $0.card.id }) && names.count == types.count)
    let measures = types.flatMap { $0.measures.map(\.name) }
    #expect(Set(measures).count == measures.count)
    for type in types { #expect(Set(type.headline).isSubset(of: type.measures.map(\.name))) }
    // What only some scenarios need, or what costs a fact per bid, must be asked for.
    #expect(types.count { $0.headline.isEmpty } == 7)
  }
}
