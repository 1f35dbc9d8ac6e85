public import MarketModel
public import Randomness

/// Advertisers with budgets bid on keywords; queries are keywords drawn by popularity.
///
/// Every advertiser bids on a random sample of the keywords, each bid uniform between two bounds; the k-th keyword is
/// searched with probability ∝ k^−exponent. Bids and popularities are known beforehand, the queries are not. A bid above
/// what a budget still holds is cut to it.
///
/// **Edge cases**: a keyword that nobody bids on is searched all the same.
/// - Complexity: O(advertisers × bids + queries).
///
/// Source: Mehta, Saberi, Vazirani and Vazirani 2007 (the problem); the distributions are ours.
public struct AdWords: MatchingInstance {
  public static let card = Card(
    "adwords", label: "AdWords", "Advertisers with budgets bid on keywords, which are searched at random.",
    source: "Mehta, Saberi, Vazirani and Vazirani 2007; the distributions are ours")

  let advertisers: Int
  let keywords: Int
  let queries: Int
  let bids: Int
  let budget: Double
  let lowest: Double
  let highest: Double
  let exponent: Double

  public var traits: GraphTraits { GraphTraits(hasForecast: true, isCertain: true, use: .weight) }

  public init(_ settings: inout Settings) {
    advertisers = settings.integer("advertisers", in: 1...1_000_000, default: 20, "Offline vertices.")
    keywords = settings.integer("keywords", in: 1...1_000_000, default: 50, "Types of queries.")
    queries = settings.integer("queries", in: 1...10_000_000, default: 1000, "Vertices that arrive.")
    bids = settings.integer("bids", in: 1...100_000, default: 10, "Keywords that each advertiser bids on.")
    budget = settings.number("budget", in: .amount, default: 50, unit: .money, "Of each advertiser.")
    lowest = settings.number("lowest-bid", in: .amount, default: 0.5, unit: .money, "Bids are uniform from here.")
    highest = settings.number("highest-bid", in: .amount, default: 1.5, unit: .money, "Bids are uniform to here.")
    exponent = settings.number("exponent", in: Bounds(0, 10), default: 1, "How steeply the keywords' popularity falls.")
    settings.check(
      highest >= lowest, "highest-bid", "the highest bid is below the lowest",
      remedy: "write at least \(shortest(lowest))")
    settings.check(
      bids <= keywords, "bids", "there are only \(keywords) keywords", remedy: "write at most \(keywords)")
    checkSize(settings, "bids", edges: Double(advertisers) * Double(bids))
  }

  public func draw(using stream: inout RandomStream) -> OnlineGraph {
    var bidders = [[(advertiser: Int, bid: Double)]](repeating: [], count: keywords)
    var order = (0..<Int32(keywords)).map { $0 }
    for advertiser in 0..<advertisers {
      // The first places of a shuffle that stops after `bids` keywords.
      for place in 0..<bids {
        order.swapAt(place, place + stream.index(below: keywords - place))
        let bid = lowest + (highest - lowest) * stream.unit()
        bidders[Int(order[place])].append((advertiser, bid))
      }
    }
    var graph = OnlineGraph(limits: Array(repeating: budget, count: advertisers), use: .weight)
    for keyword in 0..<keywords {
      for (advertiser, bid) in bidders[keyword] { graph.addEdge(to: advertiser, weight: bid) }
      graph.endType()
    }
    let popularity = (1...keywords).map { power(Double($0), -exponent) }
    let sampler = DiscreteSampler(weights: popularity)
    graph.arrivals.reserveCapacity(queries)
    for _ in 0..<queries { graph.arrivals.append(Int32(sampler.sample(using: &stream))) }
    let total = popularity.reduce(0, +)
    graph.forecast = .expected(popularity.map { Double(queries) * $0 / total })
    return graph
  }
}
