#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// The exponential distribution of mean 1: the gaps of a Poisson process of rate 1.
///
/// Density exp(−x) on x ≥ 0. Divide by a rate to get gaps of that rate.
///
/// **Edge cases**: 0 has probability 2⁻⁵³ a draw; infinity never comes.
/// - Complexity: one draw and one comparison 98.9 % of the time, about 2 ns. Creating a sampler costs nothing: all
///   share one pair of tables.
///
/// Source: Marsaglia and Tsang 2000, 256 layers.
public struct ExponentialSampler: Sendable {
  @usableFromInline let layers: Ziggurat

  /// Where the tail starts: Marsaglia and Tsang's r, to double precision.
  private static let tail = 7.697_117_470_131_049_7

  private static let shared = Ziggurat(
    tail: tail, area: (tail + 1) * exp(-tail), density: { exp(-$0) }, inverse: { -log($0) })

  public init() { layers = Self.shared }

  @inlinable @inline(__always)
  public func sample(using stream: inout RandomStream) -> Double {
    let bits = stream.next()
    let layer = Int(truncatingIfNeeded: bits & 255)
    let value = Double(bits &>> 11) * 0x1.0p-53 * layers.edges[layer]
    return value < layers.edges[layer &+ 1] ? value : settle(value, in: layer, using: &stream)
  }

  /// Decides about a point that may lie above the density: accept it, or draw another.
  @usableFromInline
  func settle(_ value: Double, in layer: Int, using stream: inout RandomStream) -> Double {
    // Beyond r the distribution is r more than an exponential one.
    if layer == 0 { return Self.tail - log(1 - stream.unit()) }
    let bottom = layers.heights[layer]
    let height = bottom + stream.unit() * (layers.heights[layer + 1] - bottom)
    return height < exp(-value) ? value : sample(using: &stream)
  }
}
