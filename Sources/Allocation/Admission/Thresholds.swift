#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif
internal import MarketModel

// What the threshold policies share.

/// The threshold Φ(z) = (U e / L)ᶻ (L / e) of Zhou, Chakrabarty and Lukose for densities in [L, U]; it reaches L at
/// z = 1/(ln(U/L) + 1) and U at z = 1.
func exponentialThreshold(_ z: Double, low: Double, high: Double) -> Double {
  exp((log(high / low) + 1) * z - 1) * low
}

/// One threshold for each level of use 0 … capacity.
func tabulate(_ facts: KnapsackFacts, _ threshold: (_ utilisation: Double) -> Double) -> [Double] {
  (0...facts.capacity).map { threshold(Double($0) / Double(facts.capacity)) }
}

/// The least α for which a threshold policy on densities in [low, high] has a bounded loss: 1/(ln(high/low) + 1).
func leastFairness(low: Double, high: Double) -> Double { 1 / (log(high / low) + 1) }

/// What is wrong with α, and what to do; nil when it lies in [1/(ln(U/L) + 1), 1].
func fairnessObjection(_ alpha: Double, low: Double, high: Double) -> (problem: String, remedy: String)? {
  let least = leastFairness(low: low, high: high)
  // The interval's own end, rounded as the message prints it, is accepted.
  if alpha >= least * (1 - 1e-5) && alpha <= 1 { return nil }
  let interval = "from \(sixDigits(least)) to 1"
  return (
    "alpha = \(shortest(alpha)) lies outside [1/(ln(U/L) + 1), 1] for densities from L = \(shortest(low)) to "
      + "U = \(shortest(high))", "write a number \(interval)"
  )
}

/// At most six decimals, rounded up so that the bound printed is itself accepted.
private func sixDigits(_ x: Double) -> String { shortest((x * 1e6).rounded(.up) / 1e6) }
