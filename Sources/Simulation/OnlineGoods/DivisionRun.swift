internal import MarketModel
internal import Randomness

/// One sequence of items played against a policy.
struct DivisionRun {
  /// How the division stands after a part of the sequence.
  struct Mark {
    var envy: Double
    var worstOff: Double
  }

  /// Who has each item at the end (items); empty where items were divided.
  private(set) var owners: [Int] = []
  /// (buckets).
  private(set) var marks: [Mark] = []
  /// How often bundles were handed on, and how many items with them.
  private(set) var bundlesMoved = 0
  private(set) var itemsMoved = 0
  private(set) var accounts: [PacingAccount]?

  /// vᵢ(Xⱼ) [units] at the end, at j · n + i (agents × agents).
  private(set) var worth: [Double] = []
}

extension DivisionRun {
  /// - Throws: `LawBroken` when the policy gives an item to nobody, or more than all of it; what a solver throws.
  init(
    _ sequence: ItemSequence, _ policy: inout any AllotmentPolicy, _ stream: inout RandomStream,
    _ yardstick: DivisionYardstick, buckets: Int, _ monitor: Monitor
  ) throws {
    let agents = sequence.agents
    let values = sequence.values
    let pace = policy.pace
    var holdings = Holdings(agents: agents)
    var shares = [Double](repeating: 0, count: pace == .inShares ? agents : 0)
    var held = 0
    if !pace.divides { owners = [Int](repeating: -1, count: sequence.count) }
    let hasRecourse = policy.hasRecourse
    var receivers = Array(0..<agents)
    for bucket in 1...buckets {
      let start = PreparedMarket.bucketEnd(bucket - 1, of: buckets, sequence.count)
      let end = PreparedMarket.bucketEnd(bucket, of: buckets, sequence.count)
      for number in start..<end {
        let row = values.span.extracting(number * agents..<(number + 1) * agents)
        switch pace {
        case .atOnce:
          if hasRecourse, policy.exchange(holdings.view, into: &receivers) {
            try hand(on: &holdings, to: &receivers, before: number, policy)
          }
          let agent = try policy.give(
            ArrivingItem(number: number, values: row, holdings: holdings.view), using: &stream)
          guard agent >= 0 && agent < agents else { throw Self.broken(policy, "gave an item to agent \(agent)") }
          holdings.give(row, to: agent)
          owners[number] = agent
        case .inShares:
          for agent in shares.indices { shares[agent] = 0 }
          var span = shares.mutableSpan
          try policy.divide(
            ArrivingItem(number: number, values: row, holdings: holdings.view), into: &span, using: &stream)
          try Self.hand(shares[...], of: row, to: &holdings, policy)
        case .inBatches(let size), .inDividedBatches(let size):
          held += 1
          if held == size || number + 1 == sequence.count {
            try hand(batch: held, upTo: number + 1, of: values, &holdings, &policy, &stream)
            held = 0
          }
        }
      }
      worth = (0..<agents * agents).map { holdings.worth[$0] }
      marks.append(
        Mark(envy: yardstick.envy(worth).most, worstOff: yardstick.worstOff(yardstick.utilities(worth))))
      try monitor.advance(by: end - start)
    }
    accounts = policy.accounts
  }

  private mutating func hand(
    on holdings: inout Holdings, to receivers: inout [Int], before number: Int, _ policy: any AllotmentPolicy
  ) throws {
    guard receivers.sorted() == Array(receivers.indices) else {
      throw Self.broken(policy, "handed bundles on by no permutation")
    }
    holdings.hand(to: receivers)
    for item in 0..<number where receivers[owners[item]] != owners[item] {
      owners[item] = receivers[owners[item]]
      itemsMoved += 1
    }
    for agent in receivers.indices {
      if receivers[agent] != agent { bundlesMoved += 1 }
      receivers[agent] = agent
    }
  }

  private mutating func hand(
    batch count: Int, upTo end: Int, of values: [Int32], _ holdings: inout Holdings,
    _ policy: inout any AllotmentPolicy, _ stream: inout RandomStream
  ) throws {
    let agents = holdings.agents
    let first = end - count
    let rows = values.span.extracting(first * agents..<end * agents)
    if policy.pace.divides {
      var shares = [Double](repeating: 0, count: count * agents)
      var span = shares.mutableSpan
      try policy.apportion(
        HeldItems(first: first, values: rows, holdings: holdings.view), into: &span, using: &stream)
      for item in 0..<count {
        let range = item * agents..<(item + 1) * agents
        try Self.hand(shares[range], of: rows.extracting(range), to: &holdings, policy)
      }
    } else {
      var chosen = [Int](repeating: -1, count: count)
      var span = chosen.mutableSpan
      try policy.allot(
        HeldItems(first: first, values: rows, holdings: holdings.view), into: &span, using: &stream)
      for (item, agent) in chosen.enumerated() {
        guard agent >= 0 && agent < agents else { throw Self.broken(policy, "gave an item to agent \(agent)") }
        holdings.give(rows.extracting(item * agents..<(item + 1) * agents), to: agent)
        owners[first + item] = agent
      }
    }
  }

  private static func hand(
    _ shares: ArraySlice<Double>, of row: Span<Int32>, to holdings: inout Holdings, _ policy: any AllotmentPolicy
  ) throws {
    let sum = shares.reduce(0, +)
    guard shares.allSatisfy({ $0 >= 0 }), abs(sum - 1) <= 1e-9 else {
      throw broken(policy, "divided an item into shares that add up to \(sum)")
    }
    for (agent, share) in zip(0..., shares) where share > 0 { holdings.give(row, share: share, to: agent) }
  }

  private static func broken(_ policy: any AllotmentPolicy, _ deed: String) -> LawBroken {
    LawBroken("the policy '\(type(of: policy).card.id)' \(deed)")
  }
}
