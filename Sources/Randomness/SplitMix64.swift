/// A sequence of 64-bit numbers from a counter: used to spread seeds, never to draw with.
///
/// The counter advances by an odd constant and each value passes through a bijection of 64 bits, so 2⁶⁴ values come
/// before any repeats, and different seeds never give the same first number.
///
/// Source: Steele, Lea and Flood 2014; the reference implementation by Vigna.
@usableFromInline
package struct SplitMix64: Sendable {
  @usableFromInline var counter: UInt64

  @inlinable
  package init(seed: UInt64) { counter = seed }

  @inlinable @inline(__always)
  package mutating func next() -> UInt64 {
    counter &+= 0x9E37_79B9_7F4A_7C15
    var mixed = counter
    mixed = (mixed ^ (mixed &>> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed &>> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed &>> 31)
  }

  /// The first number of the sequence that starts at `seed`: a bijection of 64 bits.
  @inlinable @inline(__always)
  package static func mix(_ seed: UInt64) -> UInt64 {
    var sequence = SplitMix64(seed: seed)
    return sequence.next()
  }
}
