#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// The logistic function 1 / (1 + e⁻ˣ), without overflow: 0 at −∞, 1 at ∞.
public func logistic(_ x: Double) -> Double {
  let power = exp(-x.magnitude)
  return (x < 0 ? power : 1) / (1 + power)
}

/// Replaces every element of a row by its logistic function.
public func logistic(_ row: inout MutableSpan<Double>) {
  for i in row.indices { row[unchecked: i] = logistic(row[unchecked: i]) }
}

/// ln(1 + eˣ), without overflow.
func softplus(_ x: Double) -> Double { max(x, 0) + log1p(exp(-x.magnitude)) }
