import Matchmaking
import Outcry
import Testing

@Suite("Balance and MSVV")
struct BalanceTests {
  /// Spec: budget 100, unit bids, 100 copies of each arrival.
  @Test(
    "0.664, 0.640 and 0.6373 on the upper-triangular graph with budgets of 100 and unit bids",
    arguments: zip([10, 50, 100], [0.664, 0.640, 0.6373]))
  func triangle(n: Int, ratio: Double) throws {
    let shape = try graph("upper-triangular", ["size": Node(integerLiteral: n), "copies": 100])
    // Real budgets, not capacities.
    var budgets = OnlineGraph(limits: Array(repeating: 100, count: n), use: .weight)
    for type in 0..<shape.types {
      for edge in shape.edges(of: type) { budgets.addEdge(to: Int(shape.offline[edge])) }
      budgets.endType()
    }
    budgets.arrivals = shape.arrivals
    let digits = n == 100 ? 5e-5 : 5e-4
    for kind in ["balance", "msvv"] {
      let welfare = try play(policy(kind), on: budgets).welfare
      #expect(abs(welfare / Double(100 * n) - ratio) < digits, "\(kind)")
    }
    #expect(try value("offline-optimum", budgets) == Double(100 * n))
    #expect(abs(try value("matching-lp", budgets) - Double(100 * n)) < 1e-6)
  }

  @Test("with equal bids and budgets MSVV decides as Balance does", arguments: TieRuleNames.all)
  func sameDecisions(ties: String) throws {
    for number in 0..<20 {
      let graph = try graph(
        "random", ["offline": 8, "capacity": 5, "arrivals": 60, "degree": 3], stream: UInt64(number))
      let settings: Node = ["ties": Node(stringLiteral: ties)]
      #expect(
        try play(policy("balance", settings), on: graph, stream: 7).edges
          == play(policy("msvv", settings), on: graph, stream: 7).edges)
    }
  }

  /// α_u = (e^{f_u} − 1)/(e − 1) and β_v = max_u bid (1 − α_u) when v arrives are feasible in the dual of the matching LP, and
  /// the primal is at least 1 − 1/e of them up to the largest bid over the budget: Buchbinder, Jain and Naor 2007.
  @Test("primal-dual certificate of MSVV on random AdWords instances", arguments: 0..<20)
  func certificate(number: Int) throws {
    let graph = try graph(
      "adwords", ["advertisers": 10, "keywords": 20, "queries": 800, "bids": 6, "budget": 60], stream: UInt64(number))
    let run = try play(policy("msvv"), on: graph)
    let base = 2.718281828459045
    var used = [Double](repeating: 0, count: 10)
    func alpha(_ f: Double) -> Double { (e(to: f) - 1) / (base - 1) }
    // β of every arrival, from the state it met; α grows afterwards, so both together stay feasible.
    var beta: [Double] = []
    for (type, chosen) in zip(graph.arrivals, run.edges) {
      let offers = graph.edges(of: Int(type)).map { edge in
        graph.weights[edge] * (1 - alpha(used[Int(graph.offline[edge])]))
      }
      beta.append(max(0, offers.max() ?? 0))
      if chosen >= 0 {
        let vertex = Int(graph.offline[chosen])
        used[vertex] = min(1, used[vertex] + graph.weights[chosen] / 60)
      }
    }
    for (type, dual) in zip(graph.arrivals, beta) {
      for edge in graph.edges(of: Int(type)) {
        #expect(graph.weights[edge] * alpha(used[Int(graph.offline[edge])]) + dual >= graph.weights[edge] - 1e-9)
      }
    }
    let dual = used.reduce(0) { $0 + 60 * alpha($1) } + beta.reduce(0, +)
    let optimum = try value("matching-lp", graph)
    #expect(dual >= optimum - 1e-6)
    // A bid is at most 1.5 of a budget of 60: the guarantee loses at most that share.
    #expect(run.welfare >= (1 - 1 / base) * (1 - 1.5 / 60) * dual)
    #expect(run.welfare <= optimum + 1e-6)
  }

  @Test("the last bid is cut to what the budget still holds")
  func lastBid() throws {
    let graph = graph([[(0, 3, 1)], [(0, 3, 1)]], limits: [5], use: .weight)
    for kind in ["greedy", "balance", "msvv"] {
      let run = try play(policy(kind), on: graph)
      #expect(run.welfare == 5)
      #expect(run.used == [1])
    }
  }
}

enum TieRuleNames { static let all = ["lowest", "highest", "random"] }
