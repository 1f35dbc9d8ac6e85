import Matching
import Randomness
import Testing

@Suite("Flows of least cost")
struct FlowTests {
  /// Two plants with 3 and 2, two shops that want 2 and 3; costs ((1, 4), (2, 6)). Shop 0 from plant 1 saves 6 − 2 = 4
  /// there and loses 4 − 1 = 3: plant 1 serves shop 0 (2 × 2) and plant 0 shop 1 (3 × 4): 16. The other way: 2 × 1 + 1 × 4
  /// + 2 × 6 = 18.
  @Test("transportation by hand")
  func transportation() throws {
    let network = try FlowNetwork(
      supplies: [3, 2, -2, -3],
      arcs: [(0, 2, 1.0), (0, 3, 4), (1, 2, 2), (1, 3, 6)].map {
        FlowArc(from: $0.0, to: $0.1, capacity: nil, cost: $0.2)
      })
    let flow = try #require(network.minimumCostFlow().flow)
    #expect(flow.cost == 16)
    #expect(flow.flows == [0, 3, 2, 0])
    #expect(flow.verify(against: network, tolerance: 0) == nil)
  }

  /// 0 → 1 → 0 gains 1 a turn; the first arc carries 5 at most.
  @Test("a circle of negative cost is filled when it is limited, and unbounded when it is not")
  func circles() throws {
    let limited = try FlowNetwork(
      supplies: [0, 0],
      arcs: [FlowArc(from: 0, to: 1, capacity: 5, cost: -3), FlowArc(from: 1, to: 0, capacity: nil, cost: 2)])
    let flow = try #require(limited.minimumCostFlow().flow)
    #expect(flow.flows == [5, 5])
    #expect(flow.cost == -5)
    #expect(flow.verify(against: limited, tolerance: 0) == nil)
    func unlimited(_ supply: Int) throws -> FlowNetwork {
      try FlowNetwork(
        supplies: [supply, 0, -supply],
        arcs: [FlowArc(from: 0, to: 1, capacity: nil, cost: -3), FlowArc(from: 1, to: 0, capacity: nil, cost: 2)])
    }
    guard case .unbounded(let cycle) = try unlimited(0).minimumCostFlow() else {
      Issue.record("the circle costs −1 a turn")
      return
    }
    #expect(Set(cycle) == [0, 1] && cycle.count == 2)
    // Nothing leads to vertex 2, and what is not feasible is not unbounded.
    #expect(try unlimited(1).minimumCostFlow() == .infeasible(FlowCut(vertices: [0, 1], isDemand: false)))
    let loop = try FlowNetwork(supplies: [0], arcs: [FlowArc(from: 0, to: 0, capacity: 4, cost: -2)])
    #expect(loop.minimumCostFlow().flow?.cost == -8)
  }

  @Test("supplies that cannot get through, or do not add up, are a result with a witness")
  func infeasible() throws {
    let narrow = try FlowNetwork(
      supplies: [3, 0, -3],
      arcs: [FlowArc(from: 0, to: 1, capacity: nil, cost: 1), FlowArc(from: 1, to: 2, capacity: 2, cost: 1)])
    let cut = FlowCut(vertices: [0, 1], isDemand: false)
    #expect(narrow.minimumCostFlow() == .infeasible(cut))
    #expect(cut.holds(in: narrow))
    #expect(!FlowCut(vertices: [0], isDemand: false).holds(in: narrow))
    let hungry = try FlowNetwork(supplies: [1, -2], arcs: [FlowArc(from: 0, to: 1, capacity: nil, cost: 1)])
    let demand = FlowCut(vertices: [0, 1], isDemand: true)
    #expect(hungry.minimumCostFlow() == .infeasible(demand))
    #expect(demand.holds(in: hungry))
    #expect(try FlowNetwork(supplies: [], arcs: []).minimumCostFlow().flow?.cost == 0)
  }

  @Test("3,000 small networks, negative circles among them: equal to trying every flow")
  func enumeration() throws {
    var stream = RandomStream(seed: 12, replicate: 0, role: 0, index: 0)
    var (optimal, infeasible, filled) = (0, 0, 0)
    for _ in 0..<3000 {
      let vertices = stream.whole(1...4)
      var supplies = (0..<vertices).map { _ in stream.whole(-2...2) }
      supplies[0] -= supplies.reduce(0, +)
      let arcs = (0..<stream.whole(0...6)).map { _ in
        FlowArc(
          from: stream.whole(0...(vertices - 1)), to: stream.whole(0...(vertices - 1)), capacity: stream.whole(0...3),
          cost: Double(stream.whole(-4...6)))
      }
      let network = try FlowNetwork(supplies: supplies, arcs: arcs)
      switch network.minimumCostFlow() {
      case .optimal(let flow):
        optimal += 1
        #expect(flow.verify(against: network, tolerance: 0) == nil)
        #expect(flow.cost == cheapest(network))
        if supplies.allSatisfy({ $0 == 0 }) && flow.cost < 0 { filled += 1 }
      case .infeasible(let cut):
        infeasible += 1
        #expect(cut.holds(in: network))
        #expect(cheapest(network) == nil)
      case .unbounded: Issue.record("every arc is limited")
      }
    }
    #expect(optimal > 500 && infeasible > 500 && filled > 10)
  }

  /// The least cost of any flow; nil when there is none.
  private func cheapest(_ network: FlowNetwork) -> Double? {
    var best: Double?
    func fill(_ index: Int, _ puts: [Int], _ cost: Double) {
      if index == network.arcs.count {
        if puts == network.supplies { best = min(best ?? cost, cost) }
        return
      }
      let arc = network.arcs[index]
      for flow in 0...(arc.capacity ?? 0) {
        var puts = puts
        puts[arc.from] += flow
        puts[arc.to] -= flow
        fill(index + 1, puts, cost + Double(flow) * arc.cost)
      }
    }
    fill(0, [Int](repeating: 0, count: network.supplies.count), 0)
    return best
  }

  @Test("broken claims are found out")
  func broken() throws {
    let network = try FlowNetwork(
      supplies: [2, -2],
      arcs: [FlowArc(from: 0, to: 1, capacity: 1, cost: 1), FlowArc(from: 0, to: 1, capacity: 2, cost: 5)])
    func flaw(_ flows: [Int], _ cost: Double, _ potentials: [Double]) -> FlowFlaw? {
      MinimumCostFlow(flows: flows, cost: cost, potentials: potentials).verify(against: network, tolerance: 0)
    }
    #expect(flaw([1, 1], 6, [0, 5]) == nil)
    #expect(flaw([1], 6, [0, 5]) == .wrongShape)
    #expect(flaw([1, 1], 6, [0, .nan]) == .wrongShape)
    #expect(flaw([2, 0], 2, [0, 5]) == .capacityExceeded(arc: 0, flow: 2))
    #expect(flaw([1, 0], 1, [0, 5]) == .notConserved(vertex: 0, puts: 1, supplies: 2))
    #expect(flaw([0, 2], 10, [0, 5]) == .wrongReducedCost(arc: 0, reducedCost: -4))
    #expect(flaw([1, 1], 6, [0, 4]) == .wrongReducedCost(arc: 1, reducedCost: 1))
    #expect(flaw([1, 1], 7, [0, 5]) == .gap(cost: 7, bound: 6))
  }
}
