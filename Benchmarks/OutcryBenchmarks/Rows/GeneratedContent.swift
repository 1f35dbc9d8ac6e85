import Foundation
import Mechanisms
import Outcry

/// Ads in generated content: the best placement and all its payments, on pages whose click rates are all new.
extension Bench {
  static let logitContent = Bench("mnl-20x8", target: 1, unit: "ms a page") {
    try await pages(200, ads: 20, positions: 8, limit: 2) {
      MultinomialLogitWelfare(MultinomialLogitReader($0))
    }
  }

  static let cascadeContent = Bench("cascade-50x12", target: 1, unit: "ms a page") {
    try await pages(10, ads: 50, positions: 12, limit: 50) { problem in
      guard let rule = CascadeWelfare(CascadeReader(problem)) else { throw BenchFailure("no exact rule for the page") }
      return rule
    }
  }

  /// Values uniform, rates with a logit of mean −2 and deviation 1, at most four ads. A rule is made anew for each page.
  private static func pages<Rule: ExactPlacementRule>(
    _ count: Int, ads: Int, positions: Int, limit: Double, _ rule: (PlacementProblem) throws -> Rule
  ) async throws -> Measurement {
    var stream = RandomStream(seed: 1, replicate: 0, role: 0, index: 0)
    let normal = NormalSampler()
    var pages: [(problem: PlacementProblem, values: [Double])] = []
    for _ in 0..<count {
      let rates = (0..<ads * positions).map { _ in 1 / (1 + exp(2 - normal.sample(using: &stream))) }
      let problem = try PlacementProblem(ads: ads, positions: positions, clickRates: rates, most: 4)
      pages.append((problem, (0..<ads).map { _ in stream.unit() }))
    }
    var revenue = 0.0
    let times = try await medians {
      revenue = 0
      let seconds = try cpuTime {
        for page in pages { revenue += try rule(page.problem).vcg(page.values).revenue }
      }
      return [seconds / Double(count) * 1e3]
    }
    // The other route to the same payments, once.
    var byIntegral = 0.0
    for page in pages { byIntegral += try rule(page.problem).myerson(page.values).revenue }
    try agree("payments of all pages", revenue, byIntegral, within: 1e-9 * Double(count))
    return .cost(times[0], limit: limit)
  }
}
