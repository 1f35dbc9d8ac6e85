internal import MarketModel

/// The vertices held in the present window, in the order of their arrival, and their edges when it ends.
struct HeldVertices {
  /// Numbers of the arrivals, ascending (held).
  private(set) var numbers: [Int] = []
  /// When each arrived [s] (held).
  private(set) var times: [Double] = []
  /// Filled by `gather`: where the edges of each begin (held + 1), and the edges.
  private(set) var starts: [Int] = []
  private(set) var offline: [Int32] = []
  private(set) var weights: [Double] = []
  private(set) var probabilities: [Double] = []
  /// The edge of each, within the edges gathered; −1: unmatched (held).
  var choices: [Int] = []

  var isEmpty: Bool { numbers.isEmpty }

  mutating func add(_ number: Int, at time: Double) {
    numbers.append(number)
    times.append(time)
  }

  /// Lets a vertex go; false when it is not held any more.
  mutating func remove(_ number: Int) -> Bool {
    guard let place = numbers.firstIndex(of: number) else { return false }
    numbers.remove(at: place)
    times.remove(at: place)
    return true
  }

  mutating func removeAll() {
    numbers.removeAll(keepingCapacity: true)
    times.removeAll(keepingCapacity: true)
  }

  mutating func gather(_ graph: OnlineGraph) {
    starts.removeAll(keepingCapacity: true)
    offline.removeAll(keepingCapacity: true)
    weights.removeAll(keepingCapacity: true)
    probabilities.removeAll(keepingCapacity: true)
    choices.removeAll(keepingCapacity: true)
    starts.append(0)
    for number in numbers {
      for edge in graph.edges(of: Int(graph.arrivals[number])) {
        offline.append(graph.offline[edge])
        weights.append(graph.weights[edge])
        probabilities.append(graph.probabilities[edge])
      }
      starts.append(offline.count)
      choices.append(-1)
    }
  }
}
