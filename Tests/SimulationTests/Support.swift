import Outcry
import Testing

#if DEBUG
  /// Whether this is a release build. Statistics of millions of auctions are for release: a debug build, and coverage
  /// with it, would take minutes for each, and reaches the same code by the other tests.
  let isOptimised = false
#else
  let isOptimised = true
#endif

/// A repeated auction as a scenario: `world` holds the settings of `repeated-auction`.
func market(
  _ world: Node, replicates: Int = 1, variants: Node = [], metrics: Node = [], adding: [Registration] = []
) throws(Diagnostics) -> Scenario {
  var world = world
  world["kind"] = "repeated-auction"
  let root: Node = [
    "title": "A test", "seed": 1, "replicates": Node(integerLiteral: replicates), "world": world, "variants": variants,
    "metrics": metrics,
  ]
  var catalogs = Catalogs.standard
  catalogs.add(adding)
  return try Scenario(root, catalogs: catalogs)
}

/// Plays one replicate of the first variant.
@discardableResult func play(
  _ scenario: Scenario, replicate: Int = 0, bidders: Bool = false, buckets: Int = 10
) throws -> Recording {
  let request = RecordingRequest(measures: scenario.measures, bidders: bidders, buckets: buckets)
  let world = try #require(scenario.variants.first).world
  return try world.prepare(request).play(Replicate(seed: scenario.seed, number: replicate))
}

extension Recording {
  /// The number a reading stands for; nil where there is none.
  subscript(_ measure: String) -> Double? {
    plan.measures.firstIndex { $0.name == measure }.flatMap { overall[$0]?.number }
  }

  subscript(_ measure: String, group group: Int) -> Double? {
    plan.measures.firstIndex { $0.name == measure }.flatMap { groups[group][$0]?.number }
  }

  subscript(_ measure: String, bidder bidder: Int) -> Double? {
    plan.measures.firstIndex { $0.name == measure }.flatMap { bidders[bidder][$0]?.number }
  }
}

extension Reading {
  var number: Double? {
    switch self {
    case .value(let value): value
    case .ratio(let a, let b): a / b
    case .undefined: nil
    }
  }
}

/// The distance beyond which a mean of that many replicates lies from its expectation with probability 10⁻⁶, in
/// standard errors (Student).
func farOut(replicates: Int) -> Double {
  StudentT.quantile(1 - 0.5e-6, degreesOfFreedom: Double(replicates - 1))
}

/// Expects a mean to be what theory says, and known to `precision`: fails by chance with probability 10⁻⁶.
func expect(
  _ estimate: Estimate?, toBe theory: Double, within precision: Double,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  guard let estimate, let mean = estimate.mean, let error = estimate.standardError else {
    Issue.record("there is no estimate", sourceLocation: sourceLocation)
    return
  }
  let bound = farOut(replicates: estimate.replicates) * error
  #expect(bound <= precision, "the estimate is too coarse to test anything", sourceLocation: sourceLocation)
  #expect(abs(mean - theory) <= bound + 1e-12, "\(mean) instead of \(theory)", sourceLocation: sourceLocation)
}

/// Pearson's statistic in standard deviations of its distribution (Wilson and Hilferty 1931); beyond 4.7534 with
/// probability 10⁻⁶. Cells of expected share 0 must be empty.
func chiSquareScore(_ observed: [Int], shares: [Double]) -> Double {
  let total = Double(observed.reduce(0, +))
  var statistic = 0.0
  var degrees = -1.0
  for (count, share) in zip(observed, shares) {
    if share == 0 {
      if count > 0 { return .infinity }
      continue
    }
    statistic += (Double(count) - total * share) * (Double(count) - total * share) / (total * share)
    degrees += 1
  }
  let spread = 2 / (9 * degrees)
  var root = statistic > 0 ? statistic / degrees : 0
  root = root == 0 ? 0 : cubeRoot(root)
  return (root - (1 - spread)) / spread.squareRoot()
}

let tooUneven = 4.7534

/// Newton's method, to avoid a C library in a test.
private func cubeRoot(_ x: Double) -> Double {
  var root = max(x, 1)
  for _ in 0..<200 { root -= (root * root * root - x) / (3 * root * root) }
  return root
}
