/// How much envy there is in a division: Eᵢⱼ = max(0, vᵢ(Xⱼ) − vᵢ(Xᵢ)) for goods, max(0, cᵢ(Xᵢ) − cᵢ(Xⱼ)) for chores.
///
/// With weights b (entitlements) a bundle counts per unit of weight: vᵢ(Xⱼ)/bⱼ against vᵢ(Xᵢ)/bᵢ; without them all weigh 1.
/// **Population**: all ordered pairs of different agents, those with nothing included.
public struct EnvySummary: Sendable, Equatable {
  /// The largest Eᵢⱼ; 0 without envy.
  public let largest: Double
  /// Σ Eᵢⱼ over all pairs.
  public let total: Double
  /// How many pairs have Eᵢⱼ > 0.
  public let pairs: Int
  /// How many agents envy somebody.
  public let agents: Int
}

extension Valuations {
  /// - Parameter bundles: who has which items.
  /// - Parameter weights: bᵢ > 0 (agents); nil: all 1, and everything is exact.
  /// - Complexity: O(*n* · (*n* + *m*)).
  public func envySummary(_ bundles: Bundles, weights: [Double]? = nil) -> EnvySummary {
    precondition(
      weights.map { $0.count == agentCount && $0.allSatisfy { $0 > 0 && $0.isFinite } } ?? true,
      "Each agent has one positive weight.")
    let worth = bundleValues(bundles)
    let sign = kind == .goods ? 1.0 : -1.0
    var (largest, total, pairs, envious) = (0.0, 0.0, 0, 0)
    for agent in 0..<agentCount {
      var envies = false
      for other in 0..<agentCount where other != agent {
        let theirs = Double(worth[agent][other]) / (weights?[other] ?? 1)
        let own = Double(worth[agent][agent]) / (weights?[agent] ?? 1)
        let envy = sign * (theirs - own)
        if envy <= 0 { continue }
        envies = true
        pairs += 1
        total += envy
        largest = max(largest, envy)
      }
      if envies { envious += 1 }
    }
    return EnvySummary(largest: largest, total: total, pairs: pairs, agents: envious)
  }
}
