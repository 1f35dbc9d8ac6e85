public import MarketModel
public import Randomness

/// A random graph: every arrival has the same number of neighbours, or each edge exists by itself with a probability.
///
/// With `degree` d an arrival's neighbours are a uniform sample of d offline vertices; with `edge-probability` q every
/// pair is an edge with probability q, independently (Erdős–Rényi).
///
/// **Edge cases**: an arrival may have no neighbour when edges are drawn by themselves. Without `types` nothing is known
/// of arrivals before they come.
/// - Complexity: O(edges) expected.
///
/// Source: Erdős and Rényi 1959; sampling without replacement: Floyd (in Bentley 1987); skipping absent edges: Batagelj
/// and Brandes 2005.
public struct RandomGraph: MatchingInstance {
  public static let card = Card(
    "random", "Random neighbours: a fixed number of them, or each with a probability.",
    source: "Erdős and Rényi 1959; Bentley 1987; Batagelj and Brandes 2005")

  let offline: Int
  let capacity: Int
  let degree: Int?
  let edgeProbability: Double
  let sampler: TypedArrivals
  let values: EdgeValues

  public var traits: GraphTraits { GraphTraits(hasForecast: sampler.given != nil, isCertain: values.isCertain) }

  public init(_ settings: inout Settings) {
    offline = settings.integer("offline", in: 1...10_000_000, default: 100, "Offline vertices.")
    capacity = settings.integer("capacity", in: 1...1_000_000, default: 1, "Successes of an offline vertex.")
    let degree = settings.optionalInteger(
      "degree", in: 1...100_000, otherwise: "5, unless `edge-probability` is given", "Neighbours of each arrival.")
    let chance = settings.optionalNumber(
      "edge-probability", in: .share, unit: .share, otherwise: "none: every arrival has `degree` neighbours",
      "Chance that a pair is an edge.")
    settings.check(
      degree == nil || chance == nil, "edge-probability", "both `degree` and `edge-probability` are given",
      remedy: "give one of them")
    self.degree = chance == nil ? degree ?? min(5, offline) : nil
    edgeProbability = chance ?? 0
    sampler = TypedArrivals(&settings)
    values = EdgeValues(&settings)
    settings.check(
      (degree ?? 1) <= offline, "degree", "there are only \(offline) offline vertices",
      remedy: "write at most \(offline)")
    checkSize(
      settings, "arrivals",
      edges: Double(sampler.types) * (self.degree.map(Double.init) ?? edgeProbability * Double(offline)))
  }

  public func draw(using stream: inout RandomStream) -> OnlineGraph {
    var graph = OnlineGraph(limits: Array(repeating: Double(capacity), count: offline))
    let types = sampler.types
    graph.reserve(types: types, edges: types * (degree ?? Int(edgeProbability * Double(offline)) + 1))
    var row: [Int] = []
    for _ in 0..<types {
      row.removeAll(keepingCapacity: true)
      if let degree { sample(degree, into: &row, using: &stream) } else { flip(into: &row, using: &stream) }
      for vertex in row { values.addEdge(to: vertex, &graph, using: &stream) }
      graph.endType()
    }
    sampler.draw(into: &graph, using: &stream)
    return graph
  }

  /// Floyd's: the j-th draw is below its bound, or, where that was drawn before, the bound itself.
  private func sample(_ degree: Int, into row: inout [Int], using stream: inout RandomStream) {
    for bound in (offline - degree)..<offline {
      let drawn = stream.index(below: bound + 1)
      let place = firstPlace(drawn, in: row)
      // The bound is above all that came before.
      let isNew = !(place < row.count && row[place] == drawn)
      row.append(bound)
      if !isNew { continue }
      // Moved one by one: `insert` costs more for short rows than the whole draw.
      for moved in stride(from: row.count - 1, to: place, by: -1) { row[moved] = row[moved - 1] }
      row[place] = drawn
    }
  }

  private func firstPlace(_ vertex: Int, in row: [Int]) -> Int {
    var low = 0
    var high = row.count
    while low < high {
      let middle = (low + high) / 2
      if row[middle] < vertex { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// From edge to edge: the gaps between them are geometric.
  private func flip(into row: inout [Int], using stream: inout RandomStream) {
    if edgeProbability >= 1 { return row.append(contentsOf: 0..<offline) }
    if edgeProbability <= 0 { return }
    let rate = logarithm(ofOnePlus: -edgeProbability)
    var next = -1.0
    while true {
      next += 1 + (logarithm(ofOnePlus: -stream.unit()) / rate).rounded(.down)
      if next >= Double(offline) { return }
      row.append(Int(next))
    }
  }
}

/// Refuses a graph of more than 100 million edges while it is still a mistake in the file.
func checkSize(_ settings: Settings, _ key: String, edges: Double) {
  settings.check(
    edges <= 1e8, key, "the graph would have \(shortest(edges.rounded())) edges",
    remedy: "ask for fewer: at most 100000000")
}
