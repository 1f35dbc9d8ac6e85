public import MarketModel

/// What a seller who knew all items would earn: the best set of items that fits at once.
///
/// `automatic` takes the dynamic program while items × units are at most 2 × 10⁹, else branch and bound; where items give
/// capacity back it bounds the optimum by the whole capacity's time, cut fractionally (not exact).
/// - Complexity: O(*items* × *capacity*) for the dynamic program; exponential at worst for branch and bound, which then
///   stops after 50 million nodes with a bound.
///
/// Source: folklore.
public struct HindsightOptimum: HindsightBound {
  public static let card = Card(
    "optimum", label: "hindsight optimum", "The highest value of items that fit, known beforehand.", source: "folklore")

  enum Method: String, CaseIterable, Sendable {
    case automatic
    case dynamicProgram = "dynamic-program"
    case branchAndBound = "branch-and-bound"
    case fractional
  }

  let method: Method

  public init(_ settings: inout Settings) {
    method = settings.choice(
      "method", default: .automatic,
      "How it is computed; `fractional` lets the last item be cut, and is a bound rather than the optimum.")
  }

  private static let largestTable = 2_000_000_000
  /// Bits for the selection: 512 MiB.
  private static let largestSelection = 1 << 32

  public func objection(
    items: Int, capacity: Int, returnsCapacity: Bool
  ) -> (problem: String, remedy: String)? {
    if returnsCapacity && (method == .dynamicProgram || method == .branchAndBound) {
      return (
        "the method looks at a knapsack that keeps what it takes, and these items give capacity back",
        "write `method: automatic`"
      )
    }
    if method == .dynamicProgram && items.multipliedReportingOverflow(by: capacity + 1).partialValue > 50_000_000_000 {
      return ("its table would take minutes: \(items) items × \(capacity) units", "write `method: branch-and-bound`")
    }
    return nil
  }

  public func value(of items: [KnapsackItem], capacity: Int) -> Hindsight {
    if items.contains(where: { $0.duration < .infinity }) { return Self.ofRentals(items, capacity: capacity) }
    switch method {
    case .fractional: return Hindsight(value: KnapsackOptimum.fractional(items, capacity: capacity), isExact: false)
    case .dynamicProgram: return Self.byTable(items, capacity)
    case .branchAndBound: return Self.byBranching(items, capacity)
    case .automatic:
      let cells = items.count.multipliedReportingOverflow(by: capacity + 1)
      return cells.overflow || cells.partialValue > Self.largestTable
        ? Self.byBranching(items, capacity) : Self.byTable(items, capacity)
    }
  }

  private static func byTable(_ items: [KnapsackItem], _ capacity: Int) -> Hindsight {
    Hindsight(value: KnapsackOptimum.byDynamicProgram(items, capacity: capacity).last ?? 0, isExact: true)
  }

  private static func byBranching(_ items: [KnapsackItem], _ capacity: Int) -> Hindsight {
    let found = KnapsackOptimum.byBranchAndBound(items, capacity: capacity)
    return Hindsight(value: found.bound, isExact: found.bound == found.value)
  }

  /// Items that give capacity back: no selection earns more than the densest unit-seconds that fit between the first
  /// arrival and the last return.
  private static func ofRentals(_ items: [KnapsackItem], capacity: Int) -> Hindsight {
    let start = items.first?.time ?? 0
    let end = items.reduce(start) { $0 > $1.time + $1.duration ? $0 : $1.time + $1.duration }
    let all = items.reduce(0) { $0 + $1.value }
    if end == .infinity { return Hindsight(value: all, isExact: false) }
    var (value, left) = (0.0, Double(capacity) * (end - start))
    let order = items.indices.sorted { a, b in
      let left = items[a].value * Double(items[b].weight) * items[b].duration
      let right = items[b].value * Double(items[a].weight) * items[a].duration
      return left > right || (left == right && a < b)
    }
    for index in order {
      let area = Double(items[index].weight) * items[index].duration
      if area > left { return Hindsight(value: value + items[index].value * left / area, isExact: false) }
      value += items[index].value
      left -= area
    }
    return Hindsight(value: value, isExact: false)
  }

  /// By dynamic program where its bits take at most 512 MiB, else by branch and bound if that ends.
  public func selection(of items: [KnapsackItem], capacity: Int) -> [Int]? {
    if items.contains(where: { $0.duration < .infinity }) { return nil }
    let bits = items.count.multipliedReportingOverflow(by: capacity + 64)
    if !bits.overflow && bits.partialValue <= Self.largestSelection {
      return KnapsackOptimum.selection(items, capacity: capacity).chosen
    }
    let found = KnapsackOptimum.byBranchAndBound(items, capacity: capacity)
    return found.bound == found.value ? found.chosen : nil
  }

  public func prefixValues(of items: [KnapsackItem], capacity: Int) -> [Double]? {
    let cells = items.count.multipliedReportingOverflow(by: capacity + 1)
    if cells.overflow || cells.partialValue > Self.largestTable || items.contains(where: { $0.duration < .infinity }) {
      return nil
    }
    return KnapsackOptimum.byDynamicProgram(items, capacity: capacity, keepsPrefixes: true)
  }
}
