#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// The natural logarithm, from the C library.
func logarithm(_ x: Double) -> Double { log(x) }

/// The exponential function, from the C library.
func exponential(_ x: Double) -> Double { exp(x) }
