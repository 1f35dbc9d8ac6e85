import FairDivision
import Allocation
import Foundation
import Outcry
import Testing

@Suite("Sources of valuations")
struct ValuationSourceTests {
  private func draw(_ source: Node, stream index: UInt64 = 0) throws -> ItemSequence {
    var stream = RandomStream(seed: 1, replicate: 0, role: 5, index: index)
    return try valuations(source).draw(using: &stream)
  }

  // 100,000 values of {0, …, 1000}/1000: mean 1/2, variance (1001² − 1)/12/1000². Five standard errors of the mean are
  // 0.0046: fails with probability 6e-7.
  @Test("uniform values: bounds, mean and number")
  func uniform() throws {
    let sequence = try draw(["kind": "uniform", "agents": 5, "items": 20_000])
    #expect(sequence.count == 20_000 && sequence.agents == 5 && sequence.resolution == 1000)
    #expect(sequence.values.min() == 0 && sequence.values.max() == 1000)
    let mean = Double(sequence.totals.reduce(0, +)) / 1e5 / 1000
    #expect(abs(mean - 0.5) < 0.0046)
    let narrow = try draw(["kind": "uniform", "low": 0.5, "high": 0.5, "items": 10])
    #expect(narrow.values.allSatisfy { $0 == 500 })
  }

  // 20,000 pairs; a correlation has a standard error of at most 1/√20000 = 0.0071: five are 0.036.
  @Test("correlated values have the correlation asked for", arguments: [0.0, 0.25, 0.81, 1.0])
  func correlated(rho: Double) throws {
    let sequence = try draw(
      ["kind": "correlated", "agents": 2, "items": 20_000, "correlation": Node(floatLiteral: rho)])
    var sums = (x: 0.0, y: 0.0, xx: 0.0, yy: 0.0, xy: 0.0)
    for item in 0..<sequence.count {
      let (x, y) = (Double(sequence[item: item, agent: 0]), Double(sequence[item: item, agent: 1]))
      sums = (sums.x + x, sums.y + y, sums.xx + x * x, sums.yy + y * y, sums.xy + x * y)
    }
    let n = 20_000.0
    let covariance = sums.xy / n - sums.x / n * sums.y / n
    let deviations = ((sums.xx / n - sums.x * sums.x / n / n) * (sums.yy / n - sums.y * sums.y / n / n)).squareRoot()
    #expect(abs(covariance / deviations - rho) < 0.036)
  }

  @Test("identical values are identical, and differ from item to item")
  func identical() throws {
    let sequence = try draw(["kind": "identical", "agents": 4, "items": 50])
    for item in 0..<50 { #expect(Set(sequence.row(item)).count == 1) }
    #expect(Set(sequence.values).count > 10)
  }

  @Test("small items add up to n exactly, and none is larger than ε", arguments: 0..<20)
  func small(number: Int) throws {
    let sequence = try draw(
      ["kind": "small-items", "agents": 3, "largest": 0.05, "resolution": 200], stream: UInt64(number))
    #expect(sequence.totals == [600, 600, 600])
    #expect((sequence.values.max() ?? 0) <= 10)
    // From 60 items of 10 units up to 600 of 1.
    #expect((60...600).contains(sequence.count))
    #expect(sequence.values.suffix(3).contains { $0 > 0 })
  }

  // Each agent's share is 40 of 120 (Feige, Sapir and Tauber 2021), by all partitions: tested where shares are.
  @Test("the instance without maximin shares adds up to 120 for all")
  func noShares() throws {
    #expect(try draw("no-mms").totals == [120, 120, 120])
  }

  @Test("the worst case is what the search finds, and its order is kept")
  func worstCase() throws {
    let source = try valuations(["kind": "worst-case", "units": 2, "items": 3])
    let rule = try allotment("two-agent-goods")
    let traits = DivisionTraits(kind: .goods, agents: 2)
    let sequence = try source.attack(rule, traits)
    let found = try WorstCaseSearch(traits, units: 2, items: 3).run(rule)
    #expect(sequence == found.sequence)
    #expect(sequence.totals == [4, 4])
  }

  @Test("a file names items in the order of arrival; what it does not list is worth nothing")
  func file() async throws {
    let text = "agent,item,value\nann,clock,2.5\nbob,clock,1\nbob,lamp,4\nann,vase,0.25\n"
    let scenario = try withFile(text) { file in
      try division(
        [
          "valuations": ["kind": "csv", "file": Node(stringLiteral: file)], "normalisation": "none",
          "policy": "round-robin",
        ], metrics: ["utility", "welfare", "items"])
    }
    let results = try await run(scenario)
    let variant = try #require(results.variants.first)
    // Clock to ann, lamp to bob, vase to ann.
    #expect(variant["utility", group: "ann"]?.mean == 2.75)
    #expect(variant["utility", group: "bob"]?.mean == 4)
    #expect(results["items"]?.mean == 3)
    let table = try #require(variant.tables.first)
    #expect(table.rows.map(\.last) == [.text("ann"), .text("bob"), .text("ann")])
  }
}

@Suite("Wrong input to the online division")
struct DivisionMistakeTests {
  private static let goods =
    [
      (
        ["policy": "two-agent-goods"],
        "scenario: world.policy: it is for 2 agents, and there are 3; choose another policy"
      ),
      (
        ["policy": "two-agent-goods", "items": "chores", "valuations": ["kind": "uniform", "agents": 2]],
        "scenario: world.policy: it divides goods only; choose another policy, or write `items: goods`"
      ),
      (
        ["policy": "chore-sharing"],
        "scenario: world.policy: it divides chores only; choose another policy, or write `items: chores`"
      ),
      (
        ["policy": "chore-sharing", "items": "chores", "normalisation": "none"],
        "scenario: world.policy: it must know what everything together is worth to each agent; write `normalisation: "
          + "rescaled`, or choose another policy"
      ),
      (
        ["policy": "chore-sharing", "items": "chores", "entitlements": [1, 2, 3]],
        "scenario: world.policy: its shares are equal; leave out `entitlements`, or choose another policy"
      ),
      (
        ["policy": "envy-cycle", "items": "chores"],
        "scenario: world.policy: of chores its division is not fair up to one; choose another policy, or write `items: "
          + "goods`"
      ),
      (
        ["policy": "pace"],
        "scenario: world.policy: it bids values of about 1 an item, not parts of a total; write `normalisation: none`"
      ),
      (
        ["entitlements": [1, 2]],
        "scenario: world.entitlements: there are 2 entitlements and 3 agents; give each agent one"
      ),
      (
        ["valuations": ["kind": "uniform", "low": 2, "high": 1]],
        "scenario: world.valuations.high: the highest value is below the lowest; write at least `low`"
      ),
      (
        ["valuations": ["kind": "uniform", "high": 0.5, "resolution": 3]],
        "scenario: world.valuations.high: 0.5 is not a whole multiple of 1/3; round it, or raise `resolution`"
      ),
      (
        // C(18 + 5, 5)² = 33649².
        ["valuations": ["kind": "worst-case", "units": 9, "items": 6]],
        "scenario: world.valuations.items: about 1132255201 sequences would have to be tried; write fewer units or items: "
          + "at most 1000000 sequences"
      ),
      (
        ["valuations": "worst-case", "order": "shuffled"],
        "scenario: world.order: an adversary says itself in which order its items come; write `order: given`"
      ),
      (
        ["valuations": "worst-case", "policy": "pace", "normalisation": "none"],
        "scenario: world.policy: an adversary can try out only policies that give each item to one agent at once; "
          + "choose another policy, or other valuations"
      ),
      (
        [
          "valuations": [
            "kind": "listed", "total": 2,
            "agents": [["name": "a", "values": [1.5, 0.5]], ["name": "b", "values": [1, 0.9]]],
          ]
        ],
        "scenario: world.valuations.agents: the values of agent 'b' add up to 1.9, not 2; correct them, or leave out "
          + "`total`: the world rescales values by their totals"
      ),
      (
        [
          "valuations": [
            "kind": "listed", "agents": [["name": "a", "values": [1, -2]], ["name": "b", "values": [1, 1]]],
          ]
        ],
        "scenario: world.valuations.agents: agent 'a': the value -2 is negative; write a good's value, or a chore's cost, "
          + "as a number of at least 0: a chore that is welcome is a good"
      ),
    ] as [(Node, String)]

  @Test("settings", arguments: goods)
  func settings(world: Node, message: String) {
    #expect(divisionComplaints(world) == [message])
  }

  @Test("every wrong row of a file is told, with its line")
  func rows() throws {
    let text = "agent,item,value\na,x,1\nb,x,-3\na,x,2\nb,y,0.123\na,y,2\n"
    let said = try withFile(text) { file in
      divisionComplaints([
        "items": "chores",
        "valuations": ["kind": "csv", "file": Node(stringLiteral: file), "resolution": 10, "total": 4],
      ]).map { $0.replacing(file, with: "costs.csv") }
    }
    #expect(
      said == [
        "costs.csv:3:1: world.valuations.file: the value -3 is negative; write a good's value, or a chore's cost, as a "
          + "number of at least 0: a chore that is welcome is a good",
        "costs.csv:4:1: world.valuations.file: agent 'a' and item 'x' are listed again; keep one of the rows",
        "costs.csv:5:1: world.valuations.file: the value 0.123 is not a whole multiple of 1/10; round the values, or "
          + "give another `resolution`",
        "costs.csv:5:1: world.valuations.file: the values of agent 'b' add up to 0, not 4; correct them, or leave out "
          + "`total`: the world rescales values by their totals",
        "costs.csv:6:1: world.valuations.file: the values of agent 'a' add up to 3, not 4; correct them, or leave out "
          + "`total`: the world rescales values by their totals",
      ])
  }

  @Test("a file that is no table of values")
  func notValues() throws {
    let said = try withFile("agent,item,value\na,x,one\na,y,inf\n") { file in
      divisionComplaints(["valuations": ["kind": "csv", "file": Node(stringLiteral: file)]])
        .map { $0.replacing(file, with: "goods.csv") }
    }
    #expect(
      said.count == 2 && said.allSatisfy { $0.hasPrefix("goods.csv:") && $0.contains("a finite number") }, "\(said)")
  }

  // One good for three agents: every maximin share is 0, and the ratio is 1 by definition whoever gets it.
  @Test("fewer items than agents: maximin shares are 0 and the ratio is 1")
  func fewerItems() async throws {
    let results = try await run(
      try division(
        ["valuations": ["kind": "uniform", "items": 1]], replicates: 3, metrics: ["mms-ratio", "mms", "egalitarian"]))
    #expect(results["mms-ratio"]?.mean == 1)
    #expect(results["mms"]?.mean == 1)
    #expect(results["egalitarian"]?.mean == 0)
    let measure = try #require(results.variants[0].plan.measures.first)
    #expect(measure.definition.contains("1 for an agent whose share is 0"))
  }
}
