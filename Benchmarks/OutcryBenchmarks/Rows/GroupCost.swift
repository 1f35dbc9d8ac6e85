/// What each further group costs an auction: ten bidders in ten groups against ten bidders in one.
extension Bench {
  static let groupCost = Bench("group-cost", target: 1, unit: "ns a group") {
    let auctions = 3_000_000
    let one = try Market(groups: [10], auctions: auctions)
    let ten = try Market(groups: Array(repeating: 1, count: 10), auctions: auctions)
    let nanoseconds = try await medians {
      let together = try one.cpuTime()
      return [(try ten.cpuTime() - together) / 9 / Double(auctions) * 1e9]
    }
    return .cost(nanoseconds[0], limit: 20)
  }
}
