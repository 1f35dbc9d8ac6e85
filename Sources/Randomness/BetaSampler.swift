#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// The beta distribution of parameters α and β on [0, 1], of mean α / (α + β).
///
/// Density proportional to x^(α − 1) (1 − x)^(β − 1): the share of a gamma number of shape α in its sum with one of
/// shape β.
///
/// **Edge cases**: α = β = 1 is uniform. When a parameter is below 1 the share is formed from logarithms, so that it
/// exists even where both gamma numbers underflow; values nearer to 0 or 1 than a double can tell become 0 or 1.
/// - Complexity: O(1) expected, two gamma numbers.
///
/// Source: Johnson, Kotz and Balakrishnan 1995, chapter 25.
public struct BetaSampler: Sendable {
  private let first: GammaSampler
  private let second: GammaSampler

  /// - Precondition: `alpha` and `beta` are positive and finite.
  public init(alpha: Double, beta: Double) {
    first = GammaSampler(shape: alpha)
    second = GammaSampler(shape: beta)
  }

  public func sample(using stream: inout RandomStream) -> Double {
    if first.shape < 1 || second.shape < 1 {
      let logarithm = first.sampleLogarithm(using: &stream)
      return 1 / (1 + exp(second.sampleLogarithm(using: &stream) - logarithm))
    }
    let share = first.sample(using: &stream)
    return share / (share + second.sample(using: &stream))
  }
}
