import Allocation
import FairDivision
import Foundation
import Outcry
import Testing

@Suite("Division in batches, by linear and integer programs")
struct BatchAllotmentTests {
  /// What agents get of all items at once, by a batch policy [units] (agents).
  private func utilitiesAtOnce(
    _ rows: [[Int]], _ objective: String, divisible: Bool = false, kind: ItemKind = .goods,
    entitlements: [Double]? = nil, size: Int = 100
  ) async throws -> [Double] {
    let agents = rows.enumerated().map { number, row -> Node in
      ["name": Node(stringLiteral: "agent \(number)"), "values": Node(.list(row.map { Node(integerLiteral: $0) }))]
    }
    var world: Node = [
      "items": Node(stringLiteral: kind.rawValue), "normalisation": "none",
      "policy": [
        "kind": "batch", "size": Node(integerLiteral: size), "objective": Node(stringLiteral: objective),
        "divisible": divisible ? true : false,
      ],
      "valuations": ["kind": "listed", "agents": Node(.list(agents))],
    ]
    if let entitlements { world["entitlements"] = Node(.list(entitlements.map { Node(floatLiteral: $0) })) }
    let results = try await run(try division(world, metrics: ["utility"]))
    let variant = try #require(results.variants.first)
    return rows.indices.map { variant["utility", group: "agent \($0)"]?.mean ?? -1 }
  }

  /// Every division's utilities (nᵐ × agents).
  private func everyDivision(_ rows: [[Int]]) -> [[Int]] {
    var all = [[Int](repeating: 0, count: rows.count)]
    for item in rows[0].indices {
      all = all.flatMap { utilities in
        rows.indices.map { agent in
          var next = utilities
          next[agent] += rows[agent][item]
          return next
        }
      }
    }
    return all
  }

  private func random(_ agents: Int, _ items: Int, _ stream: inout RandomStream) -> [[Int]] {
    (0..<agents).map { _ in (0..<items).map { _ in stream.index(below: 12) } }
  }

  // By trying all 3⁵ = 243 divisions; leximin of goods ascending, of chores with the greatest cost first.
  @Test("whole items: leximin is that of all divisions", arguments: ItemKind.allCases)
  func leximin(kind: ItemKind) async throws {
    var stream = RandomStream(seed: 1, replicate: 0, role: 6, index: 0)
    for _ in 0..<12 {
      let rows = random(3, 5, &stream)
      let ranked = everyDivision(rows).map { kind == .goods ? $0.sorted() : $0.sorted(by: >) }
      let best = ranked.reduce(ranked[0]) { best, next in
        let isBetter = kind == .goods ? best.lexicographicallyPrecedes(next) : next.lexicographicallyPrecedes(best)
        return isBetter ? next : best
      }
      let got = try await utilitiesAtOnce(rows, "leximin", kind: kind)
      #expect((kind == .goods ? got.sorted() : got.sorted(by: >)) == best.map { Double($0) }, "\(rows)")
      // And by the branch and bound of FairDivision, which shares nothing with the programs.
      let search = try Valuations(kind, rows).leximinDivision()
      #expect(search.utilities.sorted() == got.map { Int($0) }.sorted())
    }
  }

  @Test("whole items: max-min has the greatest least utility, and of those the greatest sum")
  func maxMin() async throws {
    var stream = RandomStream(seed: 1, replicate: 0, role: 7, index: 0)
    for _ in 0..<12 {
      let rows = random(3, 5, &stream)
      let all = everyDivision(rows)
      let least = all.map { $0.min() ?? 0 }.max() ?? 0
      let sum = all.filter { $0.min() == least }.map { $0.reduce(0, +) }.max() ?? 0
      let got = try await utilitiesAtOnce(rows, "max-min")
      #expect(got.min() == Double(least) && got.reduce(0, +) == Double(sum), "\(rows)")
    }
  }

  @Test("whole items: nash has the greatest product, after as many agents as can be have something")
  func nash() async throws {
    var stream = RandomStream(seed: 1, replicate: 0, role: 8, index: 0)
    for number in 0..<12 {
      // Every third instance has fewer items than agents.
      let rows = random(3, number % 3 == 0 ? 2 : 5, &stream)
      let all = everyDivision(rows)
      let most = all.map { $0.count { $0 > 0 } }.max() ?? 0
      func product(_ utilities: [Int]) -> Int { utilities.filter { $0 > 0 }.reduce(1, *) }
      let best = all.filter { $0.count { $0 > 0 } == most }.map(product).max() ?? 0
      let got = try await utilitiesAtOnce(rows, "nash").map { Int($0) }
      #expect(got.count { $0 > 0 } == most && product(got) == best, "\(rows): \(got)")
    }
    // fair.md: of ((1, 0), (60, 40)) the product 40 is greatest, not the sum.
    #expect(try await utilitiesAtOnce([[1, 0], [60, 40]], "nash") == [1, 40])
    #expect(try await utilitiesAtOnce([[1, 0], [60, 40]], "leximin") == [1, 40])
  }

  // Eisenberg and Gale: (1, 0) and (1, 1) with equal budgets: each its own item, (1, 1). (2, 1) and (1, 2): (2, 2).
  // With identical values utilities are as budgets.
  @Test("divided items: the closed forms of Eisenberg and Gale")
  func eisenbergGale() async throws {
    func expect(_ rows: [[Int]], _ entitlements: [Double]?, _ expected: [Double]) async throws {
      let got = try await utilitiesAtOnce(rows, "nash", divisible: true, entitlements: entitlements)
      for (found, wanted) in zip(got, expected) { #expect(abs(found - wanted) < 1e-3 * wanted, "\(got)") }
    }
    try await expect([[1, 0], [1, 1]], nil, [1, 1])
    try await expect([[2, 1], [1, 2]], nil, [2, 2])
    try await expect([[4, 6, 10], [4, 6, 10]], [3, 1], [15, 5])
    try await expect([[1], [1], [1]], [1, 2, 5], [0.125, 0.25, 0.625])
  }

  // One item worth 3 and 1: max-min gives both 3/4. Leximin of ((2, 0), (1, 1), (0, 2)) … by hand: agent 0 wants only
  // item 0, agent 2 only item 1, agent 1 both: equal utilities u with u/2 + u/2 + u = 2 items: u = 1.
  @Test("divided items: max-min and leximin by hand")
  func dividedMaxMin() async throws {
    let one = try await utilitiesAtOnce([[3], [1]], "max-min", divisible: true)
    #expect(abs(one[0] - 0.75) < 1e-6 && abs(one[1] - 0.75) < 1e-6)
    let three = try await utilitiesAtOnce([[2, 0], [1, 1], [0, 2]], "leximin", divisible: true)
    for found in three { #expect(abs(found - 1) < 1e-6, "\(three)") }
    // Agent 1 wants only what agent 0 does not: once agent 0 has all of item 0, leximin still gives agent 1 everything
    // else.
    let uneven = try await utilitiesAtOnce([[1, 0], [0, 5]], "leximin", divisible: true)
    #expect(abs(uneven[0] - 1) < 1e-6 && abs(uneven[1] - 5) < 1e-6)
  }

  // Items (1, 1) and (4, 4) and (4, 4) in batches of one: agent 0, then agent 1, then agent 0 (1 < 4): 5 and 4.
  @Test("a batch takes into account what agents have")
  func earlierBatches() async throws {
    #expect(try await utilitiesAtOnce([[1, 4, 4], [1, 4, 4]], "leximin", size: 1).sorted() == [4, 5])
    #expect(try await utilitiesAtOnce([[1, 4, 4], [1, 4, 4]], "nash", size: 2).sorted() == [4, 5])
  }

  @Test("a product of costs is refused")
  func chores() {
    #expect(
      divisionComplaints(["items": "chores", "policy": ["kind": "batch", "objective": "nash"]]) == [
        "scenario: world.policy: the product of costs is no measure of welfare; choose another `objective`, or write "
          + "`items: goods`"
      ])
  }
}
