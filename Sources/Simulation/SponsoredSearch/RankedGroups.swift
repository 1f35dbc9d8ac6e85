internal import MarketModel

/// Which groups' places in the ranking of all eligible advertisers are watched, and at which cut-offs.
struct RankedGroups: Sendable {
  /// Names of the protected groups — empty: nothing is watched.
  let protected: [String]
  /// The ranking is cut after `step`, 2 · `step`, … places.
  let step: Int

  init(_ settings: inout Settings) {
    (protected, step) = settings.section(
      "ranked-fairness", "How fair the ranking of all eligible advertisers, by bid × quality, is to some groups."
    ) { ranked in
      let protected = ranked.texts("protected", otherwise: "nobody: nothing is measured", "The protected groups.")
      let step = ranked.integer(
        "step", in: 2...1_000_000, default: 10, unit: Unit("places"), "The ranking is looked at every so many places.")
      return (protected, step)
    }
  }
}
