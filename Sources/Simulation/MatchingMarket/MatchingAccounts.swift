internal import MarketModel

/// What an outcome comes to for each buyer and between them.
struct MatchingAccounts {
  /// Chance of each item that a buyer has any chance of, items ascending (buyers).
  private(set) var chances: [[(item: Int, chance: Double)]] = []
  /// Expected utility before payments (buyers).
  private(set) var utilities: [Double] = []
  /// Expected number of pairs, and their expected utilities added matching by matching.
  private(set) var matched = 0.0
  private(set) var welfare = 0.0

  init(_ outcome: MatchingOutcome, in market: MatchingMarket) {
    var found: [[Int: Double]] = Array(repeating: [:], count: market.buyers.count)
    for each in outcome.lottery {
      var (pairs, sum) = (0, 0.0)
      for (buyer, item) in each.outcome.enumerated() {
        guard let item else { continue }
        found[buyer][item, default: 0] += each.probability
        pairs += 1
        sum += market[buyer, item]
      }
      matched += each.probability * Double(pairs)
      welfare += each.probability * sum
    }
    chances = found.map { chances in
      chances.map { (item: $0.key, chance: $0.value) }.sorted { $0.item < $1.item }
    }
    utilities = chances.indices.map { buyer in
      chances[buyer].reduce(0) { $0 + $1.chance * market[buyer, $1.item] }
    }
  }

  /// Envy between buyers. A buyer that comes into another's chances of items leaves aside those that are forbidden to it
  /// or a loss; gains within the market's resolution are none.
  ///
  /// - Parameter payments: what each pays, or would pay in the other's place (buyers); none for envy before payments.
  /// - Returns: the greatest gain, and how many ordered pairs there are with one.
  /// - Complexity: O(buyers × pairs with some chance).
  func envy(in market: MatchingMarket, payments: [Double]? = nil) -> (greatest: Double, pairs: Int) {
    var (greatest, pairs) = (0.0, 0)
    for buyer in utilities.indices {
      let own = utilities[buyer] - (payments?[buyer] ?? 0)
      for other in utilities.indices where other != buyer {
        var worth = -(payments?[other] ?? 0)
        for (item, chance) in chances[other] { worth += chance * max(0, market[buyer, item]) }
        let gain = worth - own
        if gain > market.resolution {
          pairs += 1
          greatest = max(greatest, gain)
        }
      }
    }
    return (greatest, pairs)
  }
}
