internal import Randomness

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// |z| beyond this has probability 10⁻⁶ for a normal z.
let farOut = 4.8916

/// Pearson's statistic of observed counts, in standard deviations of its distribution when all is well.
///
/// The cube root of chi-square over its degrees of freedom is close to normal (Wilson and Hilferty 1931), so values
/// beyond 4.7534 have probability 10⁻⁶. Cells of expected count 0 must be empty and give no degree of freedom.
func chiSquareScore(_ observed: [Int], expected: [Double]) -> Double {
  var statistic = 0.0
  var degrees = -1.0
  for (count, mean) in zip(observed, expected) where mean > 0 {
    statistic += (Double(count) - mean) * (Double(count) - mean) / mean
    degrees += 1
  }
  let spread = 2 / (9 * degrees)
  return (cbrt(statistic / degrees) - (1 - spread)) / spread.squareRoot()
}

/// The bound of `chiSquareScore`: exceeded with probability 10⁻⁶.
let tooUneven = 4.7534

/// The score of numbers that should be uniform on [0, 1], sorted into `cells` cells of equal size.
func uniformityScore(cells: Int, count: Int, draw: () -> Double) -> Double {
  var observed = [Int](repeating: 0, count: cells)
  for _ in 0..<count { observed[min(cells - 1, Int(draw() * Double(cells)))] += 1 }
  return chiSquareScore(observed, expected: [Double](repeating: Double(count) / Double(cells), count: cells))
}

/// The mean and the variance of draws, in standard errors from what theory says.
/// - Parameter fourth: the fourth central moment, which decides how much a sample variance varies.
func momentScores(
  count: Int, mean: Double, variance: Double, fourth: Double, draw: () -> Double
) -> (mean: Double, variance: Double) {
  var first = 0.0
  var second = 0.0
  for _ in 0..<count {
    let deviation = draw() - mean
    first += deviation
    second += deviation * deviation
  }
  let size = Double(count)
  return (
    first / size / (variance / size).squareRoot(),
    (second / size - variance) / ((fourth - variance * variance) / size).squareRoot()
  )
}

/// A stream for a test: seed 1, one role a test.
func stream(_ role: UInt64) -> RandomStream {
  RandomStream(seed: 1, replicate: 0, role: role, index: 0)
}
