internal import MarketModel

/// The winners of a package auction and what bids say of them.
struct PackageMarket {
  let problem: WinnerDetermination
  let solution: WinnerDetermination.Solution
  /// What each bidder named for what it gets; 0 for losers (bidders).
  let bids: [Double]

  init(_ reports: [BundleBids]) {
    let problem = WinnerDetermination(reports)
    let solution = problem.solve()
    self.problem = problem
    self.solution = solution
    bids = problem.bids.indices.map { bidder in
      // The same bundle may have been named twice.
      problem.bids[bidder].reduce(0) { $1.bundle == solution.bundles[bidder] ? max($0, $1.price) : $0 }
    }
  }

  var winners: [Int] { solution.bundles.indices.filter { !solution.bundles[$0].isEmpty } }

  /// What the others lose by each bidder's presence (bidders).
  var vickreyPayments: [Double] {
    var payments = [Double](repeating: 0, count: bids.count)
    for winner in winners {
      let others = bids.indices.reduce(0) { $1 == winner ? $0 : $0 + bids[$1] }
      // Rounding must not pay a bidder, nor take more than it bid.
      payments[winner] = min(bids[winner], max(0, problem.solve(without: winner).value - others))
    }
    return payments
  }

  var vickrey: BundleAllotments { outcome(payments: vickreyPayments) }

  func outcome(payments: [Double]) -> BundleAllotments {
    BundleAllotments(bundles: solution.bundles, payments: payments)
  }
}
