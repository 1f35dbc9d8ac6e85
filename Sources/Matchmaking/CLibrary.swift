#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// e to the power of `x`.
@inline(__always) func exponential(_ x: Double) -> Double { exp(x) }

/// ln(1 + x), precise for small x.
@inline(__always) func logarithm(ofOnePlus x: Double) -> Double { log1p(x) }

/// The natural logarithm.
@inline(__always) func logarithm(_ x: Double) -> Double { log(x) }

/// `base` to the power of `exponent`.
@inline(__always) func power(_ base: Double, _ exponent: Double) -> Double { pow(base, exponent) }
