internal import Matching
public import MarketModel
public import Randomness

/// Holds what arrives and matches it at the end of each window, by an assignment of the greatest expected worth.
///
/// Among the held vertices and what is left of the offline ones, the matching of the largest Σ probability × weight is
/// taken; nothing is kept back for later windows. With windows that no two arrivals share it is greedy.
///
/// **Ties**: as the assignment breaks them, which depends on the order of arrival and the indices alone.
/// **Edge cases**: budgets are refused: what a match uses up of them depends on the others. An edge worth nothing is not
/// matched. Where success is uncertain a vertex is tried at most as often in a window as it has units left, though tries
/// fail: long windows then waste arrivals.
/// - Complexity: one maximum-weight matching per window.
///
/// Source: ours; for riders and drivers that leave, Ashlagi, Burq, Dutta, Jaillet, Saberi and Sholley 2019 study when
/// batching pays.
public struct BatchedAssignment: MatchingPolicy {
  public static let card = Card(
    "batched-assignment", "Holds what arrives and matches it at the end of each window by an assignment.",
    source: "ours; compare Ashlagi, Burq, Dutta, Jaillet, Saberi and Sholley 2019")

  let window: Double

  public var pace: MatchingPace { .inWindows(window) }

  public init(_ settings: inout Settings) {
    window = settings.number("window", in: .positive, default: 10, unit: .time, "Length of a window.")
  }

  public func objection(to graph: GraphTraits) -> (problem: String, remedy: String)? {
    graph.use == .unit
      ? nil : ("an assignment cannot keep to budgets", "choose another policy, or a graph with capacities")
  }

  public mutating func assign(
    _ batch: borrowing HeldBatch, into choices: inout MutableSpan<Int>, using stream: inout RandomStream
  ) throws {
    let units = Self.units(batch)
    var edges: [WeightedEdge] = []
    for row in 0..<batch.count {
      for edge in batch.starts[row]..<batch.starts[row + 1] {
        let worth = batch.probabilities[edge] * batch.weights[edge]
        guard worth > 0, let columns = units.columns[batch.offline[edge]] else { continue }
        for column in columns { edges.append(WeightedEdge(row: row, column: column, weight: worth)) }
      }
    }
    if edges.isEmpty { return }
    let matching = try WeightedGraph(rows: batch.count, columns: units.owners.count, edges: edges)
      .maximumWeightMatching()
    for (row, column) in matching.pairs {
      for edge in batch.starts[row]..<batch.starts[row + 1] where batch.offline[edge] == units.owners[column] {
        choices[row] = edge
      }
    }
  }

  /// A column for every unit that is left of an offline vertex, as far as the batch can use it; and whose each is.
  private static func units(_ batch: borrowing HeldBatch) -> (columns: [Int32: Range<Int>], owners: [Int32]) {
    var asked: [Int32: Int] = [:]
    for edge in batch.offline.indices { asked[batch.offline[edge], default: 0] += 1 }
    var columns: [Int32: Range<Int>] = [:]
    var owners: [Int32] = []
    for edge in batch.offline.indices {
      let vertex = batch.offline[edge]
      if columns[vertex] != nil || !batch.side.isOpen(Int(vertex)) { continue }
      let count = Int(min(batch.side.left[Int(vertex)], Double(asked[vertex] ?? 1)))
      columns[vertex] = owners.count..<(owners.count + count)
      for _ in 0..<count { owners.append(vertex) }
    }
    return (columns, owners)
  }
}
