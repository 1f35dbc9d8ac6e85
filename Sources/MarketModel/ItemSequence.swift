/// Items in the order in which they arrive, and what each is worth to each of n agents, in whole units.
///
/// Values are whole numbers so that every comparison that fairness asks for is exact. A good's value is what an agent
/// gains by it, a chore's what it costs; which of them the items are, the world says.
///
/// Not what a policy sees: that is `ArrivingItem`, one row at a time.
public struct ItemSequence: Sendable, Equatable {
  /// n ≥ 1.
  public let agents: Int
  /// How many units make 1 of whatever values are written in.
  public let resolution: Int
  @usableFromInline var storage: [Int32] = []
  @usableFromInline var sums: [Int]

  /// The largest total of an agent [units]: its sums are exact as doubles.
  public static let largestTotal = 1 << 53
  /// The most values (items × agents).
  public static let largestSize = 20_000_000

  /// No items.
  /// - Precondition: there is an agent, and a unit.
  public init(agents: Int, resolution: Int = 1) {
    precondition(agents >= 1 && resolution >= 1, "Items are divided among agents, in units of something.")
    self.agents = agents
    self.resolution = resolution
    sums = [Int](repeating: 0, count: agents)
  }

  /// - Parameter resolution: units to one whole of value.
  /// - Parameter rows: the values of each agent, agent by agent (agents × items), of equal length.
  /// - Precondition: no value is negative.
  public init(_ rows: [[Int]], resolution: Int = 1) {
    self.init(agents: rows.count, resolution: resolution)
    let items = rows.first?.count ?? 0
    precondition(rows.allSatisfy { $0.count == items }, "Each agent values every item.")
    for item in 0..<items { append { Int32(rows[$0][item]) } }
  }

  /// What everything together is worth to each agent [units] (agents).
  @inlinable public var totals: [Int] { sums }
  /// Item by item (items × agents), none negative.
  @inlinable public var values: [Int32] { storage }
  public var count: Int { storage.count / agents }

  public mutating func reserveCapacity(_ items: Int) { storage.reserveCapacity(items * agents) }

  /// Adds an item at the end, asking for its value to each agent in turn.
  /// - Precondition: no value is negative.
  @inlinable @inline(__always)
  public mutating func append(_ value: (_ agent: Int) -> Int32) {
    let start = storage.count
    storage.append(contentsOf: repeatElement(0, count: agents))
    Self.fill(&storage, from: start, &sums, value)
  }

  /// Both arrays are open at once: of a stored property each write would ask whether it is shared.
  @inlinable @inline(__always)
  static func fill(_ storage: inout [Int32], from start: Int, _ sums: inout [Int], _ value: (_ agent: Int) -> Int32) {
    var row = storage.mutableSpan
    var totals = sums.mutableSpan
    for agent in totals.indices {
      let value = value(agent)
      precondition(value >= 0, "An item's value or cost is not negative.")
      row[start + agent] = value
      totals[unchecked: agent] += Int(value)
    }
  }

  /// What an item is worth to each agent [units] (agents).
  @inlinable public func row(_ item: Int) -> ArraySlice<Int32> { values[item * agents..<(item + 1) * agents] }

  /// What an item is worth to an agent [units].
  @inlinable public subscript(item item: Int, agent agent: Int) -> Int { Int(values[item * agents + agent]) }

  /// The same items in another order; `order` holds each item once.
  public func reordered(_ order: [Int]) -> ItemSequence {
    precondition(order.count == count, "An order holds each item once.")
    var sequence = ItemSequence(agents: agents, resolution: resolution)
    sequence.reserveCapacity(count)
    for item in order { sequence.append { values[item * agents + $0] } }
    return sequence
  }
}
