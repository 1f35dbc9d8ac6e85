#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif
internal import FairDivision
internal import MarketModel
internal import Statistics

/// A division that is done, in the measures' terms.
struct DivisionRecord {
  private let world: OnlineGoods
  private let sequence: ItemSequence
  private let run: DivisionRun
  private let plan: RecordingPlan
  private let shares: [MaximinShare]?
  private let yardstick: DivisionYardstick
  /// Whole items (agents); nil where items were divided.
  private let bundles: Bundles?
  /// The same values for judging; nil where nothing asks for it.
  private let valuations: Valuations?

  private var agents: Int { sequence.agents }
  private var facts: DivisionFacts { yardstick.facts }
  private var isChores: Bool { world.kind == .chores }

  init(
    _ world: OnlineGoods, _ sequence: ItemSequence, _ run: DivisionRun, _ yardstick: DivisionYardstick,
    _ plan: RecordingPlan, shares: [MaximinShare]?
  ) throws {
    self.world = world
    self.sequence = sequence
    self.run = run
    self.plan = plan
    self.shares = shares
    self.yardstick = yardstick
    let judges = shares != nil || Self.notions.contains { plan.includes($0.rawValue) }
    valuations = judges ? try sequence.valuations(world.kind) : nil
    bundles = run.owners.isEmpty ? nil : try Bundles(agents: sequence.agents, owners: run.owners.map { $0 })
  }

  func write(into recording: inout Recording) {
    let utilities = yardstick.utilities(run.worth)
    let welfare = utilities.reduce(0, +)
    recording.set("items", .value(Double(sequence.count)))
    recording.set("welfare", .value(welfare))
    recording.set("utility", .value(welfare / Double(agents)))
    recording.set("utility-per-item", .ratio(welfare / Double(agents), of: Double(sequence.count)))
    for agent in recording.plan.groups.indices {
      recording.set("utility", group: agent, .value(utilities[agent]))
      recording.set("utility-per-item", group: agent, .ratio(utilities[agent], of: Double(sequence.count)))
    }
    recording.set("egalitarian", .value(yardstick.worstOff(utilities)))
    recording.set("nash", isChores ? .undefined("chores have no product of utilities") : .value(nash(utilities)))
    recording.set("price-of-fairness", price(welfare))
    recording.set("jain", .value(Concentration.jain(utilities) ?? 1))
    recording.set("gini", .value(Concentration.gini(utilities) ?? 0))
    recording.set("atkinson", .value(Concentration.atkinson(utilities, epsilon: 1) ?? 0))
    recording.set("bundles-moved", .value(Double(run.bundlesMoved)))
    recording.set("items-moved", .value(Double(run.itemsMoved)))
    writeEnvy(into: &recording)
    writeFairness(into: &recording)
    writeShares(into: &recording)
    writeAccounts(into: &recording)
    writeSeries(into: &recording)
    recording.check(
      "everything is with somebody", run.worth.reduce(0, +), equals: Double(sequence.totals.reduce(0, +)))
  }

  private func nash(_ utilities: [Double]) -> Double {
    var sum = 0.0
    for agent in 0..<agents {
      if utilities[agent] <= 0 { return 0 }
      sum += facts.entitlements[agent] * log(utilities[agent])
    }
    return exp(sum)
  }

  private func price(_ welfare: Double) -> Reading {
    if !plan.includes("price-of-fairness") { return .undefined("not asked for") }
    var best = 0.0
    for item in 0..<sequence.count {
      var value = Double(sequence[item: item, agent: 0]) * facts.scales[0]
      for agent in 1..<max(agents, 1) {
        let other = Double(sequence[item: item, agent: agent]) * facts.scales[agent]
        value = isChores ? min(value, other) : max(value, other)
      }
      best += value
    }
    let whole = isChores ? welfare : best
    guard whole > 0 else { return .undefined("nothing is worth anything") }
    let loss = isChores ? welfare - best : best - welfare
    // Both are sums of the same numbers in another order: less than this is rounding.
    return .ratio(loss <= 1e-12 * whole ? 0 : loss, of: whole)
  }
}

// MARK: - Envy, fairness and shares

extension DivisionRecord {
  private func writeEnvy(into recording: inout Recording) {
    let envy = yardstick.envy(run.worth)
    recording.set("envy-max", .value(envy.most))
    recording.set("envy-sum", .value(envy.sum))
    recording.set("envy-count", .value(Double(envy.count)))
  }

  private static let notions: [FairnessNotion] = [
    .envyFree, .envyFreeUpToOne, .envyFreeUpToAny, .proportional, .proportionalUpToOne,
  ]

  private func writeFairness(into recording: inout Recording) {
    for notion in Self.notions where plan.includes(notion.rawValue) {
      guard let bundles else {
        recording.set(notion.rawValue, .undefined("items were divided"))
        continue
      }
      guard world.entitlements == nil else {
        recording.set(notion.rawValue, .undefined("entitlements are not equal"))
        continue
      }
      if let valuations { recording.set(notion.rawValue, .value(valuations.isFair(notion, bundles) ? 1 : 0)) }
    }
  }

  private func writeShares(into recording: inout Recording) {
    let guarantee = world.policy.guarantee(world.traits)
    recording.set("guarantee", guarantee.map { .value($0.ratio) } ?? .undefined("nothing is proven for this policy"))
    guard let shares, let valuations else { return }
    var reason: String?
    if bundles == nil { reason = "items were divided" }
    if world.entitlements != nil { reason = "entitlements are not equal" }
    if shares.contains(where: { !$0.isExact }) { reason = "a maximin share takes too long to find" }
    guard let bundles, reason == nil else {
      for name in OnlineGoods.measuresOfShares { recording.set(name, .undefined(reason ?? "items were divided")) }
      return
    }
    let exact = shares.map(\.value)
    let ratio = valuations.maximinRatio(of: bundles, shares: exact)
    recording.set("mms-ratio", .value(ratio.ratio))
    recording.set("mms", .value(ratio.attains(1) ? 1 : 0))
    let utilities = valuations.utilities(bundles)
    recording.set(
      "guarantee-kept",
      guarantee.map { guarantee in
        let isKept = (0..<agents).allSatisfy {
          guarantee.isKept(got: utilities[$0], share: exact[$0], isChores: isChores)
        }
        return .value(isKept ? 1 : 0)
      } ?? .undefined("nothing is proven for this policy"))
    if plan.includes("mms-ratio") {
      let cell = min(Int((ratio.ratio * 20).rounded(.down)), 40)
      recording.add(
        distribution: OnlineGoods.ratio,
        [.init(low: Double(cell) / 20, high: Double(cell + 1) / 20, count: 1)])
    }
  }

  private func writeAccounts(into recording: inout Recording) {
    guard let accounts = run.accounts else {
      recording.set("spending", .undefined("the policy charges no prices"))
      recording.set("multiplier", .undefined("the policy charges no prices"))
      return
    }
    recording.set("spending", .value(accounts.reduce(0) { $0 + $1.spent }))
    recording.set("multiplier", .value(accounts.reduce(0) { $0 + $1.multiplier } / Double(agents)))
    for agent in recording.plan.groups.indices {
      recording.set("spending", group: agent, .value(accounts[agent].spent))
      recording.set("multiplier", group: agent, .value(accounts[agent].multiplier))
    }
  }

  private func writeSeries(into recording: inout Recording) {
    recording.add(series: OnlineGoods.largestEnvy, run.marks.map { .value($0.envy) })
    recording.add(series: OnlineGoods.worstOff, run.marks.map { .value($0.worstOff) })
  }
}

// MARK: - Items one by one

extension DivisionRecord {
  /// The items of a small division, and who got them.
  func show(in recording: inout Recording, names: [String]) {
    guard let bundles, sequence.count <= 30, agents <= 6 else { return }
    var table = Recording.Table(
      "items", title: "Items",
      note:
        "Each item in the order of arrival, what it is worth to each agent (of chores, what it costs), and who has it "
        + "at the end.",
      columns: [.init("item")] + names.map { .init($0) } + [.init("with")])
    for item in 0..<sequence.count {
      table.add(
        [.number(Double(item + 1))]
          + (0..<agents).map { .number(Double(sequence[item: item, agent: $0]) * facts.scales[$0]) }
          + [bundles.owners[item].map { .text(names[$0]) } ?? .none])
    }
    recording.add(table: table)
  }
}
