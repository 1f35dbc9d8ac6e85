public import FairDivision
public import MarketModel
public import Randomness

/// A rule of division as a mechanism: reports are rows of values (or costs) in whole units, one for each agent.
public struct DividingRule: DeterministicMechanism {
  let rule: any AllocationRule
  let kind: ItemKind

  /// - Precondition: the rule leaves nothing to chance.
  public init(_ rule: any AllocationRule, _ kind: ItemKind) {
    precondition(!rule.isRandom, "a rule that draws lots is a `DrawingRule`")
    self.rule = rule
    self.kind = kind
  }

  public func run(_ reports: [[Int]]) -> Bundles { rule.divisions(valuations(reports, kind))[0].outcome }
}

/// A rule of division that draws lots.
public struct DrawingRule: Mechanism {
  let rule: any AllocationRule
  let kind: ItemKind

  public init(_ rule: any AllocationRule, _ kind: ItemKind) {
    self.rule = rule
    self.kind = kind
  }

  public func sample(_ reports: [[Int]], using stream: inout RandomStream) -> Bundles {
    rule.divide(valuations(reports, kind), using: &stream)
  }

  public func lottery(_ reports: [[Int]]) -> [Chance<Bundles>]? { rule.divisions(valuations(reports, kind)) }
}

/// Reports as valuations.
func valuations(_ reports: [[Int]], _ kind: ItemKind) -> Valuations {
  guard let valuations = try? Valuations(kind, reports) else {
    preconditionFailure("a domain of divisions has agents, and rows of values that are not negative and equally long")
  }
  return valuations
}
