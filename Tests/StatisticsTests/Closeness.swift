/// Whether two numbers agree to a relative error.
func agree(_ one: Double, _ other: Double, to relative: Double) -> Bool {
  abs(one - other) <= relative * max(abs(one), abs(other))
}

/// The same for a number that may not exist.
func agree(_ one: Double?, _ other: Double, to relative: Double) -> Bool {
  guard let one else { return false }
  return agree(one, other, to: relative)
}

/// Numbers from 0 ..< 1 for tests: the upper bits of Knuth's linear congruential generator (MMIX).
struct TestNumbers {
  var state: UInt64
  mutating func next() -> Double {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Double(state >> 11) * 0x1.0p-53
  }
}
