import Foundation
import Outcry
import Synchronization
import Testing

/// Sets one reserve out of a list, by the number of the auction, and writes down what it is told.
private struct SpySeller: Seller {
  static let card = Card("spy-seller", "Writes down what it is told.", source: "test")
  struct Line: Sendable {
    var revenue: Double
    var alternatives: [Double]
  }
  final class Notes: Sendable {
    let lines = Mutex<[Line]>([])
  }
  let reserves: [Double]
  let notes: Notes
  var feedback: RewardFeedback { .allArms }
  init(_ settings: inout Settings) { self.init([0], Notes()) }
  init(_ reserves: [Double], _ notes: Notes) {
    self.reserves = reserves
    self.notes = notes
  }
  mutating func choose(for opportunity: Opportunity, using stream: inout RandomStream) -> Int {
    opportunity.number % reserves.count
  }
  mutating func learn(
    _ opportunity: Opportunity, revenue: Double, alternatives: Span<Double>, using stream: inout RandomStream
  ) {
    notes.lines.withLock { $0.append(Line(revenue: revenue, alternatives: alternatives.map { $0 })) }
  }
}

@Suite struct SellerTests {
  private static func spied(_ reserves: [Double], _ notes: SpySeller.Notes) -> [Registration] {
    [Registration(.sellers, SpySeller.card) { _ in SpySeller(reserves, notes) }]
  }

  @Test(
    "a seller that always sets ½ is a mechanism with the reserve ½, bit for bit; personal reserves stay",
    arguments: [
      "second-price", "first-price", "third-price", "all-pay",
    ])
  func sameAsMechanism(kind: String) throws {
    let bidders: Node = [
      ["name": "plain", "count": 2], ["name": "kept out", "count": 1, "reserve": 0.7],
    ]
    let withSeller = try play(
      market(
        ["horizon": 2000, "mechanism": .init(stringLiteral: kind), "seller": "spy-seller", "bidders": bidders],
        adding: Self.spied([0.5], .init())))
    let withReserve = try play(
      market(["horizon": 2000, "mechanism": ["kind": .init(stringLiteral: kind), "reserve": 0.5], "bidders": bidders]))
    for measure in ["revenue", "welfare", "sale-rate"] {
      #expect(withSeller[measure] != nil)
      #expect(withSeller[measure] == withReserve[measure], "\(measure)")
    }
  }

  // The same bids, each run with every reserve: what was earned is one of the alternatives, and with no bid reaching a
  // reserve nothing is earned.
  @Test("alternatives are what each reserve earns with the same bids", arguments: ["fixed", "sample"])
  func alternatives(kind: String) throws {
    let notes = SpySeller.Notes()
    let reserves = [0, 0.25, 0.5, 2]
    var world: Node = [
      "horizon": 500, "seller": "spy-seller", "bidders": [["name": "all", "count": 3, "strategy": "spy"]],
    ]
    if kind == "sample" { world["eligibility"] = ["kind": "sample", "size": 2] }
    let journal = Journal()
    _ = try play(
      market(
        world, metrics: ["revenue", "seller-regret", "seller-reserve"],
        adding: Self.spied(reserves, notes) + [journal.spies()[0]]))
    let lines = notes.lines.withLock { $0 }
    #expect(lines.count == 500 && journal.seen.count == 500)
    for (number, (line, seen)) in zip(lines, journal.seen).enumerated() {
      let bids = seen.bids.sorted(by: >)
      for (reserve, alternative) in zip(reserves, line.alternatives) {
        #expect(alternative == (bids[0] >= reserve ? max(reserve, bids[1]) : 0))
      }
      #expect(line.revenue == line.alternatives[number % 4])
    }
  }

  // Regret measured = the best column of alternatives less what was earned.
  @Test("the regret measured is against the best reserve in hindsight")
  func regret() throws {
    let notes = SpySeller.Notes()
    let recording = try play(
      market(
        ["horizon": 300, "seller": "spy-seller", "bidders": [["name": "all", "count": 2]]],
        metrics: ["seller-regret", "seller-reserve"], adding: Self.spied([0.2, 0.5, 0.8], notes)))
    let lines = notes.lines.withLock { $0 }
    let best = (0..<3).map { arm in lines.reduce(0) { $0 + $1.alternatives[arm] } }.max() ?? 0
    let earned = lines.reduce(0) { $0 + $1.revenue }
    #expect(abs(try #require(recording["seller-regret"]) - (best - earned) / 300) < 1e-12)
    #expect(abs(try #require(recording["seller-reserve"]) - 0.5) < 1e-12)
  }

  // Bids do not react, so Hedge's bound holds for what it expects to earn: √(ln K / (2 T)) an auction; and what it earns is
  // below that by at most √(ln 10⁸ / (2 T)) but with probability 10⁻⁸ (Azuma and Hoeffding).
  @Test("a seller that learns by Hedge: regret below its bound, revenue near Myerson's 5/12")
  func hedge() throws {
    let auctions = 5000.0
    let recording = try play(
      market(
        [
          "horizon": 5000, "seller": ["kind": "bandit-reserve", "policy": "hedge", "steps": 20],
          "bidders": [["name": "all", "count": 2]],
        ], metrics: ["revenue", "seller-regret"]))
    let bound = (log(21) / (2 * auctions)).squareRoot() + (log(1e8) / (2 * auctions)).squareRoot()
    #expect(try #require(recording["seller-regret"]) <= bound)
    // The reserve ½ is one of the 21, earns 5/12 on average with a deviation below ½: 6 standard errors are 0.0425.
    #expect(try #require(recording["revenue"]) >= 5.0 / 12 - bound - 0.0425)
  }

  @Test(
    "a bidder that learns its multiplier in first-price auctions beats truth, alone against U[0,1]",
    arguments: [
      "epsilon-greedy", "ucb1", "thompson", "exp3", "hedge", "lin-ucb", "linear-thompson",
    ])
  func bidder(kind: String) throws {
    // Against a truthful rival with U[0,1], bidding m v earns E[(v − m v) m v] = (m − m²)/3 per auction: 1/12 at m = ½ and 0
    // at m = 1. At least half of it, less 6 standard errors of at most 0.2/√20,000 = 0.0014.
    let recording = try play(
      market([
        "horizon": 20_000, "mechanism": "first-price", "information": "all-bids",
        "bidders": [
          ["name": "learner", "strategy": ["kind": "bandit", "policy": .init(stringLiteral: kind)]],
          ["name": "rival"],
        ],
      ]))
    #expect(try #require(recording["surplus", group: 0]) > 1.0 / 24 - 0.0085)
    // No multiplier earns more than 1/12.
    #expect(try #require(recording["surplus", group: 0]) < 1.0 / 12 + 0.0085)
  }

  @Test("delayed feedback: each learns of the arm it chose then")
  func delayed() throws {
    let recording = try play(
      market([
        "horizon": 20_000, "mechanism": "first-price", "feedback-delay": 50,
        "bidders": [["name": "learner", "strategy": ["kind": "bandit", "policy": "thompson"]], ["name": "rival"]],
      ]))
    #expect(try #require(recording["surplus", group: 0]) > 1.0 / 24 - 0.0085)
  }

  static let mistakes: [(Node, String)] = [
    (["kind": "bandit-reserve", "low": 1, "high": 0.5], "world.seller.high"),
    (["kind": "bandit-reserve", "policy": "ucb2"], "world.seller.policy"),
    (["kind": "bandit-reserve", "policy": ["kind": "hedge", "rate": 0]], "world.seller.policy.rate"),
  ]

  @Test("wrong settings are named", arguments: mistakes)
  func wrong(seller: Node, path: String) {
    #expect {
      _ = try market(["seller": seller, "bidders": [["name": "all"]]])
    } throws: { error in
      (error as? Diagnostics)?.all.contains { $0.path == path } == true
    }
  }

  @Test("a bandit that must know everybody's bids asks for them")
  func information() {
    #expect {
      _ = try market(["bidders": [["name": "all", "count": 2, "strategy": ["kind": "bandit", "policy": "hedge"]]]])
    } throws: { error in
      (error as? Diagnostics)?.all.contains { $0.path == "world.information" } == true
    }
  }
}
