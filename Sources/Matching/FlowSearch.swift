/// Successive shortest paths: units leave a vertex with too many by the cheapest path to one with too few, until none is
/// left.
///
/// Invariant: cost + π(from) − π(to) ≥ 0 for every arc that has room.
struct FlowSearch {
  /// An arc of the residual network, or, as its partner, the way back along it.
  private struct Arc {
    var to: Int32
    var partner: Int32
    var room: Int
    let cost: Double
  }

  /// Room of an arc of unlimited capacity: more than can ever flow.
  private static let unlimited = 1 << 62

  let vertexCount: Int
  /// π.
  var potential: [Double]
  /// Units that each vertex still has too many of, or too few.
  var excess: [Int]
  /// Where the arcs out of each vertex begin.
  private var starts: [Int]
  private var residual: [Arc] = []
  /// Where each arc of the network stands among the residual ones, and its capacity.
  private var places: [Int]
  private let capacities: [Int]

  // The search. A vertex's distance counts only when the vertex bears the mark of the present search.
  private var distance: [Double]
  private var arrival: [Int32]
  private var mark: [Int]
  private var searches = 0
  private var heap = DistanceHeap()

  init(supplies: [Int], arcs: [FlowArc]) {
    vertexCount = supplies.count
    excess = supplies
    potential = [Double](repeating: 0, count: vertexCount)
    starts = [Int](repeating: 0, count: vertexCount + 1)
    capacities = arcs.map { $0.capacity ?? Self.unlimited }
    for arc in arcs {
      starts[arc.from + 1] += 1
      starts[arc.to + 1] += 1
    }
    for vertex in 0..<vertexCount { starts[vertex + 1] += starts[vertex] }
    places = []
    places.reserveCapacity(arcs.count)
    distance = [Double](repeating: .infinity, count: vertexCount)
    arrival = [Int32](repeating: -1, count: vertexCount)
    mark = [Int](repeating: 0, count: vertexCount)
    residual = [Arc](repeating: Arc(to: 0, partner: 0, room: 0, cost: 0), count: 2 * arcs.count)
    var next = starts
    for (index, arc) in arcs.enumerated() {
      let forth = next[arc.from]
      next[arc.from] += 1
      let back = next[arc.to]
      next[arc.to] += 1
      residual[forth] = Arc(to: Int32(arc.to), partner: Int32(back), room: capacities[index], cost: arc.cost)
      residual[back] = Arc(to: Int32(arc.from), partner: Int32(forth), room: 0, cost: 0 - arc.cost)
      places.append(forth)
    }
  }

  /// Units on an arc of the network.
  func flow(of arc: Int) -> Int { capacities[arc] - residual[places[arc]].room }

  /// Finds potentials for the empty flow, and fills arcs of negative cost where a circle allows none. Returns the places
  /// of a circle of unlimited arcs whose cost is negative, by which any flow could be made cheaper.
  mutating func prepare() -> [Int]? {
    if shortenPaths(unlimitedOnly: false) == nil { return nil }
    if let cycle = shortenPaths(unlimitedOnly: true) { return cycle }
    for (index, place) in places.enumerated() where capacities[index] < Self.unlimited {
      let from = Int(residual[Int(residual[place].partner)].to)
      let to = Int(residual[place].to)
      if residual[place].cost + potential[from] - potential[to] >= 0 { continue }
      excess[from] -= capacities[index]
      excess[to] += capacities[index]
      residual[Int(residual[place].partner)].room = capacities[index]
      residual[place].room = 0
    }
    return nil
  }

  /// Bellman and Ford's labels from everywhere at once, along arcs with room; the arcs of a negative circle if there is one.
  private mutating func shortenPaths(unlimitedOnly: Bool) -> [Int]? {
    for vertex in 0..<vertexCount {
      potential[vertex] = 0
      arrival[vertex] = -1
    }
    for round in 0...vertexCount {
      var isChanged = false
      for vertex in 0..<vertexCount {
        for place in starts[vertex]..<starts[vertex + 1] where residual[place].room > 0 {
          if unlimitedOnly, residual[place].room < Self.unlimited { continue }
          let to = Int(residual[place].to)
          let candidate = potential[vertex] + residual[place].cost
          if candidate >= potential[to] { continue }
          potential[to] = candidate
          arrival[to] = Int32(place)
          isChanged = true
        }
      }
      if !isChanged { return nil }
      // A circle shows in where the labels came from as soon as it has made one shorter.
      if round % 16 == 15 || round == vertexCount, let cycle = circle() { return cycle }
    }
    return nil
  }

  /// Arcs by which the labels came round to where they started; nil when they came from nowhere so, or when no more than
  /// rounding made them go on.
  private func circle() -> [Int]? {
    var colour = [Int](repeating: -1, count: vertexCount)
    for start in 0..<vertexCount where colour[start] < 0 {
      var vertex = start
      while colour[vertex] < 0, arrival[vertex] >= 0 {
        colour[vertex] = start
        vertex = tail(of: Int(arrival[vertex]))
      }
      let isCircle = colour[vertex] == start && arrival[vertex] >= 0
      colour[vertex] = max(colour[vertex], start)
      if !isCircle { continue }
      var arcs: [Int] = []
      var (sum, size) = (0.0, 0.0)
      let first = vertex
      repeat {
        let place = Int(arrival[vertex])
        arcs.append(place)
        sum += residual[place].cost
        size += abs(residual[place].cost)
        vertex = tail(of: place)
      } while vertex != first
      if sum < -1e-13 * size { return arcs.reversed() }
    }
    return nil
  }

  private func tail(of place: Int) -> Int { Int(residual[Int(residual[place].partner)].to) }

  /// The numbers of the arcs at these places.
  func arcs(at cycle: [Int]) -> [Int] {
    let numbers = Dictionary(uniqueKeysWithValues: places.enumerated().map { ($1, $0) })
    return cycle.compactMap { numbers[$0] }
  }

  /// Sends all there is too much of; vertices from which nothing leads to where units are wanted, when it cannot.
  mutating func run() -> [Int]? {
    for start in 0..<vertexCount {
      while excess[start] > 0 {
        if let reached = send(from: start) { return reached }
      }
    }
    return nil
  }

  /// Sends units from a vertex along one cheapest path; the vertices reached when none leads to where units are wanted.
  private mutating func send(from start: Int) -> [Int]? {
    searches += 1
    heap.removeAll()
    mark[start] = searches
    distance[start] = 0
    arrival[start] = -1
    var settled: [Int] = []
    var vertex = start
    var reached = 0.0
    // The nearest vertex that wants units.
    var end = Double.infinity
    var last = -1
    while true {
      settled.append(vertex)
      for place in starts[vertex]..<starts[vertex + 1] where residual[place].room > 0 {
        let to = Int(residual[place].to)
        let candidate = reached + max(0, residual[place].cost + potential[vertex] - potential[to])
        if candidate >= end || (mark[to] == searches && candidate >= distance[to]) { continue }
        mark[to] = searches
        distance[to] = candidate
        arrival[to] = Int32(place)
        if excess[to] < 0 { (end, last) = (candidate, to) } else { heap.push(to, at: candidate) }
      }
      vertex = -1
      while heap.least < end, let first = heap.pop() {
        if first.distance > distance[first.vertex] { continue }
        vertex = first.vertex
        break
      }
      if vertex < 0 { break }
      reached = distance[vertex]
    }
    if last < 0 { return settled.sorted() }
    for vertex in settled { potential[vertex] += distance[vertex] - end }
    var units = min(excess[start], -excess[last])
    vertex = last
    while vertex != start {
      units = min(units, residual[Int(arrival[vertex])].room)
      vertex = tail(of: Int(arrival[vertex]))
    }
    excess[start] -= units
    excess[last] += units
    vertex = last
    while vertex != start {
      let place = Int(arrival[vertex])
      let partner = Int(residual[place].partner)
      residual[place].room -= units
      residual[partner].room += units
      vertex = Int(residual[partner].to)
    }
    return nil
  }
}

extension FlowNetwork {
  /// A flow that brings all supplies to where they are wanted, at the least cost.
  ///
  /// Costs may be negative, and so may circles of them where the capacities are limited: such arcs are filled first. Along
  /// an unlimited circle of negative cost there is no least cost; the circle is the answer.
  ///
  /// **Ties**: among flows of equal cost the same one is found wherever the program runs; which one, the order of the
  /// vertices and arcs decides.
  /// **Exactness**: whole costs below 2⁵³ / (vertices × units) in size give an exact result. Circles whose cost is within
  /// 10⁻¹³ of the sum of its parts count as costing nothing.
  /// **Edge cases**: supplies that do not add up to 0 are infeasible, and so is no path with room; both before unbounded.
  /// - Complexity: O(U e log n) for U units that flow, e arcs and n vertices; O(n e) more when costs are negative.
  ///
  /// Source: Ahuja, Magnanti and Orlin 1993, section 9.7 (successive shortest paths with potentials).
  public func minimumCostFlow() -> FlowResult {
    var search = FlowSearch(supplies: supplies, arcs: arcs)
    if let cycle = search.prepare() {
      // Only what is feasible can be unbounded; whether it is, costs do not matter.
      var free = FlowSearch(
        supplies: supplies,
        arcs: arcs.map { FlowArc(from: $0.from, to: $0.to, capacity: $0.capacity, cost: 0) })
      if let cut = free.cut() { return .infeasible(cut) }
      return .unbounded(cycle: search.arcs(at: cycle))
    }
    if let cut = search.cut() { return .infeasible(cut) }
    let flows = arcs.indices.map { search.flow(of: $0) }
    var cost = 0.0
    for (flow, arc) in zip(flows, arcs) { cost += Double(flow) * arc.cost }
    return .optimal(MinimumCostFlow(flows: flows, cost: cost, potentials: search.potential))
  }
}

extension FlowSearch {
  /// Sends everything; what stands against it, if anything.
  fileprivate mutating func cut() -> FlowCut? {
    if let vertices = run() { return FlowCut(vertices: vertices, isDemand: false) }
    return excess.contains { $0 < 0 } ? FlowCut(vertices: Array(0..<vertexCount), isDemand: true) : nil
  }
}
