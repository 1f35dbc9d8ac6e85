import LinearPrograms
import Matchmaking
import Outcry
import Testing

@Suite("Benchmarks of online matching")
struct BenchmarkTests {
  /// Whether `a` ≤ `b` up to the solver's rounding.
  private func atMost(_ a: Double, _ b: Double, sourceLocation: SourceLocation = #_sourceLocation) {
    #expect(a <= b + 1e-6 * max(1, abs(b)), sourceLocation: sourceLocation)
  }

  @Test(
    "one offline vertex, k neighbours of probability p: both relaxations are exactly 1 − (1 − p)ᵏ, the matching LP is min(1, kp)"
  )
  func oneVertex() throws {
    for (k, p) in [(1, 0.3), (5, 0.2), (12, 0.25), (3, 1.0)] {
      let graph = try graph(
        "complete", ["offline": 1, "arrivals": Node(integerLiteral: k), "probability": Node(floatLiteral: p)])
      var none = 1.0
      for _ in 0..<k { none *= 1 - p }
      #expect(abs(try value("order-free-lp", graph) - (1 - none)) < 1e-7)
      #expect(abs(try value("arrival-order-lp", graph) - (1 - none)) < 1e-7)
      #expect(abs(try value("matching-lp", graph) - min(1, Double(k) * p)) < 1e-7)
    }
  }

  @Test("one offline vertex with uneven edges: the arrival-order LP is the adaptive optimum itself", arguments: 0..<60)
  func arrivalOrderIsExact(number: Int) throws {
    var stream = stream(UInt64(number))
    let rows = (0..<6).map { _ in
      [(0, 0.25 * Double(1 + stream.index(below: 8)), 0.1 * Double(1 + stream.index(below: 10)))]
    }
    let graph = graph(rows, limits: [1])
    #expect(abs(try value("arrival-order-lp", graph) - adaptiveOptimum(graph)) < 1e-6)
  }

  @Test(
    "adaptive optimum ≤ arrival-order LP ≤ matching LP, and ≤ order-free LP ≤ matching LP, on random graphs",
    arguments: 0..<100)
  func relaxations(number: Int) throws {
    let graph = smallGraph(UInt64(number))
    let optimum = adaptiveOptimum(graph)
    let matching = try value("matching-lp", graph)
    let arrivalOrder = try value("arrival-order-lp", graph)
    let orderFree = try value("order-free-lp", graph)
    atMost(optimum, arrivalOrder)
    atMost(arrivalOrder, matching)
    atMost(optimum, orderFree)
    atMost(orderFree, matching)
  }

  /// The order-free LP by all its rows at once.
  @Test("cuts found by sorting are all that matter: the same value as with every set's row", arguments: 0..<40)
  func allCuts(number: Int) throws {
    let graph = smallGraph(UInt64(number))
    var program = LinearProgram(.maximise)
    var variables: [LinearProgram.Variable] = []
    for edge in graph.offline.indices {
      variables.append(program.addVariable(cost: graph.probabilities[edge] * graph.weights[edge]))
    }
    for type in 0..<graph.types where !graph.edges(of: type).isEmpty {
      program.addRow(LinearExpression.sum(graph.edges(of: type)) { 1 * variables[$0] } <= 1)
    }
    for vertex in graph.limits.indices {
      let own = graph.offline.indices.filter { Int(graph.offline[$0]) == vertex }
      for set in 1..<max(1, 1 << own.count) {
        let members = own.indices.filter { set >> $0 & 1 == 1 }.map { own[$0] }
        let none = members.reduce(1.0) { $0 * (1 - graph.probabilities[$1]) }
        program.addRow(LinearExpression.sum(members) { graph.probabilities[$0] * variables[$0] } <= 1 - none)
      }
    }
    let full = try #require(try program.solve().optimum).objective
    #expect(abs(try value("order-free-lp", graph) - full) < 1e-6)
  }

  /// The configuration LP by all its columns at once.
  @Test("column generation reaches the value with every column, by sorting and by search", arguments: 0..<60)
  func allColumns(number: Int) throws {
    var graph = smallGraph(UInt64(number), weightPerVertex: true)
    if number % 2 == 0 {
      // Equal probabilities: pricing by sorting.
      var equal = OnlineGraph(limits: graph.limits)
      for type in 0..<graph.types {
        for edge in graph.edges(of: type) {
          equal.addEdge(to: Int(graph.offline[edge]), weight: graph.weights[edge], probability: 0.4)
        }
        equal.endType()
      }
      equal.arrivals = graph.arrivals
      graph = equal
    }
    var program = LinearProgram(.maximise)
    var ofArrival = [[LinearProgram.Variable]](repeating: [], count: graph.types)
    for vertex in graph.limits.indices {
      let own = (0..<graph.types).flatMap { type in
        graph.edges(of: type).filter { Int(graph.offline[$0]) == vertex }.map { (type: type, edge: $0) }
      }
      var lottery: [LinearProgram.Variable] = []
      for set in 1..<max(1, 1 << own.count) {
        let members = own.indices.filter { set >> $0 & 1 == 1 }.map { own[$0] }
        let load = members.reduce(0) { $0 + graph.probabilities[$1.edge] }
        let column = program.addVariable(cost: graph.weights[members[0].edge] * min(1, load))
        lottery.append(column)
        for member in members { ofArrival[member.type].append(column) }
      }
      if !lottery.isEmpty { program.addRow(LinearExpression.sum(lottery) <= 1) }
    }
    for columns in ofArrival where !columns.isEmpty { program.addRow(LinearExpression.sum(columns) <= 1) }
    let full = try #require(try program.solve().optimum).objective
    let generated = try value("configuration-lp", graph)
    #expect(abs(generated - full) < 1e-6)
    atMost(generated, try value("matching-lp", graph))
  }

  @Test("copies of an arrival counted together change no benchmark that ignores the order", arguments: 0..<30)
  func copies(number: Int) throws {
    let graph = smallGraph(UInt64(number), weightPerVertex: true, most: 3)
    var copied = graph
    copied.arrivals = graph.arrivals.flatMap { [$0, $0, $0] }
    var spelled = OnlineGraph(limits: graph.limits)
    for type in copied.arrivals {
      for edge in graph.edges(of: Int(type)) {
        spelled.addEdge(
          to: Int(graph.offline[edge]), weight: graph.weights[edge], probability: graph.probabilities[edge])
      }
      spelled.endType()
    }
    spelled.arrivals = Array(0..<Int32(spelled.types))
    for benchmark in ["matching-lp", "configuration-lp", "order-free-lp", "offline-optimum"] {
      #expect(abs(try value(benchmark, copied) - value(benchmark, spelled)) < 1e-6, "\(benchmark)")
    }
  }

  /// The doc comment's example: try the first arrival; the second goes where the first failed, else to the fallback.
  @Test("a policy that sees outcomes can beat the configuration LP: 1.056 against 1")
  func notABound() throws {
    let graph = graph([[(0, 1, 0.6)], [(0, 1, 0.6), (1, 0.6, 0.6)]], limits: [1, 1])
    #expect(abs(adaptiveOptimum(graph) - 1.056) < 1e-12)
    #expect(abs(try value("configuration-lp", graph) - 1) < 1e-7)
    atMost(1.056, try value("arrival-order-lp", graph))
  }

  /// Two vertices and an odd number m of arrivals of probability 2/m: the matching LP fills both, value 2. Sets of (m − 1)/2
  /// and (m + 1)/2 arrivals, half and half for each vertex, are worth 1 − 1/m and 1: the configuration LP is 2 − 1/m.
  @Test(
    "for vanishing probabilities the configuration LP tends to the matching LP: 2 − 1/m against 2",
    arguments: [3, 11, 51])
  func vanishing(m: Int) throws {
    let graph = try graph(
      "complete",
      ["offline": 2, "arrivals": Node(integerLiteral: m), "probability": Node(floatLiteral: 2 / Double(m))])
    #expect(abs(try value("matching-lp", graph) - 2) < 1e-6)
    #expect(abs(try value("configuration-lp", graph) - (2 - 1 / Double(m))) < 1e-6)
  }

  @Test("the offline optimum in hindsight is the best of all choices for the coins at hand", arguments: 0..<80)
  func hindsight(number: Int) throws {
    let graph = smallGraph(UInt64(number))
    var luck = stream(UInt64(9000 + number))
    let coins = graph.arrivals.map { _ in luck.unit() }
    func best(_ arrival: Int, _ free: Int) -> Double {
      if arrival == graph.arrivals.count { return 0 }
      var value = best(arrival + 1, free)
      for edge in graph.edges(of: arrival) where free >> Int(graph.offline[edge]) & 1 == 1 {
        if coins[arrival] < graph.probabilities[edge] {
          value = max(value, graph.weights[edge] + best(arrival + 1, free & ~(1 << Int(graph.offline[edge]))))
        }
      }
      return value
    }
    #expect(abs(try value("offline-optimum", graph, coins: coins) - best(0, (1 << graph.limits.count) - 1)) < 1e-9)
  }

  @Test("what is not defined says why")
  func undefined() throws {
    let budgets = graph([[(0, 1, 1), (1, 2, 1)], [(0, 3, 1)]], limits: [4, 4], use: .weight)
    let uneven = graph([[(0, 1, 0.5)], [(0, 2, 0.5)]], limits: [2])
    func reason(_ benchmark: String, _ graph: OnlineGraph) throws -> String? {
      if case .undefined(let reason) = try component(.matchingBenchmarks, benchmark).value(on: graph, coins: []) {
        return reason
      }
      return nil
    }
    #expect(
      try reason("offline-optimum", budgets)
        == "with budgets it is NP-hard unless an advertiser's bids are equal; compare with the matching LP")
    #expect(try reason("arrival-order-lp", budgets) == "it is not defined with budgets")
    #expect(try reason("order-free-lp", budgets) == "it is not defined with budgets")
    #expect(try reason("order-free-lp", uneven) == "it is not defined with capacities above 1")
    #expect(
      try reason("configuration-lp", uneven)
        == "it is not defined where the edges of one offline vertex differ in weight")
    #expect(try reason("matching-lp", budgets) == nil)
    #expect(try reason("configuration-lp", budgets) == nil)
  }

  /// Means of 4,000 runs; a bound would be broken by chance with probability below 10⁻⁶ each, were the mean to equal it.
  @Test(
    "the means of all policies stand below both relaxations",
    arguments: ["greedy", "random", "ranking", "stochastic-balance", "lp-guided"])
  func aboveAllPolicies(kind: String) throws {
    for number in 0..<10 {
      let graph = smallGraph(UInt64(number))
      let (arrivalOrder, orderFree) = (try value("arrival-order-lp", graph), try value("order-free-lp", graph))
      var (sum, squares) = (0.0, 0.0)
      for replicate in 0..<4000 {
        var luck = stream(UInt64(100_000 + replicate))
        let welfare = try play(
          policy(kind), on: graph, coins: graph.arrivals.map { _ in luck.unit() }, stream: UInt64(replicate)
        ).welfare
        sum += welfare
        squares += welfare * welfare
      }
      let mean = sum / 4000
      let error = (max(0, squares / 4000 - mean * mean) / 4000).squareRoot()
      #expect(mean <= min(arrivalOrder, orderFree) + 4.8916 * error + 1e-6)
    }
  }
}
