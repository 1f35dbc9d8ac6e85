/// What is known of a maximin share without a search: a partition, and a bound that no partition exceeds.
///
/// With values in descending order v₁ ≥ v₂ ≥ … and n agents. **Goods**: the share is at most (v(M) − v₁ − … − vₖ) / (n − k)
/// for every k < n, since the k greatest spoil at most k bundles; at least what the partition attains. **Chores**: the
/// share is at least c(M)/n, c₁, and the sum of the j + 1 least of the jn + 1 greatest costs for every j, since some bundle
/// has j + 1 of them (cₙ + cₙ₊₁ for j = 1); at most what the partition attains, which is within 4/3 − 1/(3n) of it.
///
/// The partition gives each item, greatest first, to the bundle with the least so far (LPT); ties to the lowest bundle.
/// - Complexity: O(*m* · *n*).
///
/// Source: Graham 1969 for LPT; the bounds are standard.
public struct MaximinBounds: Sendable, Equatable {
  /// What the partition attains.
  public let attained: Int
  /// What no partition exceeds (goods), or stays below (chores).
  public let possible: Int
  /// The bundle of each number, in the order given.
  public let partition: [Int]

  /// - Parameter kind: goods or chores.
  /// - Parameter agents: among how many the items are divided.
  /// - Parameter values: of one agent, in any order.
  /// - Precondition: there is an agent, and no value is negative.
  public init(_ kind: ItemKind, of values: [Int], among agents: Int) {
    precondition(agents >= 1, "A share among no agents is not defined.")
    precondition(values.allSatisfy { $0 >= 0 }, "Values of goods and costs of chores are not negative.")
    let order = values.indices.sorted { (-values[$0], $0) < (-values[$1], $1) }
    let sorted = MaximinBounds(kind, ofSorted: order.map { values[$0] }, among: agents)
    var partition = [Int](repeating: 0, count: values.count)
    for (place, item) in order.enumerated() { partition[item] = sorted.partition[place] }
    (attained, possible, self.partition) = (sorted.attained, sorted.possible, partition)
  }

  /// - Parameter numbers: greatest first.
  init(_ kind: ItemKind, ofSorted numbers: [Int], among agents: Int) {
    var sums = [Int](repeating: 0, count: agents)
    var bundles: [Int] = []
    bundles.reserveCapacity(numbers.count)
    for number in numbers {
      var least = 0
      for bundle in sums.indices where sums[bundle] < sums[least] { least = bundle }
      sums[least] += number
      bundles.append(least)
    }
    partition = bundles
    let total = numbers.reduce(0, +)
    switch kind {
    case .goods:
      attained = sums.min() ?? 0
      var possible = total / agents
      var rest = total
      for k in 1..<max(agents, 1) {
        rest -= k <= numbers.count ? numbers[k - 1] : 0
        possible = min(possible, rest / (agents - k))
      }
      self.possible = possible
    case .chores:
      attained = sums.max() ?? 0
      var possible = max(numbers.first ?? 0, (total + agents - 1) / agents)
      var j = 1
      while j * agents < numbers.count {
        possible = max(possible, numbers[j * agents - j...j * agents].reduce(0, +))
        j += 1
      }
      self.possible = possible
    }
  }
}
