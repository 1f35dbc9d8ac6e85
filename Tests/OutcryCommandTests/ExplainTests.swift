import Outcry
import OutcryCommand
import Testing

/// Every scenario printed in a page of `outcry explain`, without its margin.
private func examples(in page: String) -> [String] {
  var found: [String] = []
  var isExample = false
  for line in page.split(separator: "\n", omittingEmptySubsequences: false) {
    if line.hasPrefix("Example (save it as example.yaml; outcry run example.yaml)") {
      found.append("")
      isExample = true
    } else if isExample, line.hasPrefix("  ") {
      found[found.count - 1] += line.dropFirst(2) + "\n"
    } else {
      isExample = false
    }
  }
  return found
}

@Suite("explain, list, new: what they print is true")
struct ExplainTests {
  static let ids = Catalogs.standard.registrations.map(\.card.id)
  static let measureNames = Set(explainable(Catalogs.standard)).subtracting(ids).sorted()
  static let worldNames = Catalogs.standard.members(of: "world").map(\.card.id)

  @Test("there is something to explain")
  func notEmpty() {
    #expect(Self.ids.count >= 30)
    #expect(Self.measureNames.count >= 15)
    #expect(Self.worldNames.count >= 2)
  }

  @Test("every component has a page with settings and source, and its example runs", arguments: ids)
  func components(id: String) async throws {
    let page = await outcry("explain", id)
    #expect(page.status == .done)
    #expect(page.err.isEmpty)
    let registrations = Catalogs.standard.registrations.filter { $0.card.id == id }
    for registration in registrations {
      #expect(page.out.contains("\(id) (\(registration.family))\n\n  \(registration.card.summary)\n"))
      #expect(page.out.contains("\nSource\n  \(registration.card.source)\n"))
      for field in registration.fields(in: .standard) {
        #expect(page.out.contains("\n  \(field.key)"), "\(field.key)")
        #expect(page.out.contains(field.help), "\(field.key)")
      }
    }
    #expect(examples(in: page.out).count >= registrations.count)
    try await run(examples(in: page.out))
  }

  @Test("every measure has a page, and its example runs", arguments: measureNames)
  func measures(name: String) async throws {
    let page = await outcry("explain", name)
    #expect(page.status == .done)
    #expect(page.out.hasPrefix("\(name) (measure)\n\n  "))
    let found = examples(in: page.out)
    #expect(!found.isEmpty)
    for example in found { #expect(example.contains("metrics: [\(name)]\n")) }
    try await run(found)
  }

  private func run(_ examples: [String]) async throws {
    for example in examples {
      // Files that examples name: edges, values of goods, items of a knapsack, a policy.
      let place = try Workspace([
        "example.yaml": example, "edges.csv": "online,offline,weight,probability\n1,a,2,1\n1,b,1,1\n2,a,1,1\n",
        "values.csv": "agent,item,value\nann,clock,2.5\nbob,clock,1\nbob,lamp,4\nann,vase,0.25\n",
        "jobs.csv": "weight,value\n0.5,1\n0.4,0.4\n0.3,0.9\n",
        "policy.json": """
        {"outcry-policy": 1, "method": "table", "episode": 10, "budget": 10, "worth": 2, "bids": [0, 1], "times": 1,
        "budgets": 1}
        """,
      ])
      let said = await outcry("run", "@/example.yaml", "--output", "@/o", "--replicates", "2", "--quiet", in: place)
      #expect(said == Said(status: .done, out: "", err: ""), "\(example)")
    }
  }

  @Test("the starter of every world runs as it is printed", arguments: worldNames)
  func starters(world: String) async throws {
    let text = await outcry("new", world)
    #expect(text.status == .done)
    let place = try Workspace(["mine.yaml": text.out])
    let said = await outcry("run", "@/mine.yaml", "--output", "@/o", "--quiet", in: place)
    #expect(said == Said(status: .done, out: "", err: ""))
  }

  @Test("without a world, the starter is a repeated auction")
  func defaultStarter() async {
    #expect(await outcry("new").out == outcry("new", "repeated-auction").out)
  }

  @Test("list: families with what they decide, members in columns")
  func list() async {
    struct Long: BidderStrategy {
      static let card = Card("long-name", "Bids nothing.", source: "ours")
      init(_ settings: inout Settings) {}
      mutating func bid(
        in round: borrowing Round, into bids: inout MutableSpan<Double>, using stream: inout RandomStream
      ) {}
    }
    struct Short: BidderStrategy {
      static let card = Card("short", "Bids nothing either.", source: "ours")
      init(_ settings: inout Settings) {}
      mutating func bid(
        in round: borrowing Round, into bids: inout MutableSpan<Double>, using stream: inout RandomStream
      ) {}
    }
    struct Gift: AuctionMechanism {
      static let card = Card("gift", "Nobody gets anything.", source: "ours")
      init(_ settings: inout Settings) {}
      func run(_ ballot: borrowing Ballot, into outcome: inout Outcome) { outcome.clear() }
    }
    let catalogs = Catalogs([.strategy(Long.self), .strategy(Short.self)], [.mechanism(Gift.self)])
    let strategies = """
      strategy: How the bidders of a group bid.
        long-name  Bids nothing.
        short      Bids nothing either.

      """
    let mechanisms = """
      mechanism: How bids become a winner and payments.
        gift  Nobody gets anything.

      """
    let one = await Terminal(catalogs: catalogs).run(["list", "strategy"])
    #expect(one == Said(status: .done, out: strategies, err: ""))
    let all = await Terminal(catalogs: catalogs).run(["list"])
    #expect(all == Said(status: .done, out: strategies + "\n" + mechanisms, err: ""))
  }

  @Test("list names every component")
  func listIsComplete() async {
    let said = await outcry("list")
    for registration in Catalogs.standard.registrations {
      #expect(said.out.contains("\n  \(registration.card.id) "), "\(registration.card.id)")
    }
  }
}
