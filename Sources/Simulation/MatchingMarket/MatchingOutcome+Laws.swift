internal import MarketModel

extension MatchingOutcome {
  /// What the outcome does that its socket forbids; nil when all is well.
  func brokenLaw(in market: MatchingMarket) -> String? {
    let (buyers, items) = (market.buyers.count, market.items.count)
    if payments.count != buyers { return "\(payments.count) payments for \(buyers) buyers" }
    if let prices, prices.lowest.count != items || prices.highest.count != items {
      return "there is not one lowest and one highest price for each of \(items) items"
    }
    if let guarantees, guarantees.count != buyers { return "\(guarantees.count) guarantees for \(buyers) buyers" }
    var total = 0.0
    var utilities = [Double](repeating: 0, count: buyers)
    for each in lottery {
      if !(each.probability > 0) { return "a matching has the chance \(shortest(each.probability))" }
      total += each.probability
      if each.outcome.count != buyers { return "a matching of \(each.outcome.count) buyers, not \(buyers)" }
      var isTaken = [Bool](repeating: false, count: items)
      for (buyer, item) in each.outcome.enumerated() {
        guard let item else { continue }
        if item < 0 || item >= items { return "there is no item \(item)" }
        if isTaken[item] { return "the item \(quoted(market.items[item])) is given to two buyers" }
        isTaken[item] = true
        if !(market[buyer, item] > 0) {
          let names = "\(quoted(market.buyers[buyer])) and \(quoted(market.items[item]))"
          return "the pair of \(names) is forbidden or gains nothing"
        }
        utilities[buyer] += each.probability * market[buyer, item]
      }
    }
    if abs(total - 1) > 1e-9 { return "the chances of the matchings add up to \(shortest(total))" }
    for (buyer, payment) in payments.enumerated() {
      if !(payment >= 0) || payment > utilities[buyer] + market.resolution {
        return
          "\(quoted(market.buyers[buyer])) pays \(shortest(payment)) for what is worth \(shortest(utilities[buyer]))"
      }
    }
    return nil
  }
}
