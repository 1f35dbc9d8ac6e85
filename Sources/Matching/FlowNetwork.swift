/// An arc of a network: from one vertex to another, so many units at most, each at a cost.
public struct FlowArc: Sendable, Hashable {
  public var from: Int
  public var to: Int
  /// Units at most; nil for any number.
  public var capacity: Int?
  /// Cost of a unit, negative for a gain.
  public var cost: Double

  public init(from: Int, to: Int, capacity: Int?, cost: Double) {
    self.from = from
    self.to = to
    self.capacity = capacity
    self.cost = cost
  }
}

/// Vertices that supply or want units, and arcs that carry them: what a flow of least cost is asked of.
///
/// Arcs may be parallel, or lead back to where they start. Whole units flow; costs are any finite numbers.
/// **Errors**: `FlowInputError` names the arc or the vertex.
public struct FlowNetwork: Sendable, Equatable {
  /// Units that each vertex puts in; negative where it takes out.
  public let supplies: [Int]
  public let arcs: [FlowArc]

  /// Units above which a supply or a capacity is refused, so that no sum overflows.
  public static let largestAmount = 1 << 31

  public init(supplies: [Int], arcs: [FlowArc]) throws(FlowInputError) {
    for (vertex, supply) in supplies.enumerated() where supply.magnitude > UInt(Self.largestAmount) {
      throw .badSupply(vertex: vertex, supply: supply)
    }
    for (index, arc) in arcs.enumerated() {
      guard supplies.indices.contains(arc.from), supplies.indices.contains(arc.to) else {
        throw .unknownVertex(arc: index, from: arc.from, to: arc.to, vertices: supplies.count)
      }
      if let capacity = arc.capacity, capacity < 0 || capacity > Self.largestAmount {
        throw .badCapacity(arc: index, capacity: capacity)
      }
      guard abs(arc.cost) <= WeightInputError.largest else { throw .badCost(arc: index, cost: arc.cost) }
    }
    self.supplies = supplies
    self.arcs = arcs
  }
}

/// Supplies, capacities or costs that no flow problem can be made of.
public enum FlowInputError: Error, Equatable, Sendable {
  /// A supply is beyond `FlowNetwork.largestAmount`.
  case badSupply(vertex: Int, supply: Int)
  /// An arc joins a vertex that does not exist.
  case unknownVertex(arc: Int, from: Int, to: Int, vertices: Int)
  /// A capacity is negative, or beyond `FlowNetwork.largestAmount`.
  case badCapacity(arc: Int, capacity: Int)
  /// A cost is NaN, infinite or beyond `WeightInputError.largest`.
  case badCost(arc: Int, cost: Double)
}

extension FlowInputError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .badSupply(let vertex, let supply):
      "vertex \(vertex) supplies \(supply); give at most \(FlowNetwork.largestAmount), either way"
    case .unknownVertex(let arc, let from, let to, let vertices):
      "arc \(arc) leads from \(from) to \(to) of \(vertices) vertices; number them from 0"
    case .badCapacity(let arc, let capacity):
      "the capacity of arc \(arc) is \(capacity); give 0 to \(FlowNetwork.largestAmount), or nil for any number of units"
    case .badCost(let arc, let cost):
      "the cost of arc \(arc) is \(cost); give a number up to \(WeightInputError.largest) in size"
    }
  }
}

/// A flow, its cost, and the proof that none costs less.
public struct MinimumCostFlow: Sendable, Equatable {
  /// Units on each arc.
  public let flows: [Int]
  /// Cost of all units, added by arc.
  public let cost: Double
  /// π: what a unit is worth at each vertex [cost]. An arc that could carry more has cost + π(from) − π(to) ≥ 0; one that
  /// carries something, ≤ 0.
  public let potentials: [Double]

  public init(flows: [Int], cost: Double, potentials: [Double]) {
    self.flows = flows
    self.cost = cost
    self.potentials = potentials
  }
}

/// What a search for a flow of least cost ends with.
public enum FlowResult: Sendable, Equatable {
  case optimal(MinimumCostFlow)
  /// The supplies cannot be brought to where they are wanted: see `FlowCut`.
  case infeasible(FlowCut)
  /// Arcs of unlimited capacity, in a circle, whose costs add up to less than 0; by their numbers.
  case unbounded(cycle: [Int])

  /// The flow, when there is one.
  public var flow: MinimumCostFlow? {
    if case .optimal(let flow) = self { flow } else { nil }
  }
}

/// Vertices that together supply more than the arcs out of them can carry; or, as `isDemand`, that want more than the arcs
/// into them can.
public struct FlowCut: Sendable, Equatable {
  /// The vertices, ascending.
  public let vertices: [Int]
  public let isDemand: Bool

  public init(vertices: [Int], isDemand: Bool) {
    self.vertices = vertices
    self.isDemand = isDemand
  }

  /// Whether the claim is true of this network.
  public func holds(in network: FlowNetwork) -> Bool {
    let chosen = Set(vertices)
    guard chosen.allSatisfy({ network.supplies.indices.contains($0) }) else { return false }
    var surplus = 0
    for vertex in chosen.sorted() { surplus += isDemand ? -network.supplies[vertex] : network.supplies[vertex] }
    for arc in network.arcs {
      let (inner, outer) = isDemand ? (arc.to, arc.from) : (arc.from, arc.to)
      if !chosen.contains(inner) || chosen.contains(outer) { continue }
      guard let capacity = arc.capacity else { return false }
      surplus -= capacity
    }
    return surplus > 0
  }
}

/// Where a flow and its potentials do not fit together, or not with the network: the witness of `verify`.
public enum FlowFlaw: Error, Sendable, Equatable {
  /// There are not as many flows as arcs or potentials as vertices, or a potential is not finite.
  case wrongShape
  /// An arc carries less than nothing or more than it can.
  case capacityExceeded(arc: Int, flow: Int)
  /// A vertex puts in another number of units than it supplies.
  case notConserved(vertex: Int, puts: Int, supplies: Int)
  /// An arc that could carry more would pay, or one that carries something does not.
  case wrongReducedCost(arc: Int, reducedCost: Double)
  /// The flow costs `cost` and the duals bound it by `bound`.
  case gap(cost: Double, bound: Double)
}

extension MinimumCostFlow {
  /// Checks the flow and its potentials; nil, or the first flaw found. Residuals up to `tolerance` × (1 + the largest
  /// absolute cost) pass; for the objectives, times 1 + the units that flow.
  /// - Complexity: O(vertices + arcs).
  public func verify(against network: FlowNetwork, tolerance: Double = 1e-9) -> FlowFlaw? {
    guard flows.count == network.arcs.count, potentials.count == network.supplies.count,
      potentials.allSatisfy(\.isFinite)
    else { return .wrongShape }
    let margin = tolerance * (network.arcs.reduce(1) { max($0, 1 + abs($1.cost)) })
    var puts = [Int](repeating: 0, count: network.supplies.count)
    var (sum, bound, units) = (0.0, 0.0, 0.0)
    for (index, arc) in network.arcs.enumerated() {
      let flow = flows[index]
      if flow < 0 || flow > arc.capacity ?? .max { return .capacityExceeded(arc: index, flow: flow) }
      puts[arc.from] &+= flow
      puts[arc.to] &-= flow
      let reduced = arc.cost + potentials[arc.from] - potentials[arc.to]
      if (flow < arc.capacity ?? .max && reduced < -margin) || (flow > 0 && reduced > margin) {
        return .wrongReducedCost(arc: index, reducedCost: reduced)
      }
      sum += Double(flow) * arc.cost
      units += Double(flow)
      if let capacity = arc.capacity { bound += Double(capacity) * min(0, reduced) }
    }
    for (vertex, supply) in network.supplies.enumerated() {
      if puts[vertex] != supply { return .notConserved(vertex: vertex, puts: puts[vertex], supplies: supply) }
      bound -= Double(supply) * potentials[vertex]
    }
    let allowed = margin * (1 + units)
    if abs(sum - cost) <= allowed, abs(cost - bound) <= allowed { return nil }
    return .gap(cost: cost, bound: bound)
  }
}
