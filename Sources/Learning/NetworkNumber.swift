#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// The numbers a network computes with: `Float` for speed, `Double` where gradients are checked.
///
/// Its quads are compared through their bits: the comparisons of generic quads go lane by lane, with branches.
public protocol NetworkNumber: BinaryFloatingPoint, SIMDScalar, Codable, Sendable where SIMD4Storage: Sendable {
  /// The C library's hyperbolic tangent, on every path and in every build.
  static func hyperbolicTangent(_ x: Self) -> Self
  /// Each lane, or 0 where its sign is negative.
  static func positivePart(_ quad: SIMD4<Self>) -> SIMD4<Self>
  /// Each lane, or 0 where `gate` is 0; no lane of `gate` is negative.
  static func gated(_ quad: SIMD4<Self>, by gate: SIMD4<Self>) -> SIMD4<Self>
  /// Each lane, or 0 where it is nearer to 0 than 10⁻³⁰: arithmetic on numbers below the normal ones is slow.
  static func withoutTraces(_ quad: SIMD4<Self>) -> SIMD4<Self>
  /// The square root of each lane.
  static func root(_ quad: SIMD4<Self>) -> SIMD4<Self>
}

extension Float: NetworkNumber {
  public static func hyperbolicTangent(_ x: Float) -> Float { tanhf(x) }

  @inline(__always)
  public static func positivePart(_ quad: SIMD4<Float>) -> SIMD4<Float> {
    let bits = bits(quad)
    return number(bits & ~(bits &>> 31))
  }

  @inline(__always)
  public static func gated(_ quad: SIMD4<Float>, by gate: SIMD4<Float>) -> SIMD4<Float> {
    number(bits(quad) & ((SIMD4<Int32>.zero &- bits(gate)) &>> 31))
  }

  @inline(__always)
  public static func withoutTraces(_ quad: SIMD4<Float>) -> SIMD4<Float> {
    let bits = bits(quad)
    let limit = SIMD4(repeating: Int32(bitPattern: Float(1e-30).bitPattern))
    return number(bits & ((limit &- (bits & SIMD4(repeating: Int32.max))) &>> 31))
  }

  @inline(__always)
  public static func root(_ quad: SIMD4<Float>) -> SIMD4<Float> {
    SIMD4(quad[0].squareRoot(), quad[1].squareRoot(), quad[2].squareRoot(), quad[3].squareRoot())
  }

  @inline(__always)
  private static func bits(_ quad: SIMD4<Float>) -> SIMD4<Int32> {
    SIMD4(
      Int32(bitPattern: quad[0].bitPattern), Int32(bitPattern: quad[1].bitPattern),
      Int32(bitPattern: quad[2].bitPattern), Int32(bitPattern: quad[3].bitPattern))
  }

  @inline(__always)
  private static func number(_ bits: SIMD4<Int32>) -> SIMD4<Float> {
    SIMD4(
      Float(bitPattern: UInt32(bitPattern: bits[0])), Float(bitPattern: UInt32(bitPattern: bits[1])),
      Float(bitPattern: UInt32(bitPattern: bits[2])), Float(bitPattern: UInt32(bitPattern: bits[3])))
  }
}

extension Double: NetworkNumber {
  public static func hyperbolicTangent(_ x: Double) -> Double { tanh(x) }

  public static func positivePart(_ quad: SIMD4<Double>) -> SIMD4<Double> {
    quad.replacing(with: 0, where: quad .<= 0)
  }

  public static func gated(_ quad: SIMD4<Double>, by gate: SIMD4<Double>) -> SIMD4<Double> {
    quad.replacing(with: 0, where: gate .== 0)
  }

  public static func withoutTraces(_ quad: SIMD4<Double>) -> SIMD4<Double> {
    quad.replacing(with: 0, where: (quad .< 1e-30) .& (quad .> -1e-30))
  }

  public static func root(_ quad: SIMD4<Double>) -> SIMD4<Double> { quad.squareRoot() }
}
