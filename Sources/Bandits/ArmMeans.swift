/// How often each arm was chosen, and its mean reward so far.
struct ArmMeans: Sendable {
  /// (arms).
  private(set) var counts: [Double]
  private(set) var means: [Double]
  private(set) var rounds = 0.0

  init(arms: Int) {
    counts = Array(repeating: 0, count: arms)
    means = Array(repeating: 0, count: arms)
  }

  mutating func add(_ reward: Double, to arm: Int) {
    rounds += 1
    counts[arm] += 1
    means[arm] += (reward - means[arm]) / counts[arm]
  }

  /// The first arm that was never chosen; nil when all were.
  var untried: Int? { counts.firstIndex(of: 0) }

  /// The arm with the highest mean; the lower arm wins **ties**.
  var best: Int {
    var best = 0
    for arm in means.indices where means[arm] > means[best] { best = arm }
    return best
  }
}
