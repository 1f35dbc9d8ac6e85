/// A number for a name, to serve as a stream's `index`: a group keeps its draws however many groups come before it.
///
/// The FNV-1a hash of the name's UTF-8 bytes, passed through SplitMix64 so that similar names get unlike numbers.
/// Unlike `Hasher` it gives the same number in every process and on every machine.
///
/// **Edge cases**: the empty name is a name. Names equal to a reader but of different bytes (é composed or not)
/// differ. Two of a thousand names collide with probability 3 × 10⁻¹⁴.
/// - Complexity: O(*n*) for *n* bytes.
///
/// Source: Fowler, Noll and Vo, 64-bit offset basis and prime.
public func streamKey(_ name: String) -> UInt64 {
  var hash: UInt64 = 0xCBF2_9CE4_8422_2325
  for byte in name.utf8 {
    hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
  }
  return SplitMix64.mix(hash)
}
