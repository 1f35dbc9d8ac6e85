/// Quantiles of non-negative numbers to a relative error of 1/128, in memory that does not grow with their count.
///
/// A histogram whose cells are the leading bits of the number: the exponent and six bits of the fraction, 64 cells an
/// octave from 2⁻⁴⁰ (10⁻¹²) to 2⁶⁰ (1.2 × 10¹⁸). One more cell on either side takes what lies outside.
///
/// **Edge cases**: numbers below 2⁻⁴⁰, negative ones and NaN count as zero, exactly. Numbers from 2⁶⁰ on, infinity
/// included, share the last cell, and a quantile among them is given as 2⁶⁰: read it as "at least". Scale what may
/// leave the range.
/// - Complexity: O(1) to add, about 1 ns; 51 kB from the first number on; O(cells) = O(6402) for everything else.
///
/// Cells are counted, not approximated, so sketches merge exactly and in any order. The idea is the high dynamic range
/// histogram's; the layout is ours.
public struct QuantileSketch: Sendable, Equatable {
  /// Numbers that share their leading bits.
  public struct Cell: Sendable, Equatable {
    /// The least number of the cell.
    public let low: Double
    /// The least number beyond the cell.
    public let high: Double
    /// How many numbers fell into it.
    public let count: Int
  }

  /// The bits of a number that its cell ignores: 52 of the fraction, but for six.
  @usableFromInline static var ignoredBits: UInt64 { 46 }
  /// The least number that does not count as zero, 2⁻⁴⁰, and its leading bits.
  @usableFromInline static var least: Double { 0x1.0p-40 }
  @usableFromInline static var leastBits: UInt64 { (1023 - 40) << 6 }
  /// 100 octaves of 64 cells, the cell of zero before them and the cell of all that is too large after them.
  @usableFromInline static var cellCount: Int { 100 * 64 + 2 }

  /// How many numbers fell into each cell; empty as long as there are none.
  @usableFromInline var counts: [Int] = []

  public init() {}

  /// The cell of a number.
  @inlinable @inline(__always)
  static func cell(of number: Double) -> Int {
    // The comparison sends NaN, and numbers whose sign bit would make them look large, to the cell of zero.
    let bits = number >= least ? number.bitPattern &>> ignoredBits &- leastBits &+ 1 : 0
    return Int(truncatingIfNeeded: min(bits, UInt64(cellCount &- 1)))
  }

  /// Counts one number.
  @inlinable @inline(__always)
  public mutating func add(_ number: Double) {
    if counts.isEmpty { open() }
    counts[Self.cell(of: number)] &+= 1
  }

  /// Counts many numbers, a little faster than one by one.
  @inlinable
  public mutating func add(contentsOf numbers: Span<Double>) {
    if numbers.isEmpty { return }
    if counts.isEmpty { open() }
    var counts = counts.mutableSpan
    for index in numbers.indices {
      counts[unchecked: Self.cell(of: numbers[unchecked: index])] &+= 1
    }
  }

  /// Counts whatever `other` counted: the same as if its numbers had been added here.
  public mutating func merge(_ other: QuantileSketch) {
    if other.counts.isEmpty { return }
    if counts.isEmpty { open() }
    for index in counts.indices { counts[index] += other.counts[index] }
  }

  /// How many numbers were added.
  public var count: Int { counts.reduce(0, +) }

  /// The number of rank ⌊p (n − 1)⌋ among the n numbers in ascending order, ranks starting at 0: p = 0 is the least,
  /// p = 1 the greatest. It is given as the middle of its cell, which is at most 1/128 of the number away.
  ///
  /// **Edge cases**: no numbers — nil.
  /// - Precondition: `p` is within 0 ... 1.
  public func quantile(_ p: Double) -> Double? {
    precondition(p >= 0 && p <= 1, "A quantile's probability lies between 0 and 1.")
    let rank = Int(p * Double(count - 1))
    var seen = 0
    for index in counts.indices {
      seen += counts[index]
      if seen > rank { return Self.representative(of: index) }
    }
    return nil
  }

  /// The cells that are not empty, in ascending order; the first may be that of zero, from 0 to 2⁻⁴⁰, the last that of
  /// all that is too large, from 2⁶⁰ to infinity.
  public var cells: [Cell] {
    counts.indices.filter { counts[$0] > 0 }.map {
      Cell(low: Self.low(of: $0), high: Self.low(of: $0 + 1), count: counts[$0])
    }
  }

  /// Allocates the cells.
  @usableFromInline @inline(never)
  mutating func open() {
    counts = [Int](repeating: 0, count: Self.cellCount)
  }

  /// The least number of a cell; 0 for the first, infinity beyond the last.
  private static func low(of cell: Int) -> Double {
    if cell == 0 { return 0 }
    if cell == cellCount { return .infinity }
    return Double(bitPattern: (leastBits + UInt64(cell - 1)) << ignoredBits)
  }

  /// The number that stands for all of a cell.
  private static func representative(of cell: Int) -> Double {
    if cell == 0 { return 0 }
    if cell == cellCount - 1 { return low(of: cell) }
    return (low(of: cell) + low(of: cell + 1)) / 2
  }
}
