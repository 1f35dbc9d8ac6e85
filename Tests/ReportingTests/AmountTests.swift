import MarketModel
import Reporting
import Testing

@Suite("Amounts are told in the unit that makes the number short")
struct AmountTests {
  @Test(
    "Golden cases: times, rates, and what is neither",
    arguments: [
      (86_400, .time, "24 h"), (172_800, .time, "2 d"), (14_400, .time, "4 h"), (90, .time, "90 s"),
      (5400, .time, "90 min"), (9000, .time, "2.5 h"), (0.25, .time, "0.25 s"), (0, .time, "0 s"),
      (100, .time, "100 s"), (1.0 / 3, .time, "0.333333 s"),
      // 1000 an hour is 0.27777… a second.
      (1000 * (1 / 3600.0), .rate(of: "auctions"), "1000 auctions/h"),
      (4000 * (1 / 3600.0), .rate(of: "auctions"), "4000 auctions/h"),
      (1, .rate(of: "auctions"), "1 auction/s"), (100, .rate(of: "auctions"), "100 auctions/s"),
      (1 / 60.0, .rate(of: "auctions"), "1 auction/min"), (3 / 86_400.0, .rate(of: "clicks"), "3 clicks/d"),
      (1, .auctions, "1 auction"), (2, .bidders, "2 bidders"), (1, .money, "1 money"), (0.5, .one, "0.5"),
      (1.0 / 3, .moneyPerAuction, "0.333333 money/auction"), (1, MarketModel.Unit("gas"), "1 gas"),
      (1, MarketModel.Unit("price units"), "1 price unit"),
    ] as [(Double, MarketModel.Unit, String)])
  func golden(_ number: Double, _ unit: MarketModel.Unit, _ text: String) {
    #expect(amountInWords(number, unit) == text)
  }
}
