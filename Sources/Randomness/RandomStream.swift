/// A named stream of random numbers: xoshiro256++, its state hashed from (seed, replicate, role, index).
///
/// The four words name the stream and nothing else decides what it yields: not how many streams exist, in which
/// order they were made, or what was drawn from others. So adding a group of bidders, or changing the mechanism, does
/// not change anybody else's draws, and two variants of an experiment see the same world.
/// ```swift
/// var stream = RandomStream(seed: 1, replicate: 3, role: 2, index: streamKey("loyal"))
/// let value = stream.unit()
/// ```
/// **Edge cases**: names that differ in `index` alone always get different starting hashes; names that differ elsewhere
/// share one with probability 2⁻⁶⁴. A copy of a stream repeats what the original yields.
/// - Complexity: O(1) and about 1 ns a draw; the period is 2²⁵⁶ − 1.
///
/// Source: Blackman and Vigna 2021 (xoshiro256++ 1.0), seeded by SplitMix64 as they recommend.
/// It is not a `RandomNumberGenerator`: the standard library's algorithms may change with the toolchain, these do not.
public struct RandomStream: Sendable, BitwiseCopyable {
  // The four words of the state, s[0] … s[3] in the source; never all zero.
  @usableFromInline var a: UInt64
  @usableFromInline var b: UInt64
  @usableFromInline var c: UInt64
  @usableFromInline var d: UInt64

  /// The stream of this name.
  /// - Parameters:
  ///   - seed: the experiment's seed.
  ///   - replicate: the repetition within the experiment.
  ///   - role: what the numbers are for, such as arrivals or values.
  ///   - index: whose they are, such as `streamKey` of a group's name.
  @inlinable
  public init(seed: UInt64, replicate: UInt64, role: UInt64, index: UInt64) {
    let name = SplitMix64.mix(SplitMix64.mix(SplitMix64.mix(seed) ^ replicate) ^ role) ^ index
    // Four different numbers of one SplitMix64 sequence, so at most one of them is zero.
    var words = SplitMix64(seed: SplitMix64.mix(name))
    a = words.next()
    b = words.next()
    c = words.next()
    d = words.next()
  }

  /// The stream that continues from a given state, as in the published test vectors.
  /// - Precondition: the state is not all zero.
  package init(state: (UInt64, UInt64, UInt64, UInt64)) {
    precondition(state != (0, 0, 0, 0), "The state zero yields nothing but zeros.")
    (a, b, c, d) = state
  }

  /// Where the stream is: `init(state:)` continues from there.
  package var state: (UInt64, UInt64, UInt64, UInt64) { (a, b, c, d) }

  /// The next 64 random bits.
  @inlinable @inline(__always)
  public mutating func next() -> UInt64 {
    let sum = a &+ d
    let result = ((sum &<< 23) | (sum &>> 41)) &+ a
    let shifted = b &<< 17
    c ^= a
    d ^= b
    b ^= c
    a ^= d
    c ^= shifted
    d = (d &<< 45) | (d &>> 19)
    return result
  }

  /// A number from [0, 1): one of the 2⁵³ multiples of 2⁻⁵³, all equally likely.
  @inlinable @inline(__always)
  public mutating func unit() -> Double {
    Double(next() &>> 11) * 0x1.0p-53
  }

  /// Fills a row with `low + width * unit()`, the same numbers as one by one: the state stays in registers.
  @inlinable @inline(__always)
  public mutating func fill(_ row: inout MutableSpan<Double>, low: Double, width: Double) {
    // Four scalars, and the step written out: of a copy of the whole struct, or of a step that changes its arguments in
    // place, the optimiser makes stores in every turn (a third of the time at 100 bidders).
    var (a, b, c, d) = (self.a, self.b, self.c, self.d)
    for i in row.indices {
      let sum = a &+ d
      let result = ((sum &<< 23) | (sum &>> 41)) &+ a
      let shifted = b &<< 17
      c ^= a
      d ^= b
      b ^= c
      a ^= d
      c ^= shifted
      d = (d &<< 45) | (d &>> 19)
      row[unchecked: i] = low + width * (Double(result &>> 11) * 0x1.0p-53)
    }
    (self.a, self.b, self.c, self.d) = (a, b, c, d)
  }

  /// A number from 0 ..< `bound`, all exactly equally likely.
  ///
  /// The upper word of a random word times `bound`; the few lower words that would favour some results are drawn again.
  /// - Precondition: `bound` is positive.
  /// - Complexity: O(1) expected; a second draw has probability below `bound` / 2⁶⁴.
  ///
  /// Source: Lemire 2019, algorithm 5.
  @inlinable @inline(__always)
  public mutating func index(below bound: Int) -> Int {
    precondition(bound > 0, "An index needs a positive bound.")
    let width = UInt64(truncatingIfNeeded: bound)
    var product = next().multipliedFullWidth(by: width)
    if product.low < width {
      let favoured = (0 &- width) % width  // 2⁶⁴ mod width
      while product.low < favoured { product = next().multipliedFullWidth(by: width) }
    }
    return Int(truncatingIfNeeded: product.high)
  }

  /// True with the given probability; never for 0 or less (or NaN), always for 1 or more. It draws once in any case.
  @inlinable @inline(__always)
  public mutating func flip(_ probability: Double) -> Bool {
    unit() < probability
  }
}
