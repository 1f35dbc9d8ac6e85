/// The means and covariances of vectors that come one at a time, of which none is kept.
///
/// Each vector moves the means and adds the product of its deviations to the sums Cᵢⱼ = Σ (xᵢ − mᵢ)(xⱼ − mⱼ), without
/// the cancellation of sums of squares. The result depends on the order of the vectors only in the last bits, and not at
/// all on anything else.
///
/// **Edge cases**: means are nil before the first vector, covariances before the second.
/// - Complexity: O(*d*²) to add a vector or to merge, for dimension *d*; no allocation.
///
/// Source: Welford 1962; merging by Chan, Golub and LeVeque 1979.
public struct Comoments: Sendable, Equatable {
  /// The number of components of a vector.
  public let dimension: Int
  /// How many vectors were added.
  public private(set) var count = 0
  private var means: [Double]
  /// Cᵢⱼ for i ≤ j (dimension × dimension, by rows); the other half stays zero.
  private var products: [Double]

  /// - Precondition: `dimension` is not negative.
  public init(dimension: Int) {
    precondition(dimension >= 0, "A vector has no negative number of components.")
    self.dimension = dimension
    means = [Double](repeating: 0, count: dimension)
    products = [Double](repeating: 0, count: dimension * dimension)
  }

  /// Adds one vector.
  /// - Precondition: it has as many components as `dimension` says.
  public mutating func add(_ vector: Span<Double>) {
    precondition(vector.count == dimension, "A vector must have as many components as its moments.")
    count += 1
    let size = Double(count)
    for i in 0..<dimension {
      let deviation = (vector[i] - means[i]) * ((size - 1) / size)
      for j in i..<dimension { products[i * dimension + j] += deviation * (vector[j] - means[j]) }
    }
    for i in 0..<dimension { means[i] += (vector[i] - means[i]) / size }
  }

  /// Adds one vector.
  /// - Precondition: it has as many components as `dimension` says.
  public mutating func add(_ vector: [Double]) {
    add(vector.span)
  }

  /// Adds all the vectors that `other` was given, up to rounding.
  /// - Precondition: both have the same dimension.
  public mutating func merge(_ other: Comoments) {
    precondition(dimension == other.dimension, "Only moments of the same dimension can be merged.")
    if other.count == 0 { return }
    let size = Double(count + other.count)
    let weight = Double(other.count) / size
    for i in 0..<dimension {
      let difference = (other.means[i] - means[i]) * (Double(count) * weight)
      for j in i..<dimension {
        let index = i * dimension + j
        products[index] += other.products[index] + difference * (other.means[j] - means[j])
      }
    }
    for i in 0..<dimension { means[i] += (other.means[i] - means[i]) * weight }
    count += other.count
  }

  /// The mean of component `i`; nil when there are no vectors.
  public func mean(_ i: Int) -> Double? {
    count > 0 ? means[i] : nil
  }

  /// The sample covariance of components `i` and `j`, divided by n − 1, for i = j the variance; nil when there are fewer
  /// than two vectors.
  public func covariance(_ i: Int, _ j: Int) -> Double? {
    count > 1 ? products[min(i, j) * dimension + max(i, j)] / Double(count - 1) : nil
  }
}
