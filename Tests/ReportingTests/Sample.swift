import Experiments
import MarketModel
import Tables

/// Results written by hand: nothing here is simulated.
enum Sample {
  static let revenue = Measure(
    "revenue", unit: .moneyPerAuction, .ratioOfMeans, "Payments per auction.")
  static let saleRate = Measure("sale-rate", unit: .share, .ratioOfMeans, "Items sold as a share of those offered.")
  static let fairness = Measure(
    "fairness-wins-jain", .mean, "Jain's index of items won over all bidders, those with none counted as 0.")
  static let spend = Measure("spend", unit: .money, .mean, "Payments in a whole replicate.")
  static let surplus = Measure("surplus", unit: .moneyPerAuction, .mean, "Value less payments, per auction.")
  static let balance = Measure(
    "balance", label: "budget left", unit: .money, .mean, "Budget left at the end of a bucket.")
  static let price = Measure("price", unit: .moneyPerItem, .mean, "Price of an item sold.")

  /// mean ± 0.002 over 40 replicates.
  static func estimate(_ mean: Double, half: Double = 0.002, replicates: Int = 40) -> Estimate {
    if replicates < 2 { return Estimate(mean: mean, replicates: replicates) }
    return Estimate(
      mean: mean, standardError: half / 2, low: mean - half, high: mean + half, replicates: replicates)
  }

  static let missing = Estimate(mean: nil, replicates: 0, reason: "nothing was sold in any replicate")

  /// Two variants of a small market with everything a report can hold.
  static func results(
    title: String = "Reserve prices", names: [String] = ["none", "lazy"], groups: [String] = ["strong", "weak"],
    replicates: Int = 40, buckets: Int = 5, setting: Node = ["horizon": 1000, "mechanism": "second"]
  ) -> Results {
    let measures = [revenue, saleRate, fairness, spend, surplus]
    let fields = StubWorld.fields(setting)
    let axis = RecordingPlan.Axis(
      label: "auction", unit: .auctions, values: (0..<buckets).map { Double($0 + 1) * 200 })
    let variants = names.enumerated().map { index, name in
      let shift = Double(index) * 0.05
      let plan = RecordingPlan(
        measures: measures, groups: groups, bidders: groups.map { $0 + " 1" },
        groupOfBidder: Array(groups.indices), axis: axis)
      let means: [Double?] = [0.416667 + shift, 1 - shift, 0.5, nil, 0.1 - shift]
      let overall = means.map { mean in mean.map { estimate($0, replicates: replicates) } }
      let byGroup = groups.indices.map { group -> [Estimate?] in
        let part = Double(group + 1) / Double(groups.count + 1)
        let spent = estimate(400 * part + 100 * shift, half: 20, replicates: replicates)
        let kept = estimate(0.1 * part - shift / 2, half: 0.01, replicates: replicates)
        return [nil, nil, nil, spent, kept]
      }
      let path = (0..<buckets).map { bucket -> Estimate in
        let mean = 0.4 + shift + 0.01 * Double(bucket % 3)
        return estimate(mean, half: 0.01, replicates: replicates)
      }
      let balances = groups.enumerated().map { group, name in
        let estimates = (1...buckets).map { bucket -> Estimate in
          let spent = 400 * Double(bucket) / Double(buckets * (group + 1))
          return estimate(500 - spent, half: 9, replicates: replicates)
        }
        return VariantResults.Series(measure: balance, group: name, estimates: estimates)
      }
      let cells = (0..<40).map { cell -> (Double, Double, UInt64) in
        (Double(cell) / 40, Double(cell + 1) / 40, UInt64(100 + cell))
      }
      let prices = distribution(price, cells, plan)
      return VariantResults(
        name: name, plan: plan, overall: overall, groups: byGroup, bidders: byGroup,
        series: [VariantResults.Series(measure: revenue, estimates: path)] + balances,
        distributions: [prices],
        identities: [.init(statement: "welfare = revenue + surplus", worstGap: 3e-16, holds: true)])
    }
    return Results(
      scenario: scenario(title: title, names: names, replicates: replicates, fields: fields), variants: variants,
      comparisons: comparisons(names, measures: [revenue, saleRate], replicates: replicates), expectations: [])
  }

  static func scenario(title: String, names: [String], replicates: Int, fields: [Field] = []) -> Scenario {
    Scenario(
      title: title, description: "One item is sold.\nA second line.\n\nAnother paragraph.", source: "Myerson 1981",
      claim: "A lazy reserve raises revenue.", seed: 7, replicates: replicates,
      variants: names.enumerated().map { index, name in
        Variant(
          name: name, overrides: index == 0 ? [] : [("world.mechanism", name)], world: StubWorld.standard,
          fields: fields)
      }, measures: ["revenue"],
      provenance: Provenance(scenarioPath: "auctions/reserve.yaml", digest: "1a2b3c4d"))
  }

  static func comparisons(_ names: [String], measures: [Measure], replicates: Int) -> [Comparison] {
    measures.flatMap { measure in
      names.indices.flatMap { later in
        (0..<later).map { earlier in
          let mean = 0.05 * Double(later - earlier) * (measure.name == "revenue" ? 1 : -1)
          return Comparison(
            measure: measure, a: names[later], b: names[earlier],
            difference: estimate(mean, half: 0.003, replicates: replicates),
            adjustedP: replicates > 1 ? 0.0004 : nil, isSignificant: replicates > 1)
        }
      }
    }
  }

  static func distribution(
    _ measure: Measure, _ cells: [(Double, Double, UInt64)], _ plan: RecordingPlan = RecordingPlan(measures: [])
  ) -> Recording.Distribution {
    var recording = Recording(plan)
    recording.add(distribution: measure, cells.map { .init(low: $0.0, high: $0.1, count: $0.2) })
    return recording.distributions[0]
  }

  /// Names that try to get out of every format.
  static let hostileNames = [
    "../x", "a|b", "two\nlines", "<script>alert(1)</script>", "=cmd|'/c calc'!A0", String(repeating: "x", count: 300),
    "Lazy", "lazy", "   ", "\u{200B}", "right \u{202E}left", "`tick` *star* _low_ [link](http://x) ![img](y)",
    "# head", "& \"quoted\" 'single'", "back\\slash \u{0} \u{7}", "]]> -->", "$'\\n'",
  ]
}

/// A world that only declares settings.
struct StubWorld: World {
  static let card = Card(
    "stub-market", "One item is sold in every round.", source: "ours")

  let measures = [Sample.revenue]
  let headline = ["revenue"]

  init(_ settings: inout Settings) {
    _ = settings.integer("horizon", in: 1...1_000_000, default: 10, unit: .auctions, "Rounds to play.")
    _ = settings.component("mechanism", StubRule.family, default: "first", "Who wins and what is paid.")
    _ = settings.number("step", default: 1.0 / 3, unit: .time, "Time between rounds.")
    _ = settings.flag("verbose", default: false, "Whether it talks.")
    _ = settings.list("bidders", of: "bidder group", "Those who bid.") { group in
      _ = group.text("name", "What the group is called.")
      _ = group.integer("count", in: 1...100, default: 1, "How many they are.")
    }
  }

  private init(measuring: Void) {}

  static let standard = StubWorld(measuring: ())

  func prepare(_ request: RecordingRequest) -> any PreparedWorld { Prepared() }

  struct Prepared: PreparedWorld {
    let plan = RecordingPlan(measures: [])
    let stepsPerReplicate: Int? = nil
    func play(_ replicate: Replicate) throws -> Recording { Recording(plan) }
  }

  /// The settings of a scenario's world, as the report gets them.
  static func fields(_ node: Node) -> [Field] {
    let catalogs = Catalogs([
      Registration(StubRule.family, FirstRule.card) { FirstRule(&$0) as StubRule },
      Registration(StubRule.family, SecondRule.card) { SecondRule(&$0) as StubRule },
    ])
    var settings = Settings(root: node, catalogs: catalogs, files: NoTables())
    _ = StubWorld(&settings)
    return settings.fields
  }
}

class StubRule: @unchecked Sendable {
  static let family = Family<StubRule>("rule", "Who wins.") { $0 }
}

final class FirstRule: StubRule, @unchecked Sendable {
  static let card = Card("first", label: "first price", "The highest bid wins and is paid.", source: "ours")
  init(_ settings: inout Settings) {}
}

final class SecondRule: StubRule, @unchecked Sendable {
  static let card = Card("second", label: "second price", "The highest bid wins and pays the next.", source: "ours")
  init(_ settings: inout Settings) {
    _ = settings.number("reserve", in: .nonNegative, default: 0, unit: .money, "Lowest price.")
  }
}

struct NoTables: InputFiles {
  func table(_ name: String, from place: Place, columns: [ColumnRequest]) -> TableReading {
    .failure(file: name, problems: [])
  }
}
