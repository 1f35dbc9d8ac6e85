internal import MarketModel

extension Conformance {
  /// Admission policies of an online knapsack: twenty units, densities from 1 to e³, so that α is at least 1/4.
  public static let admission = Conformance(.admission) { policy -> [Setup<KnapsackItem, Admissions>] in
    let high = 20.085536923187668
    return [
      Setup(
        "", OnlineAdmission(policy, capacity: 20, low: 1, high: high, foreseen: high.squareRoot()),
        over: .items(
          0...14, capacity: 20, densities: [1, 3, 9, 18], weights: [1, 2, 5], windows: [0.25, 0.5, 0.75, 1]))
    ]
  }
}
