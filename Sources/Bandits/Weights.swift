#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif
internal import Randomness

/// Arms weighted by the exponential of what they earned; only differences count, so they are kept as logarithms.
struct Weights: Sendable {
  /// Logarithms, the highest 0 after `normalise` (arms).
  private var logarithms: [Double]
  /// Shares of the whole weight, adding up to 1 (arms).
  private(set) var shares: [Double]

  init(arms: Int) {
    logarithms = Array(repeating: 0, count: arms)
    shares = Array(repeating: 1 / Double(arms), count: arms)
  }

  mutating func raise(_ arm: Int, by amount: Double) { logarithms[arm] += amount }

  /// Brings the shares up to date.
  mutating func normalise() {
    var highest = -Double.infinity
    for arm in logarithms.indices { highest = max(highest, logarithms[arm]) }
    var sum = 0.0
    for arm in logarithms.indices {
      logarithms[arm] -= highest
      shares[arm] = exp(logarithms[arm])
      sum += shares[arm]
    }
    for arm in shares.indices { shares[arm] /= sum }
  }

  /// An arm, each with its share mixed with `floor` equal shares: (1 − floor) share + floor / arms.
  func draw(floor: Double, using stream: inout RandomStream) -> Int {
    let even = floor / Double(shares.count)
    var rest = stream.unit()
    for arm in shares.indices {
      let chance = (1 - floor) * shares[arm] + even
      rest -= chance
      if rest < 0 && chance > 0 { return arm }
    }
    // Rounding left something over: the last arm that can be drawn.
    return shares.lastIndex { (1 - floor) * $0 + even > 0 } ?? shares.count - 1
  }
}
