internal import MarketModel

/// How a division is measured: utilities as the world counts them, and envy per entitlement.
struct DivisionYardstick: Sendable {
  let facts: DivisionFacts
  /// Whether items are divided, so that sums are rounded.
  let divides: Bool

  private var agents: Int { facts.agents }

  /// uᵢ (agents).
  /// - Parameter worth: vᵢ(Xⱼ) [units] at j · n + i (agents × agents).
  func utilities(_ worth: [Double]) -> [Double] {
    (0..<agents).map { worth[$0 * agents + $0] * facts.scales[$0] }
  }

  /// Utility of the agent that has least; of chores, the cost of the one that bears most.
  func worstOff(_ utilities: [Double]) -> Double {
    (facts.traits.isChores ? utilities.max() : utilities.min()) ?? 0
  }

  /// The greatest envy, all envy, and how many pairs envy, in utilities per entitlement of 1/n.
  func envy(_ worth: [Double]) -> (most: Double, sum: Double, count: Int) {
    var found = (most: 0.0, sum: 0.0, count: 0)
    let parts = facts.entitlements.map { $0 * Double(agents) }
    for agent in 0..<agents {
      let own = worth[agent * agents + agent] / parts[agent]
      for other in 0..<agents where other != agent {
        let theirs = worth[other * agents + agent] / parts[other]
        let envy = (facts.traits.isChores ? own - theirs : theirs - own) * facts.scales[agent]
        if envy <= (divides ? 1e-12 * max(own, theirs) * facts.scales[agent] : 0) { continue }
        found = (max(found.most, envy), found.sum + envy, found.count + 1)
      }
    }
    return found
  }
}
