#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// The gamma distribution of shape k and scale 1, whose mean and variance are k.
///
/// Density proportional to x^(k − 1) exp(−x) on x > 0. Multiply by a scale to get that scale. For k ≥ 1 the cube of a
/// shifted normal number is accepted with high probability; for k < 1 a number of shape k + 1 is multiplied by U^(1/k).
///
/// **Edge cases**: shape 1 is exponential. For small shapes results underflow: at shape 0.001 about half are 0;
/// `sampleLogarithm` gives their logarithms instead.
/// - Complexity: O(1) expected, at most 1.06 trials a number.
///
/// Source: Marsaglia and Tsang 2000, *A Simple Method for Generating Gamma Variables*.
public struct GammaSampler: Sendable {
  /// The shape k.
  public let shape: Double

  private let normal = NormalSampler()
  /// d = k − 1/3 and c = 1/√(9d) of the source, for the shape k or k + 1 that the trials use.
  private let d: Double
  private let c: Double

  /// - Precondition: `shape` is positive and finite.
  public init(shape: Double) {
    precondition(shape > 0 && shape.isFinite, "A gamma distribution needs a positive, finite shape.")
    self.shape = shape
    d = (shape < 1 ? shape + 1 : shape) - 1.0 / 3
    c = 1 / (9 * d).squareRoot()
  }

  public func sample(using stream: inout RandomStream) -> Double {
    let number = sampleUnboosted(using: &stream)
    if shape >= 1 { return number }
    return number * pow(1 - stream.unit(), 1 / shape)
  }

  /// The natural logarithm of what `sample` would have returned, finite where the number itself underflows.
  public func sampleLogarithm(using stream: inout RandomStream) -> Double {
    let logarithm = log(sampleUnboosted(using: &stream))
    if shape >= 1 { return logarithm }
    return logarithm + log(1 - stream.unit()) / shape
  }

  /// A gamma number of shape k, or of shape k + 1 when k < 1.
  private func sampleUnboosted(using stream: inout RandomStream) -> Double {
    while true {
      let x = normal.sample(using: &stream)
      let root = 1 + c * x
      if root <= 0 { continue }
      let v = root * root * root
      let u = stream.unit()
      // The squeeze, which holds for all but a few trials, saves two logarithms.
      if u < 1 - 0.0331 * (x * x) * (x * x) { return d * v }
      if log(u) < x * x / 2 + d * (1 - v + log(v)) { return d * v }
    }
  }
}
