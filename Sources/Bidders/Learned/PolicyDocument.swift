internal import Learning
internal import MarketModel

// The document of a policy, as docs/PolicyFiles.md describes it.
extension LearnedPolicy {
  static let version = 1

  var document: Node {
    var node: Node = [
      "outcry-policy": .real(Double(Self.version)), "method": .string(method.rawValue),
      "episode": .real(Double(episode)), "budget": .real(Double(budget)), "worth": .real(worth),
    ]
    switch body {
    case .table(let table):
      node["times"] = .real(Double(table.times))
      node["budgets"] = .real(Double(table.budgets))
      node["bids"] = Node(.list(table.bids.map { Node(.number($0)) }))
    case .choice(let choice):
      node["bids"] = Node(.list(choice.bids.map { Node(.number($0)) }))
      node["network"] = NetworkDocument.node(choice.network)
    case .gaussian(let gaussian): node["network"] = NetworkDocument.node(gaussian.network)
    case .differences(let values):
      node["scale"] = .real(values.scale)
      node["network"] = NetworkDocument.node(values.network)
    }
    return node
  }

  enum Method: String, CaseIterable {
    case table
    case deepQ = "deep-q"
    case gaussian
    case valueDifferences = "value-differences"
  }

  private var method: Method {
    switch body {
    case .table: .table
    case .choice: .deepQ
    case .gaussian: .gaussian
    case .differences: .valueDifferences
    }
  }

  /// Reads a document. All that is wrong with it is recorded at its place.
  static func read(_ settings: inout Settings) -> LearnedPolicy? {
    if !settings.has("outcry-policy") {
      settings.fail("outcry-policy", "this is not a policy file", remedy: "give a file that `outcry train` wrote")
    }
    settings.version("outcry-policy", known: version, "Version of the format.")
    let method = settings.choice("method", default: Method.table, "What the policy is.")
    let episode = settings.integer("episode", in: 1...10_000_000, default: 1, "Auctions of a training episode.")
    let budget = settings.integer("budget", in: 0...2_000_000_000, default: 0, "Its budget.")
    let worth = settings.number("worth", in: .positive, "What an average impression is worth.")
    let bids = settings.numbers("bids", in: .nonNegative, otherwise: "none", "Bids for an average impression.") ?? []
    let times = settings.optionalInteger("times", in: 1...10_000_000, otherwise: "no table", "Cells of time.")
    let budgets = settings.optionalInteger("budgets", in: 1...10_000_000, otherwise: "no table", "Cells of money.")
    let scale = settings.optionalNumber("scale", in: .positive, otherwise: "no value network", "D₀.")
    let inputs = method == .valueDifferences ? 2 : StateFeatures.count
    let outputs =
      switch method {
      case .table, .deepQ: bids.count
      case .gaussian: 2
      case .valueDifferences: 1
      }
    var network: Network<Float>?
    if settings.has("network") {
      network = settings.section("network", "Its network.") {
        NetworkDocument.read(&$0, inputs: inputs, outputs: outputs)
      }
    } else if method != .table {
      settings.fail("network", "missing", remedy: "train again, or give the file as outcry wrote it")
    }
    func policy(_ body: Body) -> LearnedPolicy {
      LearnedPolicy(episode: episode, budget: budget, worth: worth, body)
    }
    switch (method, network) {
    case (.table, _):
      let (times, budgets) = (times ?? 0, budgets ?? 0)
      let (cells, overflows) = times.multipliedReportingOverflow(by: budgets + 1)
      if times == 0 || budgets == 0 || overflows || bids.count != cells {
        settings.fail(
          "bids", "there are \(bids.count) bids for \(times) × \(budgets + 1) cells",
          remedy: "train again, or give the file as outcry wrote it")
        return nil
      }
      return policy(.table(BidTable(times: times, budgets: budgets, bids: bids)))
    case (.deepQ, let network?): return policy(.choice(ChoiceNetwork(network, bids: bids)))
    case (.gaussian, let network?): return policy(.gaussian(GaussianNetwork(network)))
    case (.valueDifferences, let network?):
      guard let scale else {
        settings.fail("scale", "missing", remedy: "train again, or give the file as outcry wrote it")
        return nil
      }
      return policy(
        .differences(ValueNetwork(network, episode: episode, budget: max(1, budget), scale: scale)))
    case (_, nil): return nil
    }
  }
}
