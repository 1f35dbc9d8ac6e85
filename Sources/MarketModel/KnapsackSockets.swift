public import Randomness

// The sockets of the online knapsack.

/// Something that asks for a part of the capacity and pays for it.
public struct KnapsackItem: Sendable, Equatable, BitwiseCopyable {
  /// [money], positive.
  public var value: Double
  /// In units of the capacity, positive: weights are whole numbers, so that utilisation is exact.
  public var weight: Int
  /// When it arrives [s], not before the item in front of it.
  public var time: Double
  /// How long an accepted item keeps its capacity [s]; infinite when it never gives it back.
  public var duration: Double

  public init(value: Double, weight: Int, time: Double, duration: Double = .infinity) {
    self.value = value
    self.weight = weight
    self.time = time
    self.duration = duration
  }

  /// Value for the whole capacity at this item's price [money]: value / (weight / capacity).
  @inlinable public func density(ofCapacity capacity: Int) -> Double { value * Double(capacity) / Double(weight) }
}

/// Where the items come from.
public protocol ItemSource: Component {
  /// Units that the capacity is divided into.
  var capacity: Int { get }
  /// Between which densities its items lie [money per capacity].
  var densities: ClosedRange<Double> { get }
  /// Whether items give their capacity back.
  var returnsCapacity: Bool { get }
  /// About how many items a draw has.
  var expectedCount: Int { get }
  /// Whether every draw gives the same items.
  var isFixed: Bool { get }
  /// The items of one replicate in the order of arrival; each weighs from 1 to the capacity.
  func draw(using stream: inout RandomStream) -> [KnapsackItem]
}

extension ItemSource {
  public var returnsCapacity: Bool { false }
  public var isFixed: Bool { false }
}

/// A price for the whole sequence that only hindsight knows.
public enum PriceAdvice: String, CaseIterable, Sendable {
  /// The constant threshold with the highest profit on the sequence played, the lowest of them where several have it.
  case bestConstant
  /// The density of the optimum's item, densest first, that brings the optimum's value to half.
  case halfOptimum = "halfOpt"
}

/// What an admission policy may know before the first item.
public struct KnapsackFacts: Sendable {
  /// Units of capacity.
  public var capacity: Int
  /// Units that may be taken: one less where admission is strict.
  public var limit: Int
  /// Between which densities the items are promised to lie [money per capacity].
  public var low: Double
  public var high: Double
  /// How many items there will be.
  public var items: Int
  /// What it asked to foresee; nil unless it did.
  public var foreseen: Double?

  /// - Parameter capacity: units of capacity.
  /// - Parameter low: lowest density promised [money per capacity].
  /// - Parameter high: highest density promised [money per capacity].
  /// - Parameter items: how many there will be.
  /// - Parameter foreseen: what the policy asked to foresee; nil unless it did.
  /// - Parameter limit: nil: the capacity.
  public init(capacity: Int, limit: Int? = nil, low: Double, high: Double, items: Int, foreseen: Double? = nil) {
    self.capacity = capacity
    self.limit = limit ?? capacity
    self.low = low
    self.high = high
    self.items = items
    self.foreseen = foreseen
  }
}

/// Who is let into the knapsack. The world turns away what does not fit, whatever the policy says.
public protocol AdmissionPolicy: Component {
  /// What it must be told of the future; nil for an online policy proper.
  var advice: PriceAdvice? { get }
  /// Why it cannot work between these densities, and what to do; nil when it can.
  func objection(low: Double, high: Double) -> (problem: String, remedy: String)?
  /// Prepares for a sequence. Called once per replicate.
  mutating func begin(_ facts: KnapsackFacts, using stream: inout RandomStream)
  /// The lowest density it accepts at each level of use 0 … capacity, where that is all it goes by; called after
  /// `begin`. The world then asks no further.
  var thresholds: [Double]? { get }
  /// Whether to accept `item` when `used` units are taken. Called for every item, also for one that does not fit.
  mutating func accepts(_ item: KnapsackItem, used: Int) throws -> Bool
}

extension AdmissionPolicy {
  public var advice: PriceAdvice? { nil }
  public func objection(low: Double, high: Double) -> (problem: String, remedy: String)? { nil }
  public var thresholds: [Double]? { nil }
  public mutating func accepts(_ item: KnapsackItem, used: Int) throws -> Bool {
    preconditionFailure("an admission policy has thresholds or answers for each item")
  }
}

/// How much hindsight could have earned.
public protocol HindsightBound: Component {
  /// Why it cannot be computed for these items, and what to do; nil when it can.
  func objection(items: Int, capacity: Int, returnsCapacity: Bool) -> (problem: String, remedy: String)?
  /// The highest value of items that fit, or a bound that no selection of items exceeds.
  func value(of items: [KnapsackItem], capacity: Int) -> Hindsight
  /// Which items an optimal selection has, ascending; nil where only its value is known.
  func selection(of items: [KnapsackItem], capacity: Int) -> [Int]?
  /// The same after each item: what hindsight could have earned had the sequence ended there. Nil where it is not known.
  func prefixValues(of items: [KnapsackItem], capacity: Int) -> [Double]?
}

extension HindsightBound {
  public func selection(of items: [KnapsackItem], capacity: Int) -> [Int]? { nil }
  public func prefixValues(of items: [KnapsackItem], capacity: Int) -> [Double]? { nil }
}

/// The best that could have been earned.
public struct Hindsight: Sendable {
  /// [money]; at least what any policy earns.
  public var value: Double
  /// Whether some selection of items earns it.
  public var isExact: Bool

  public init(value: Double, isExact: Bool) {
    self.value = value
    self.isExact = isExact
  }
}

extension Family where Product == any ItemSource {
  public static let items = Family("items", "Where the items of an online knapsack come from.") {
    exampleKnapsack(["items": $0])
  }
}
extension Family where Product == any AdmissionPolicy {
  public static let admission = Family("admission", "Which items an online knapsack takes.") {
    exampleKnapsack(["policy": $0])
  }
}
extension Family where Product == any HindsightBound {
  public static let hindsight = Family("hindsight", "What could have been earned with all items known beforehand.") {
    exampleKnapsack(["hindsight": $0])
  }
}

private func exampleKnapsack(_ settings: Node) -> Node {
  var world: Node = ["kind": "online-knapsack"]
  for entry in settings.entries { world[entry.key] = entry.value }
  return ["outcry": 1, "title": "An example", "replicates": 4, "world": world]
}

extension Registration {
  public static func items<C: ItemSource>(_ type: C.Type) -> Registration {
    Registration(.items, type.card) { type.init(&$0) }
  }
  public static func admission<C: AdmissionPolicy>(_ type: C.Type) -> Registration {
    Registration(.admission, type.card) { type.init(&$0) }
  }
  public static func hindsight<C: HindsightBound>(_ type: C.Type) -> Registration {
    Registration(.hindsight, type.card) { type.init(&$0) }
  }
}

extension Bounds {
  /// What densities may be [money per capacity]: their quotients, and sums of many, keep their digits.
  package static let density = Bounds(1e-12, 1e12)
}
