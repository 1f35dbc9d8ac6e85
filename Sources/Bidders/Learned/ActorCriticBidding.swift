public import MarketModel
public import Randomness

/// Learns a Gaussian bid multiplier by following the gradient of its own gains: actor and critic.
///
/// The actor's network gives mean μ and log standard deviation of a multiplier m for each state; the bid for an average
/// impression is max(0, m) times what one is worth. The critic's network learns V(s), the gain to the episode's end.
/// After every `episodes` episodes both move an Adam step: the critic down ½ (V − R)², the actor along
///
///     ∇ log π(m | s) · Â,   Â = Σₖ (λ)ᵏ δₜ₊ₖ,   δₜ = rₜ + V(sₜ₊₁) − V(sₜ),
///
/// with Â scaled to standard deviation 1 over the batch, and R = Â + V before scaling. Once trained it bids the mean.
///
/// **Edge cases**: the log standard deviation is kept from −4 to 0.
/// **Errors**: as for `deep-q`.
/// - Complexity: a pass a decision, three a batch.
///
/// Source: Sutton et al. 2000 (policy gradient); Schulman et al. 2016, equation 16 (Â).
public struct ActorCriticBidding: BiddingRule {
  public static let card = Card(
    "actor-critic", label: "actor–critic",
    "Learns a Gaussian bid multiplier by following the gradient of its own gains.",
    source: "Sutton et al. 2000; Schulman et al. 2016", example: ["updates": 20, "hidden": [16]])

  let steps: Int
  let decisions: Int
  let episodes: Int
  let network: NetworkSettings
  let trace: Double
  let entropy: Double

  public init(_ settings: inout Settings) {
    steps = settings.integer("updates", in: 1...100_000_000, default: 1000, "Updates of the whole training.")
    decisions = settings.integer("decisions-per-episode", in: 1...1_000_000, default: 20, "At even distances.")
    episodes = settings.integer("episodes", in: 1...10_000, default: 16, "Episodes an update learns from.")
    network = NetworkSettings(&settings, hidden: [32, 32], outputs: 2, learningRate: 3e-3)
    trace = settings.number("trace", in: .share, default: 0.95, unit: .share, "λ: how far gains are credited back.")
    entropy = settings.number(
      "entropy", in: .nonNegative, default: 0.001, "Weight of the actor's entropy: what keeps it trying.")
    settings.check(
      decisions * episodes <= 1_000_000, "episodes", "an update of more than a million decisions",
      remedy: "take fewer episodes or decisions")
  }

  public func trainer(for campaign: Campaign, using stream: RandomStream) -> (any PolicyTrainer)? {
    ActorCriticTrainer(self, campaign, stream)
  }

  public func bid(clickRate: Double, auctionsLeft: Int, budgetLeft: Int) -> Int { 0 }
}
