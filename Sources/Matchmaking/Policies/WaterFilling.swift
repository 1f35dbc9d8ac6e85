public import MarketModel
public import Randomness

/// Splits each arrival over its neighbours so that the lowest fill first: the fractional Balance.
///
/// The arrival flows to the neighbours whose weight × (1 − e^{f − 1}) is largest, f being the used share of the limit,
/// until one unit has flowed or all are full; so with equal weights the levels f of those that receive something end
/// equal. 1 − 1/e of the optimum; no rule, fractional or random, can promise more.
///
/// **Ties**: there are none to break: what is equal is filled together.
/// **Edge cases**: neighbours that are full, or edges of weight 0, get nothing.
/// - Complexity: O(*d*) for *d* edges, times 64 halvings of the interval in which the final level lies; no allocation
///   once the rows have grown. Levels are exact to the last few bits.
///
/// Source: Kalyanasundaram and Pruhs 2000; weights: Mehta, Saberi, Vazirani and Vazirani 2007. The search is ours.
public struct WaterFilling: MatchingPolicy {
  public static let card = Card(
    "water-filling", "Splits each arrival over its neighbours, the least filled first (fractional Balance).",
    source: "Kalyanasundaram and Pruhs 2000; Mehta, Saberi, Vazirani and Vazirani 2007")

  public var pace: MatchingPace { .inShares }

  /// The neighbours that can take something; shapes (at most the arrival's edges).
  private var edges: [Int] = []
  private var weights: [Double] = []
  private var levels: [Double] = []
  /// What of an arrival fills the vertex from 0 to 1.
  private var volumes: [Double] = []

  public init(_ settings: inout Settings) {}

  public mutating func split(
    _ arrival: borrowing ArrivingVertex, into shares: inout MutableSpan<Double>, using stream: inout RandomStream
  ) {
    collect(arrival)
    var room = 0.0
    var highest = 0.0
    for i in edges.indices {
      room += volumes[i] * (1 - levels[i])
      highest = max(highest, weights[i] * (1 - exponential(levels[i] - 1)))
    }
    // The final potential: the larger, the less flows. `high` keeps the side on which at most one unit does.
    var low = 0.0
    var high = highest
    if room <= 1 {
      high = 0
    } else {
      for _ in 0..<64 {
        let middle = (low + high) / 2
        if flow(downTo: middle) > 1 { low = middle } else { high = middle }
      }
    }
    for i in edges.indices { shares[edges[i]] = share(i, downTo: high) }
  }

  private mutating func collect(_ arrival: borrowing ArrivingVertex) {
    edges.removeAll(keepingCapacity: true)
    weights.removeAll(keepingCapacity: true)
    levels.removeAll(keepingCapacity: true)
    volumes.removeAll(keepingCapacity: true)
    for edge in arrival.offline.indices where arrival.isOpen(edge) {
      let vertex = Int(arrival.offline[edge])
      let weight = arrival.weights[edge]
      edges.append(edge)
      weights.append(weight)
      levels.append(arrival.side.usedShare(of: vertex))
      volumes.append(arrival.side.limits[vertex] / (arrival.side.use == .unit ? 1 : weight))
    }
  }

  /// What neighbour `i` takes while its potential falls to `potential`.
  private func share(_ i: Int, downTo potential: Double) -> Double {
    let ratio = potential / weights[i]
    if ratio >= 1 { return 0 }
    // weight × (1 − e^{f − 1}) = potential.
    let level = 1 + logarithm(ofOnePlus: -ratio)
    return level > levels[i] ? volumes[i] * (level - levels[i]) : 0
  }

  private func flow(downTo potential: Double) -> Double {
    var sum = 0.0
    for i in edges.indices { sum += share(i, downTo: potential) }
    return sum
  }
}
