internal import FairDivision
public import MarketModel
public import Randomness

/// Waits for all items and divides them by a rule that knows them: what an online policy is compared with.
///
/// Not an online policy: it gives nothing until the last item has come. Where values are normalised, the rule sees them
/// with the same total for every agent: exactly if the least common multiple of the totals allows, else rounded to a
/// billionth of it.
///
/// - Complexity: that of the rule.
///
/// Source: ours; the rules name theirs.
public struct HindsightDivision: AllotmentPolicy {
  public static let card = Card(
    "hindsight", "Waits for all items and divides them by a rule that knows them.", source: "ours",
    surroundings: ["valuations": ["kind": "uniform", "items": 6]])

  private let rule: any AllocationRule
  private var facts: DivisionFacts?

  public var pace: AllotmentPace { .inBatches(of: .max) }
  public var isRandom: Bool { rule.isRandom }

  public init(_ settings: inout Settings) {
    rule = settings.component(
      "rule", .allocationRules, default: "round-robin", "How items that are all known are divided.")
  }

  public func objection(to traits: DivisionTraits) -> (problem: String, remedy: String)? {
    if let objection = rule.objection(to: traits.kind, agents: traits.agents) { return objection }
    return traits.isEqual
      ? nil : ("its rules know equal entitlements only", "leave out `entitlements`, or choose another policy")
  }

  public mutating func begin(_ facts: DivisionFacts, using stream: inout RandomStream) { self.facts = facts }

  public mutating func allot(
    _ batch: borrowing HeldItems, into owners: inout MutableSpan<Int>, using stream: inout RandomStream
  ) throws {
    guard let facts else { preconditionFailure("a policy begins before its first batch") }
    let (agents, count) = (batch.agents, batch.count)
    var rows: [[Int]] = []
    for agent in 0..<agents { rows.append((0..<count).map { batch[item: $0, agent: agent] }) }
    let valuations = try Valuations(
      facts.traits.kind, facts.totals.map { Self.rescaled(rows, totals: $0) } ?? rows)
    let bundles = rule.divide(valuations, using: &stream)
    for item in owners.indices { owners[item] = bundles.owners[item] ?? -1 }
  }

  /// The same values with the same total for every agent that values anything.
  static func rescaled(_ rows: [[Int]], totals: [Int]) -> [[Int]] {
    var common = 1
    for total in totals where total > 0 {
      let (product, overflows) = (common / divisor(common, total)).multipliedReportingOverflow(by: total)
      if overflows || product > Valuations.largestTotal / max(rows.count, 1) {
        return zip(rows, totals).map { row, total in
          row.map { total == 0 ? 0 : Int((Double($0) * (1e9 / Double(total))).rounded()) }
        }
      }
      common = product
    }
    return zip(rows, totals).map { row, total in row.map { total == 0 ? 0 : $0 * (common / total) } }
  }

  private static func divisor(_ a: Int, _ b: Int) -> Int {
    var (a, b) = (a, b)
    while b != 0 { (a, b) = (b, a % b) }
    return a
  }
}
