/// The distribution on 0 ..< n whose probabilities are proportional to given weights.
///
/// Walker's alias method: n cells of equal probability, each shared by at most two outcomes. One draw chooses the cell
/// by its upper bits and, by what remains, the outcome within it.
///
/// **Edge cases**: an outcome of weight 0 is never drawn. A single outcome is drawn always.
/// - Complexity: O(n) to create, O(1) to sample: one draw, about 2 ns. Probabilities are exact up to the rounding of the
///   weights' shares and n / 2⁶⁴.
///
/// Source: Walker 1977; the construction by Vose 1991. Differs: one draw serves for the cell and the place within it.
public struct DiscreteSampler: Sendable {
  @usableFromInline
  struct Cell: Sendable {
    /// The share of the cell [2⁻⁶⁴] that belongs to the outcome of the cell's own number.
    @usableFromInline var own: UInt64
    /// The outcome that owns the rest.
    @usableFromInline var alias: Int
  }

  @usableFromInline let cells: [Cell]

  /// - Precondition: the weights are finite, not negative, and not all zero.
  public init(weights: [Double]) {
    precondition(
      weights.allSatisfy { $0 >= 0 && $0.isFinite }, "The weights of outcomes must be finite and not negative.")
    let heaviest = weights.indices.max { weights[$0] < weights[$1] } ?? 0
    precondition(weights.contains { $0 > 0 }, "Some outcome needs a positive weight.")

    // Dividing by the heaviest weight first keeps the total finite.
    let relative = weights.map { $0 / weights[heaviest] }
    let total = relative.reduce(0, +)
    var heights = relative.map { $0 * Double(weights.count) / total }  // 1 fills a cell
    // A cell that nobody fills up is its own: the heights left over are all 1, up to rounding.
    var cells = weights.indices.map { Cell(own: .max, alias: $0) }
    var low = weights.indices.filter { heights[$0] < 1 }
    var high = weights.indices.filter { heights[$0] >= 1 }
    while let filled = low.last, let filler = high.last {
      low.removeLast()
      cells[filled] = Cell(own: UInt64(heights[filled] * 0x1.0p64), alias: filler)
      heights[filler] -= 1 - heights[filled]
      if heights[filler] < 1 {
        high.removeLast()
        low.append(filler)
      }
    }
    self.cells = cells
  }

  /// The number of outcomes.
  public var count: Int { cells.count }

  @inlinable @inline(__always)
  public func sample(using stream: inout RandomStream) -> Int {
    let product = stream.next().multipliedFullWidth(by: UInt64(truncatingIfNeeded: cells.count))
    let number = Int(truncatingIfNeeded: product.high)
    let cell = cells[number]
    return product.low < cell.own ? number : cell.alias
  }
}
