public import MarketModel

/// The highest value of a set of items that fits into a knapsack at once.
public enum KnapsackOptimum {
  /// The exact optimum for whole weights by dynamic program: best[c] is the highest value within c units.
  ///
  /// Nothing else is kept, so the selection is not known. Strict admission is a capacity of one unit less.
  /// - Returns: after each item, the best value of the items so far — or, without `keepsPrefixes`, only the last.
  /// - Complexity: O(*items* × *capacity*) time, O(*capacity*) space.
  public static func byDynamicProgram(_ items: [KnapsackItem], capacity: Int, keepsPrefixes: Bool = false) -> [Double] {
    var best = [Double](repeating: 0, count: max(capacity, 0) + 1)
    var prefixes: [Double] = []
    if keepsPrefixes { prefixes.reserveCapacity(items.count) }
    best.withUnsafeMutableBufferPointer { best in
      for item in items {
        if item.weight <= capacity { improve(best, item.weight, item.value) }
        if keepsPrefixes { prefixes.append(best[best.count - 1]) }
      }
    }
    return keepsPrefixes ? prefixes : [best[max(capacity, 0)]]
  }

  /// best[c] ← max(best[c], best[c − weight] + value), from the top so that the item is taken once.
  @inline(__always)
  private static func improve(_ best: UnsafeMutableBufferPointer<Double>, _ weight: Int, _ value: Double) {
    var c = best.count - 1
    // Eight at a time: the block that is read lies below the one that is written, or overlaps it only where it has
    // been read already.
    while c - 7 >= weight {
      let at = UnsafeMutableRawPointer(best.baseAddress! + (c - 7))
      let old = at.loadUnaligned(as: SIMD8<Double>.self)
      let shifted = UnsafeRawPointer(best.baseAddress! + (c - 7 - weight)).loadUnaligned(as: SIMD8<Double>.self) + value
      at.storeBytes(of: old.replacing(with: shifted, where: shifted .> old), as: SIMD8<Double>.self)
      c -= 8
    }
    while c >= weight {
      best[c] = max(best[c], best[c - weight] + value)
      c -= 1
    }
  }

  /// The exact optimum and its selection by dynamic program, one bit kept per item and unit.
  /// - Complexity: O(*items* × *capacity*) time and bits.
  public static func selection(_ items: [KnapsackItem], capacity: Int) -> (value: Double, chosen: [Int]) {
    let capacity = max(capacity, 0)
    var best = [Double](repeating: 0, count: capacity + 1)
    let words = capacity / 64 + 1
    var taken = [UInt64](repeating: 0, count: words * items.count)
    for (index, item) in items.enumerated() where item.weight <= capacity {
      let row = index * words
      var c = capacity
      while c >= item.weight {
        let with = best[c - item.weight] + item.value
        if with > best[c] {
          best[c] = with
          taken[row + c / 64] |= 1 << UInt64(c % 64)
        }
        c -= 1
      }
    }
    var chosen: [Int] = []
    var left = capacity
    for index in items.indices.reversed() where taken[index * words + left / 64] >> UInt64(left % 64) & 1 == 1 {
      chosen.append(index)
      left -= items[index].weight
    }
    return (best[capacity], chosen.reversed())
  }

  /// The highest value when the last item may be cut: the densest first until the capacity is full. At least the optimum.
  /// - Complexity: O(*n* log *n*).
  public static func fractional(_ items: [KnapsackItem], capacity: Int) -> Double {
    var (value, left) = (0.0, max(capacity, 0))
    for index in byDensity(items) {
      let item = items[index]
      if item.weight > left { return value + item.value * Double(left) / Double(item.weight) }
      value += item.value
      left -= item.weight
    }
    return value
  }

  /// Item numbers, densest first; equal densities: the earlier item first.
  static func byDensity(_ items: [KnapsackItem]) -> [Int] {
    items.indices.sorted { a, b in
      let (left, right) = (items[a].value * Double(items[b].weight), items[b].value * Double(items[a].weight))
      return left > right || (left == right && a < b)
    }
  }

  /// The exact optimum by branch and bound: items densest first, taken before left out, cut off by the fractional bound.
  /// - Parameter items: what is offered, in any order.
  /// - Parameter capacity: units to fill.
  /// - Parameter limit: nodes after which it stops; then the bound is all that is known of the optimum.
  /// - Returns: the best selection found, and a bound that no selection exceeds — the same value when it finished.
  /// - Complexity: exponential at worst; usually near O(*n* log *n*).
  public static func byBranchAndBound(
    _ items: [KnapsackItem], capacity: Int, limit: Int = 50_000_000
  ) -> (value: Double, chosen: [Int], bound: Double) {
    let order = byDensity(items).filter { items[$0].weight <= capacity }
    let values = order.map { items[$0].value }
    let weights = order.map { items[$0].weight }
    /// What could be added from item `first` on with `left` units: the fractional bound.
    func rest(_ first: Int, _ left: Int) -> Double {
      var (value, left) = (0.0, left)
      for i in first..<values.count {
        if weights[i] > left { return value + values[i] * Double(left) / Double(weights[i]) }
        value += values[i]
        left -= weights[i]
      }
      return value
    }
    var best = (value: 0.0, chosen: [Int]())
    var open: [(next: Int, taken: Bool)] = []
    var (value, left, next, nodes) = (0.0, max(capacity, 0), 0, 0)
    while true {
      // Down: take while the bound allows it.
      while next < values.count && value + rest(next, left) > best.value && nodes < limit {
        nodes += 1
        let takes = weights[next] <= left
        if takes {
          value += values[next]
          left -= weights[next]
        }
        open.append((next, takes))
        next += 1
      }
      if value > best.value { best = (value, open.filter(\.taken).map { order[$0.next] }) }
      // Back: leave out the last item that was taken.
      while let last = open.last, !last.taken { open.removeLast() }
      guard let last = open.popLast(), nodes < limit else { break }
      value -= values[last.next]
      left += weights[last.next]
      open.append((last.next, false))
      next = last.next + 1
    }
    let bound = nodes < limit ? best.value : rest(0, max(capacity, 0))
    return (best.value, best.chosen.sorted(), bound)
  }
}
