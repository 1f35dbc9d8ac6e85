internal import FairDivision
internal import MarketModel

/// Why a rule for parts of maximin shares cannot divide such items; nil when it can.
/// - Parameter agents: the only number it is for; nil: any from 2 on.
func objectionOfShares(
  to traits: DivisionTraits, kind: ItemKind, agents: Int? = nil
) -> (problem: String, remedy: String)? {
  if traits.kind != kind {
    return ("it divides \(kind.rawValue) only", "choose another policy, or write `items: \(kind.rawValue)`")
  }
  if let agents, traits.agents != agents {
    return ("it is for \(agents) agents, and there are \(traits.agents)", "choose another policy")
  }
  if traits.agents < 2 { return ("there is nobody to divide with", "give at least two agents") }
  if !traits.isNormalised {
    return (
      "it must know what everything together is worth to each agent",
      "write `normalisation: rescaled`, or choose another policy"
    )
  }
  if !traits.isEqual {
    return ("its shares are equal", "leave out `entitlements`, or choose another policy")
  }
  return nil
}
