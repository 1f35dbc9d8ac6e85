internal import MarketModel
internal import Randomness

/// Draws different numbers below a bound, ascending, without touching more memory than it draws.
///
/// - Complexity: O(*size*²) comparisons, eight at a time, for samples of up to 64; O(*size* log *size*) beyond; O(*bound*) when the sample is
///   more than half of it.
struct Sampler: ~Copyable, Sendable {
  private var drawn: Column<Int32>
  private var sorted: Column<Int32>
  /// When each number was last drawn.
  private var stamps: Column<Int32>
  private var round: Int32 = 0

  init(size: Int, of bound: Int) {
    // Eight numbers are read at a time.
    drawn = Column(repeating: 0, count: size + 8)
    sorted = Column(repeating: 0, count: size)
    stamps = Column(repeating: 0, count: bound)
  }

  /// The `i`-th smallest of the last sample.
  @inline(__always) subscript(i: Int) -> Int32 { sorted[i] }

  /// Draws `size` different numbers below `bound`; returns how many.
  mutating func draw(_ size: Int, below bound: Int, using stream: inout RandomStream) -> Int {
    round &+= 1
    if size * 2 > bound {
      Self.drawMost(size, bound, round, &stamps, &sorted, &stream)
    } else {
      Self.drawFew(size, bound, round, &stamps, &drawn, &stream)
      if size <= 64 {
        Self.sortFew(size, &drawn, &sorted)
      } else {
        Self.sortMany(size, &drawn, &sorted)
      }
    }
    return size
  }

  /// Draws until enough differ.
  private static func drawFew(
    _ size: Int, _ bound: Int, _ round: Int32, _ stamps: inout Column<Int32>, _ drawn: inout Column<Int32>,
    _ stream: inout RandomStream
  ) {
    var stamps = stamps.mutableSpan
    var drawn = drawn.mutableSpan
    var local = stream
    var count = 0
    while count < size {
      let number = local.index(below: bound)
      if stamps[number] == round { continue }
      stamps[number] = round
      drawn[count] = Int32(truncatingIfNeeded: number)
      count &+= 1
    }
    stream = local
  }

  /// Draws the numbers to leave out.
  private static func drawMost(
    _ size: Int, _ bound: Int, _ round: Int32, _ stamps: inout Column<Int32>, _ sorted: inout Column<Int32>,
    _ stream: inout RandomStream
  ) {
    var left = bound - size
    while left > 0 {
      let number = stream.index(below: bound)
      if stamps[number] == round { continue }
      stamps[number] = round
      left -= 1
    }
    var count = 0
    for number in 0..<bound where stamps[number] != round {
      sorted[count] = Int32(truncatingIfNeeded: number)
      count += 1
    }
  }

  /// Each number goes to the place that as many smaller ones leave free: a few hundred comparisons without a branch.
  private static func sortFew(
    _ size: Int, _ drawn: inout Column<Int32>, _ sorted: inout Column<Int32>
  ) {
    let drawn = drawn.span
    var sorted = sorted.mutableSpan
    precondition(size + 7 <= drawn.count, "a sample larger than its columns")
    var first = 0
    while first < size {
      let eight = SIMD8<Int32>(
        drawn[unchecked: first], drawn[unchecked: first &+ 1], drawn[unchecked: first &+ 2],
        drawn[unchecked: first &+ 3],
        drawn[unchecked: first &+ 4], drawn[unchecked: first &+ 5], drawn[unchecked: first &+ 6],
        drawn[unchecked: first &+ 7])
      var ranks = SIMD8<Int32>(repeating: 0)
      for j in 0..<size {
        let isSmaller = SIMD8<Int32>(repeating: drawn[unchecked: j]) .< eight
        ranks.replace(with: ranks &+ 1, where: isSmaller)
      }
      for i in first..<min(first + 8, size) { sorted[Int(ranks[i &- first])] = drawn[i] }
      first &+= 8
    }
  }

  private static func sortMany(_ size: Int, _ drawn: inout Column<Int32>, _ sorted: inout Column<Int32>) {
    var row: [Int32] = []
    row.reserveCapacity(size)
    for i in 0..<size { row.append(drawn[i]) }
    row.sort()
    for i in 0..<size { sorted[i] = row[i] }
  }
}
