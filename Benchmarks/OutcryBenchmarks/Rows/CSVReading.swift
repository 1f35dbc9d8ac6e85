import Outcry

/// The real log, already in memory, read into three arrays; the mean of twenty passes, as in the C program.
extension Bench {
  static let csvReading = Bench("csv-read", target: 0.3, unit: "rows/s") {
    let kernel = try Kernel("csv_read", [try RealLog.folder()])
    let bytes = try RealLog.bytes("auctions.csv")
    let columns = [
      ColumnRequest("click", .integer(in: 0...1)), ColumnRequest("market_price", .integer(in: 0...300)),
      ColumnRequest("predicted_ctr", .number(in: 0...1)),
    ]
    let passes = 20
    let rates = try await medians {
      let line = try kernel.run().line("csv-read")
      var (clicks, prices, rates): ([Int], [Int], [Double]) = ([], [], [])
      let seconds = try cpuTime {
        for _ in 0..<passes {
          let table = try RealLog.table(bytes, columns)
          clicks = try RealLog.integers(table, "click")
          prices = try RealLog.integers(table, "market_price")
          rates = try RealLog.numbers(table, "predicted_ctr")
        }
      }
      var sum = 0.0
      for row in clicks.indices { sum += Double(clicks[row] + prices[row]) + rates[row] }
      try agree("sum of all columns", sum, line.check ?? .nan, within: 0.1)
      return [Double(passes * clicks.count) / seconds, line.perSecond]
    }
    return .rate(rates[0], against: rates[1])
  }
}
