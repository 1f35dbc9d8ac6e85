public import MarketModel
internal import Tables

/// Repeated auctions of one impression among agents who know their ads' values but see the user only in part.
///
/// A user is (x₁ … x_D, 1) with x ~ N(0, deviation²). Ad i has coefficients θᵢ, of N(0, 1) and a constant U[low, high], and
/// is clicked with probability 1/(1 + e^(−x·θᵢ)). Each round `participants` of the agents, drawn at random, see the first
/// `observed` numbers and the constant, choose one of their ads, estimate its click rate and bid shading · value · estimate;
/// a mechanism sells the impression, the winner pays, and the user clicks or not. After each iteration of `rounds` rounds
/// those that learn do.
///
/// The catalogue, coefficients and values (lognormal), is drawn anew in every replicate, or read from a file.
///
/// **Ties** of bids: the participant drawn first.
///
/// Source: Jeunen et al. 2022 (AuctionGym), as in the released code. Differs: our own random numbers, a stream for each
/// agent, so that a change of one agent changes no draw of another; nobody's logs outlive an iteration.
public struct AuctionGym: World {
  public static let card = Card(
    "auctiongym",
    "Agents choose an ad for a user whom they see in part, learn click rates and shade their bids.",
    source: "Jeunen, Murphy and Allison 2022, as in the released code",
    example: ["rounds": 500, "iterations": 3, "agents": [["name": "agents", "count": 3, "ads": 4]]])

  struct Users: Sendable {
    var hidden: Int
    var observed: Int
    var deviation: Double
  }

  struct Catalogue: Sendable {
    var lowConstant: Double
    var highConstant: Double
    var deviation: Double
    var valueLocation: Double
    var valueScale: Double
    /// (agents × ads), in order; nil where they are drawn.
    var given: [Ad]?
  }

  /// One ad: what a click is worth, and its coefficients, the constant last.
  struct Ad: Sendable {
    var value: Double
    var coefficients: [Double]
  }

  struct Group: Sendable {
    var name: String
    var count: Int
    var ads: Int
    var allocator: any AdAllocator
    var shading: any BidShading
  }

  let rounds: Int
  let iterations: Int
  let participants: Int
  let mechanism: any AuctionMechanism
  let users: Users
  let catalogue: Catalogue
  let agentGroups: [Group]

  public init(_ settings: inout Settings) {
    rounds = settings.integer("rounds", in: 1...10_000_000, default: 10_000, unit: .auctions, "Rounds of an iteration.")
    iterations = settings.integer("iterations", in: 1...10_000, default: 20, "Iterations.")
    participants = settings.integer(
      "participants", in: 1...1000, default: 2, "Agents that are asked to each auction, drawn at random.")
    mechanism = settings.component("mechanism", .mechanisms, default: "second-price", "How an impression is sold.")
    let users = settings.section("users", "What a user is, and how much of it agents see.") { users in
      let hidden = users.integer("numbers", in: 1...1000, default: 5, "Numbers that describe a user, D.")
      let observed = users.integer("observed", in: 0...1000, default: 4, "How many of them agents see, the first.")
      users.check(
        observed <= hidden, "observed", "agents cannot see \(observed) of \(hidden) numbers",
        remedy: "write at most \(hidden)")
      return Users(
        hidden: hidden, observed: min(observed, hidden),
        deviation: users.number("deviation", in: .nonNegative, default: 1, "Standard deviation of each number."))
    }
    self.users = users
    let groups = settings.list("agents", of: "agent group", atLeast: 1, "Groups of like agents.") { group in
      Group(
        name: group.text("name", "What the group is called."),
        count: group.integer("count", in: 1...1000, default: 1, "How many agents."),
        ads: group.integer("ads", in: 1...10_000, default: 12, "Ads of each agent."),
        allocator: group.component("allocator", .allocators, default: "oracle", "How it chooses an ad."),
        shading: group.component("bidder", .shadings, default: "truthful", "How it bids."))
    }
    agentGroups = groups
    catalogue = settings.section("catalogue", "The ads: drawn, or read from a file.") {
      Self.readCatalogue(&$0, users, groups)
    }
    check(settings)
  }

  private static func readCatalogue(_ settings: inout Settings, _ users: Users, _ groups: [Group]) -> Catalogue {
    let low = settings.number("constant-low", default: -4, "Lowest constant coefficient.")
    let high = settings.number("constant-high", default: -3, "Highest constant coefficient.")
    settings.check(
      low <= high, "constant-high", "\(shortest(high)) is below the lowest constant, \(shortest(low))",
      remedy: "give constant-low <= constant-high")
    let deviation = settings.number(
      "deviation", in: .nonNegative, default: 1, "Standard deviation of the other coefficients.")
    let location = settings.number(
      "value-location", in: Bounds(-100, 100), default: 0.1, "Mean of the logarithm of a value.")
    let scale = settings.number(
      "value-scale", in: Bounds(0, 100), default: 0.2, "Standard deviation of the logarithm of a value.")
    let coefficients = (1...users.hidden).map { "theta\($0)" } + ["constant"]
    let table = settings.table(
      "file",
      columns: [
        ColumnRequest("agent", .integer(in: 1...1_000_000)), ColumnRequest("value", .number(in: 0...1e15)),
      ] + coefficients.map { ColumnRequest($0, .number(in: -1e6...1e6)) }, otherwise: "none: the ads are drawn",
      "A CSV file with an ad a row: its agent, from 1 in the order of the groups, its value and its coefficients.")
    return Catalogue(
      lowConstant: min(low, high), highConstant: max(low, high), deviation: deviation, valueLocation: location,
      valueScale: scale, given: table.flatMap { read($0, settings, coefficients, groups) })
  }

  /// The ads of a file, which must be as many for each agent as its group says, agent by agent.
  private static func read(
    _ table: Table, _ settings: Settings, _ names: [String], _ groups: [Group]
  ) -> [Ad]? {
    guard let agents = table.integers("agent"), let values = table.numbers("value") else { return nil }
    let columns = names.compactMap { table.numbers($0) }
    guard columns.count == names.count else { return nil }
    let expected = groups.flatMap { Array(repeating: $0.ads, count: $0.count) }
    var row = 0
    for (agent, ads) in expected.enumerated() {
      for ad in 0..<ads {
        guard row < agents.count, agents[row] == agent + 1 else {
          let found = row < agents.count ? "here is one of agent \(agents[row])" : "the file ends"
          settings.fail(
            "file", row: min(row, agents.count - 1), of: table,
            "ad \(ad + 1) of agent \(agent + 1) is missing: \(found)",
            remedy: "list the ads agent by agent, \(ads) for agent \(agent + 1)")
          return nil
        }
        row += 1
      }
    }
    if row < agents.count {
      settings.fail(
        "file", row: row, of: table, "the agents have only \(row) ads together",
        remedy: "remove the rows from here on, or raise `count` or `ads` of a group")
      return nil
    }
    return values.indices.map { row in Ad(value: values[row], coefficients: columns.map { $0[row] }) }
  }

  private func check(_ settings: Settings) {
    let agents = agentGroups.reduce(0) { $0 + $1.count }
    settings.check(
      participants <= agents, "participants", "\(participants) of \(agents) agents cannot be asked",
      remedy: "write at most \(agents)")
    for name in repeated(agentGroups.map(\.name)) {
      settings.fail("agents", "two groups are called \(quoted(name))", remedy: "give each its own name")
    }
    let ads = agentGroups.reduce(0) { $0 + $1.count * $1.ads }
    settings.check(
      Double(ads) * Double(users.hidden) <= 1e8, "agents", "\(ads) ads of \(users.hidden) numbers are too many",
      remedy: "write fewer agents, ads or numbers: at most 100000000 coefficients")
    settings.check(
      Double(rounds) * Double(agents) * Double(users.observed + 8) <= 2e9, "rounds",
      "the log of an iteration could take more than 16 GB", remedy: "write fewer rounds and more iterations")
    if mechanism.supply != [1] {
      settings.fail("mechanism", "it does not sell exactly one item", remedy: "choose one that does")
    }
    let priors = agentGroups.map { BidderPrior(name: $0.name, values: nil) }
    if let objection = mechanism.objection(to: priors) {
      settings.fail("mechanism", objection.problem, remedy: objection.remedy)
    }
  }

  public var groups: [String] { agentGroups.map(\.name) }
  public func prepare(_ request: RecordingRequest) -> any PreparedWorld { PreparedGym(self, request) }
}
