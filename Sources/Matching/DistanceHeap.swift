/// Vertices by their distance, nearest first; of equal distances the lower vertex. A vertex may stand in it several times:
/// who takes one out ignores it when a shorter distance is known.
struct DistanceHeap {
  private var distances: [Double] = []
  private var vertices: [Int32] = []

  var isEmpty: Bool { vertices.isEmpty }
  /// The distance of the first; +∞ when there is none.
  var least: Double { distances.first ?? .infinity }

  mutating func removeAll() {
    distances.removeAll(keepingCapacity: true)
    vertices.removeAll(keepingCapacity: true)
  }

  mutating func push(_ vertex: Int, at distance: Double) {
    var place = vertices.count
    distances.append(distance)
    vertices.append(Int32(truncatingIfNeeded: vertex))
    while place > 0 {
      let parent = (place - 1) / 2
      if !precedes(distance, Int32(truncatingIfNeeded: vertex), parent) { break }
      distances[place] = distances[parent]
      vertices[place] = vertices[parent]
      place = parent
    }
    distances[place] = distance
    vertices[place] = Int32(truncatingIfNeeded: vertex)
  }

  mutating func pop() -> (vertex: Int, distance: Double)? {
    guard let vertex = vertices.first, let last = vertices.popLast(), let end = distances.popLast() else { return nil }
    if vertices.isEmpty { return (Int(vertex), end) }
    let distance = distances[0]
    let count = vertices.count
    var place = 0
    while true {
      var child = 2 * place + 1
      if child >= count { break }
      if child + 1 < count, precedes(distances[child + 1], vertices[child + 1], child) { child += 1 }
      if precedes(end, last, child) { break }
      distances[place] = distances[child]
      vertices[place] = vertices[child]
      place = child
    }
    distances[place] = end
    vertices[place] = last
    return (Int(vertex), distance)
  }

  private func precedes(_ distance: Double, _ vertex: Int32, _ other: Int) -> Bool {
    distance < distances[other] || (distance == distances[other] && vertex < vertices[other])
  }
}
