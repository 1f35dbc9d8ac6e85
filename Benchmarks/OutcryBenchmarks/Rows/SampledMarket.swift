/// An auction among 20 bidders drawn from 100,000 may cost three times one in a market of 20.
extension Bench {
  static let sampledMarket = Bench("sampled-20-of-100000", target: 1, unit: "ns an auction") {
    let auctions = 2_000_000
    let small = try Market(groups: [20], auctions: auctions)
    let large = try Market(groups: [100_000], sample: 20, auctions: auctions)
    let nanoseconds = try await medians {
      [try small.cpuTime() / Double(auctions) * 1e9, try large.cpuTime() / Double(auctions) * 1e9]
    }
    return .cost(nanoseconds[1], limit: 3 * nanoseconds[0])
  }
}
