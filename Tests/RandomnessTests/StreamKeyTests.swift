import Randomness
import Testing

@Suite struct StreamKeyTests {
  // Hashes from the FNV authors' test suite (fnv64a).
  @Test(
    "A key is SplitMix64 of the name's published FNV-1a hash",
    arguments: [
      ("", 0xCBF2_9CE4_8422_2325), ("a", 0xAF63_DC4C_8601_EC8C), ("foobar", 0x8594_4171_F739_67E8),
    ] as [(String, UInt64)])
  func vectors(name: String, hash: UInt64) {
    #expect(streamKey(name) == SplitMix64.mix(hash))
  }

  @Test("Different names have different keys, and so do different bytes of the same letter")
  func differ() {
    let names = (0..<10_000).map { "group-\($0)" } + ["é", "e\u{301}"]
    #expect(Set(names.map(streamKey)).count == names.count)
  }
}
