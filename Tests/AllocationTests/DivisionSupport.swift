import Allocation
import FairDivision
import Outcry
import Testing

/// An online division as a scenario: `world` holds its settings.
func division(_ world: Node, replicates: Int = 1, variants: Node = [], metrics: Node = []) throws(Diagnostics)
  -> Scenario
{
  var world = world
  world["kind"] = "online-goods"
  return try Scenario([
    "title": "A test", "seed": 1, "replicates": Node(integerLiteral: replicates), "world": world,
    "variants": variants, "metrics": metrics,
  ])
}

/// What is said of a division that is wrong: `path: problem; remedy`, one line each.
func divisionComplaints(_ world: Node) -> [String] {
  do {
    _ = try division(world)
    return []
  } catch {
    return error.all.map(\.description)
  }
}

/// The policy that is written like this.
func allotment(_ policy: Node) throws -> any AllotmentPolicy {
  var root = Settings(root: ["policy": policy], catalogs: Catalogs(allotmentPolicies), files: NoFiles())
  let product = root.component("policy", .allotment, "The policy.")
  try #require(root.diagnostics.isEmpty)
  return product
}

/// The source that is written like this.
func valuations(_ source: Node) throws -> any ValuationSource {
  var root = Settings(root: ["valuations": source], catalogs: Catalogs(valuationSources), files: NoFiles())
  let product = root.component("valuations", .valuations, "The source.")
  try #require(root.diagnostics.isEmpty)
  return product
}

/// Who has each item when a policy that decides at once has given out all of them.
/// - Parameter seen: is shown the owners after each item.
func owners(
  _ sequence: ItemSequence, _ policy: any AllotmentPolicy, _ kind: ItemKind = .goods, isNormalised: Bool = true,
  entitlements: [Double]? = nil, seen: ([Int]) -> Void = { _ in }
) throws -> [Int] {
  var policy = policy
  var stream = RandomStream(seed: 1, replicate: 0, role: 1, index: 0)
  let traits = DivisionTraits(
    kind: kind, agents: sequence.agents, isNormalised: isNormalised, isEqual: entitlements == nil)
  try policy.begin(DivisionFacts(sequence, traits, entitlements: entitlements), using: &stream)
  var holdings = Holdings(agents: sequence.agents)
  var owners: [Int] = []
  for number in 0..<sequence.count {
    var receivers = Array(0..<sequence.agents)
    if policy.hasRecourse, policy.exchange(holdings.view, into: &receivers) {
      holdings.hand(to: receivers)
      owners = owners.map { receivers[$0] }
    }
    let row = Array(sequence.row(number))
    let agent = try policy.give(
      ArrivingItem(number: number, values: row.span, holdings: holdings.view), using: &stream)
    holdings.give(row.span, to: agent)
    owners.append(agent)
    seen(owners)
  }
  return owners
}

/// vᵢ(Xᵢ) by adding up (agents).
func utilities(_ sequence: ItemSequence, _ owners: [Int]) -> [Int] {
  var sums = [Int](repeating: 0, count: sequence.agents)
  for (item, owner) in owners.enumerated() { sums[owner] += sequence[item: item, agent: owner] }
  return sums
}

/// The maximin share for two agents by trying every subset: goods — the most that the lesser part has.
func maximinShareOfTwo(_ values: [Int], _ kind: ItemKind) -> Int {
  let total = values.reduce(0, +)
  var best = 0
  for subset in 0..<(1 << values.count) {
    var sum = 0
    for (item, value) in values.enumerated() where subset >> item & 1 == 1 { sum += value }
    best = max(best, min(sum, total - sum))
  }
  return kind == .goods ? best : total - best
}

/// A small instance of one of four kinds, in turn: independent, correlated, identical values, and small items then
/// large ones.
func randomInstance(_ number: Int, agents: Int, _ stream: inout RandomStream) -> ItemSequence {
  let items = 3 + stream.index(below: 6)
  var sequence = ItemSequence(agents: agents)
  for item in 0..<items {
    let common = stream.index(below: 100)
    sequence.append { _ in
      switch number % 4 {
      case 0: Int32(stream.index(below: 100))
      case 1: Int32(common + stream.index(below: 20))
      case 2: Int32(common)
      default: Int32(stream.index(below: item + 2 < items ? 20 : 100))
      }
    }
  }
  return sequence
}
