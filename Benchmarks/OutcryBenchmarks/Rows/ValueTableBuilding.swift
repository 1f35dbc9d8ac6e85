import Bidders
import Outcry

/// The value table of the real campaign: expected clicks for each number of auctions and budget left.
extension Bench {
  static let valueTable = Bench("rlb-table", target: 0.8, unit: "table cells/s") {
    let kernel = try Kernel("rlb", [try RealLog.folder()])
    let campaign = try realCampaign()
    let cells = Double(campaign.episode * campaign.budget)
    let rates = try await medians {
      let line = try kernel.run().line("rlb-value-table")
      var value = 0.0
      let seconds = cpuTime {
        value = ValueTable(campaign)[auctions: campaign.episode - 1, budget: campaign.budget]
      }
      try agree("V[999][1969]", value, line.check ?? .nan, within: 1e-7)
      return [cells / seconds, line.perSecond]
    }
    return .rate(rates[0], against: rates[1])
  }

  private static func realCampaign() throws -> Campaign {
    let table = try RealLog.table(
      try RealLog.bytes("market-prices.csv"),
      [ColumnRequest("market_price", .anyInteger), ColumnRequest("count", .finiteNumber)])
    let counts = try RealLog.numbers(table, "count")
    let total = counts.reduce(0, +) + Double(counts.count)
    let (training, episode) = (RealLog.training, RealLog.episode)
    let meanPrice = Double(training.cost) / Double(training.impressions)
    return Campaign(
      clickRate: Double(training.clicks) / Double(training.impressions), trainingCost: Double(training.cost),
      trainingClicks: Double(training.clicks), priceChances: counts.map { ($0 + 1) / total },
      episode: episode.auctions, budget: Int(meanPrice * episode.budgetFraction * Double(episode.auctions)),
      clickValue: 1, moneyWeight: 0)
  }
}
