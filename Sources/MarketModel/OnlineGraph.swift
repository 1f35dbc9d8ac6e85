/// A bipartite graph whose one side is there from the start while the other arrives; the instance of an online matching.
///
/// Arrivals of one type have the same edges, so that a thousand copies of a vertex cost a thousand numbers and one row of
/// edges. Edges stand in compressed rows: those of type *j* are `starts[j] ..< starts[j + 1]`.
///
/// Matching vertex *u* succeeds with the edge's probability; a success is worth the edge's weight and uses up part of
/// u's limit: one unit of a capacity, or the weight itself of a budget. A weight above what a budget still holds is
/// worth, and uses up, what is left.
///
/// Not what a policy sees: that is `ArrivingVertex`, one row at a time.
public struct OnlineGraph: Sendable {
  /// What a success uses up of an offline vertex' limit.
  public enum Use: String, Sendable, CaseIterable, BitwiseCopyable {
    /// One unit: the limit is a capacity, a number of successes.
    case unit
    /// The edge's weight: the limit is a budget (the AdWords problem, where weights are bids).
    case weight
  }

  /// What can be known of the arrivals beforehand.
  public enum Forecast: Sendable {
    case nothing
    /// How often each type comes.
    case counts
    /// The types are known, and how often each is expected (types); which come is drawn.
    case expected([Double])
  }

  /// Capacities [successes] or budgets [money], by `use` (offline), positive and finite.
  public let limits: [Double]
  public let use: Use
  /// (types + 1).
  public private(set) var starts: [Int] = [0]
  /// The offline vertex of each edge (edges), ascending within a row.
  public private(set) var offline: [Int32] = []
  /// What a success is worth (edges), finite and not negative.
  public private(set) var weights: [Double] = []
  /// Chance that matching the edge succeeds (edges).
  public private(set) var probabilities: [Double] = []
  /// The type of each arrival, in their order (arrivals).
  public var arrivals: [Int32] = []
  /// When each arrives [s] (arrivals), ascending; empty: the world says when.
  public var times: [Double] = []
  public var forecast = Forecast.nothing

  /// A graph without edges.
  public init(limits: [Double], use: Use = .unit) {
    self.limits = limits
    self.use = use
  }

  public var types: Int { starts.count - 1 }
  public func edges(of type: Int) -> Range<Int> { starts[type]..<starts[type + 1] }

  /// Adds an edge to the type that is being written.
  public mutating func addEdge(to vertex: Int, weight: Double = 1, probability: Double = 1) {
    offline.append(Int32(vertex))
    weights.append(weight)
    probabilities.append(probability)
  }

  /// Ends the type that is being written; it may have no edges.
  /// - Returns: its number.
  @discardableResult public mutating func endType() -> Int {
    starts.append(offline.count)
    return types - 1
  }

  public mutating func reserve(types: Int, edges: Int) {
    starts.reserveCapacity(types + 1)
    offline.reserveCapacity(edges)
    weights.reserveCapacity(edges)
    probabilities.reserveCapacity(edges)
  }
}

extension OnlineGraph {
  /// How often each type arrives (types).
  public var counts: [Int] {
    var counts = [Int](repeating: 0, count: types)
    for type in arrivals { counts[Int(type)] += 1 }
    return counts
  }

  /// Whether every match succeeds.
  public var isCertain: Bool { probabilities.allSatisfy { $0 >= 1 } }

  /// What a success on an edge uses up of a vertex whose limit is not yet felt.
  public func use(of edge: Int) -> Double { use == .unit ? 1 : weights[edge] }

  /// How often each type is expected (types); nil when nothing is known beforehand.
  public var expectedCounts: [Double]? {
    switch forecast {
    case .nothing: nil
    case .counts: counts.map(Double.init)
    case .expected(let counts): counts
    }
  }

  /// What is wrong with it; nil when it is a graph as this type promises.
  ///
  /// - Complexity: O(edges + arrivals).
  public var flaw: String? {
    if limits.isEmpty { return "there is no offline vertex" }
    if arrivals.isEmpty { return "nothing arrives" }
    if let limit = limits.first(where: { !($0 > 0 && $0 < .infinity) }) { return "\(limit) is no limit" }
    if use == .unit, let limit = limits.first(where: { $0 != $0.rounded() }) { return "\(limit) is no capacity" }
    if starts.last != offline.count { return "the last type is not ended" }
    for type in 0..<types {
      var last: Int32 = -1
      for edge in edges(of: type) {
        if offline[edge] <= last || Int(offline[edge]) >= limits.count {
          return "the edges of type \(type) do not ascend within 0 ..< \(limits.count)"
        }
        last = offline[edge]
        if !(weights[edge] >= 0 && weights[edge] < .infinity) { return "\(weights[edge]) is no weight" }
        if !(0...1).contains(probabilities[edge]) { return "\(probabilities[edge]) is no probability" }
      }
    }
    if arrivals.contains(where: { $0 < 0 || Int($0) >= types }) { return "an arrival has no type" }
    if !times.isEmpty && times.count != arrivals.count { return "there are \(times.count) times" }
    var last = 0.0
    for time in times {
      if !(time >= last && time < .infinity) { return "the times do not ascend from 0" }
      last = time
    }
    if case .expected(let counts) = forecast, counts.count != types || counts.contains(where: { !($0 >= 0) }) {
      return "the forecast does not fit the types"
    }
    return nil
  }
}
