public import MarketModel
public import Randomness

/// An admission policy of an online knapsack as a mechanism: item i is the one that arrives i-th, a second after the last.
///
/// Every run begins anew. Items that do not fit are turned away, whatever the policy says.
public struct OnlineAdmission: Mechanism {
  public var policy: any AdmissionPolicy
  /// Units.
  public var capacity: Int
  /// Densities that the policy is promised.
  public var low: Double
  public var high: Double
  /// What a policy that asks for it is told of the future.
  public var foreseen: Double

  public init(_ policy: any AdmissionPolicy, capacity: Int, low: Double, high: Double, foreseen: Double) {
    self.policy = policy
    self.capacity = capacity
    self.low = low
    self.high = high
    self.foreseen = foreseen
  }

  public func sample(_ items: [KnapsackItem], using stream: inout RandomStream) -> Admissions {
    var policy = policy
    policy.begin(
      KnapsackFacts(
        capacity: capacity, low: low, high: high, items: items.count, foreseen: policy.advice == nil ? nil : foreseen),
      using: &stream)
    let thresholds = policy.thresholds
    var result = Admissions(capacity: capacity)
    if let thresholds { result.window = widestConstantWindow(thresholds, low: low) }
    var used = 0
    for (place, item) in items.enumerated() {
      var item = item
      item.time = Double(place)
      let wanted =
        thresholds.map { item.density(ofCapacity: capacity) >= $0[used] } ?? answer(of: &policy, to: item, used: used)
      result.used.append(used)
      result.accepted.append(wanted && used + item.weight <= capacity)
      if result.accepted[place] { used += item.weight }
    }
    return result
  }

  private func answer(of policy: inout any AdmissionPolicy, to item: KnapsackItem, used: Int) -> Bool {
    do {
      return try policy.accepts(item, used: used)
    } catch {
      preconditionFailure("An admission policy could not answer: \(error)")
    }
  }

  /// Its only outcome, where the policy draws nothing; nil where it does.
  public func lottery(_ items: [KnapsackItem]) -> [Chance<Admissions>]? {
    var stream = RandomStream(seed: 0, replicate: 0, role: 0, index: 0)
    var untouched = stream
    let outcome = sample(items, using: &stream)
    return stream.next() == untouched.next() ? [Chance(1, outcome)] : nil
  }
}

/// Which items of a sequence were accepted.
public struct Admissions: Sendable {
  public var capacity: Int
  /// Items in the order of arrival.
  public var accepted: [Bool] = []
  /// Units taken when each item arrives (items).
  public var used: [Int] = []
  /// Widest window of use in which the policy's threshold is constant [units]; nil: it does not go by a threshold.
  public var window: Range<Int>?

  public init(capacity: Int) { self.capacity = capacity }
}
