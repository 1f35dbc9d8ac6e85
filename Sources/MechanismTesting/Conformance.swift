public import MarketModel

/// A mechanism in one setup, and what its agents can be: where promises of a component are tested.
public struct Setup<Report: Equatable & Sendable, Outcome: Sendable>: Sendable {
  /// What is special about it, as witnesses name it: `personal reserves 0, 1, 3`; empty: nothing.
  public var label: String
  public var mechanism: any Mechanism<Report, Outcome>
  public var domain: Domain<Report, Outcome>
  /// Properties that it says nothing about; personal reserves make no mechanism treat bidders differently.
  public var leavesOut: [Property]
  /// How long is looked for a counterexample here; nil: as long as elsewhere.
  public var plan: SearchPlan?

  public init(
    _ label: String = "", _ mechanism: any Mechanism<Report, Outcome>, over domain: Domain<Report, Outcome>,
    leavingOut leavesOut: [Property] = [], plan: SearchPlan? = nil
  ) {
    self.label = label
    self.mechanism = mechanism
    self.domain = domain
    self.leavesOut = leavesOut
    self.plan = plan
  }
}

/// How the cards of a family are tested: one for each family whose components make promises.
///
/// ```swift
/// Conformance(.mechanisms) { mechanism in
///   [Setup("", OneShot(mechanism), over: .prices(bidders: 0...3, values: 0...4))]
/// }
/// ```
/// A component of the family is then tested by being listed. Its card's settings to try are made by the catalogs.
public struct Conformance: Sendable {
  /// The family's id.
  public let family: String
  /// Tests one property of one component.
  let examine: @Sendable (Registration, [Node], Property, Catalogs, SearchPlan) throws -> CheckedClaim

  /// - Parameter family: the components it tests.
  /// - Parameter setups: the mechanism in each setup that promises are tested in, for a component with some settings.
  ///   A promise must hold in all that do not leave it out; a denial must be confirmed in one.
  public init<Product, Report, Outcome>(
    _ family: Family<Product>, _ setups: @escaping @Sendable (Product) -> [Setup<Report, Outcome>]
  ) where Report: Equatable & Sendable, Outcome: Sendable {
    self.family = family.id
    examine = { registration, tried, property, catalogs, plan in
      var claim = CheckedClaim()
      for settings in tried {
        let product: Product
        do {
          product = try registration.product(of: family, with: settings, catalogs: catalogs)
        } catch {
          throw CannotJudge("\(registration.card.id): the card's settings to try are wrong: \(error)")
        }
        for setup in setups(product) where !setup.leavesOut.contains(property) {
          guard let checker = Checker<Report, Outcome>.of(property, for: setup.domain) else {
            throw CannotJudge("\(property.name) cannot be judged: no checker is known")
          }
          let finding = try checker.look(at: setup.mechanism, over: setup.domain, plan: setup.plan ?? plan)
          let parts = settings.entries.map { "\($0.key) \(written($0.value))" } + [setup.label]
          claim.add(finding, setup: parts.filter { !$0.isEmpty }.joined(separator: ", "))
        }
      }
      if claim.findings.isEmpty { throw CannotJudge("\(property.name) cannot be judged: every setup leaves it out") }
      // One setup may have nothing to compare, a reserve above all values; not all of them.
      if claim.findings.allSatisfy({ $0.comparisons == 0 }) { throw CannotJudge.nothingToCompare(property) }
      return claim
    }
  }
}

/// What came of one claim over all setups.
struct CheckedClaim: Sendable {
  var findings: [Finding] = []
  var witness: Witness?
  var worlds: Int { findings.reduce(0) { $0 + $1.worlds } }

  /// The witness with the fewest agents counts; **ties**: the first.
  mutating func add(_ finding: Finding, setup: String) {
    findings.append(finding)
    guard var found = finding.witness, found.profile.count < witness?.profile.count ?? .max else { return }
    found.setup = setup
    witness = found
  }

  /// How hard was looked in all setups together.
  var strength: String {
    guard let first = findings.first else { return "no world" }
    if findings.count == 1 { return first.strength }
    // Statistical findings speak for themselves; the others add up.
    if !first.precision.isEmpty { return "\(first.strength), and as much in \(findings.count - 1) more setups" }
    var sum = first
    sum.exhausted = findings.reduce(0) { $0 + $1.exhausted }
    sum.sampled = findings.reduce(0) { $0 + $1.sampled }
    return "\(sum.strength) in \(findings.count) setups"
  }
}

/// A setting's value as witnesses print it.
func written(_ node: Node) -> String {
  switch node.content {
  case .null: "none"
  case .flag(let flag): flag ? "true" : "false"
  case .number(let number): shortest(number)
  case .text(let text): text
  case .list(let elements): "[\(elements.map(written).joined(separator: ", "))]"
  case .table(let entries): "{\(entries.map { "\($0.key): \(written($0.value))" }.joined(separator: ", "))}"
  }
}
