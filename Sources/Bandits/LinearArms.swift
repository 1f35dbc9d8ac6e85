/// One ridge regression of rewards on features per arm: θ = A⁻¹ b with A = λ I + Σ x xᵀ and b = Σ r x.
///
/// A⁻¹ is kept, and follows each new row by the formula of Sherman and Morrison.
/// - Complexity: O(*d*²) a row and a prediction, for *d* features.
package struct LinearArms: Sendable {
  package let features: Int
  package let arms: Int
  /// (arms × features × features).
  private var inverse: [Double]
  /// (arms × features).
  private var sums: [Double]
  private(set) var slopes: [Double]
  /// A⁻¹ x (features): room to work in.
  private var work: [Double]

  /// - Precondition: `ridge`, λ, is positive.
  package init(arms: Int, features: Int, ridge: Double) {
    precondition(ridge > 0, "a ridge regression needs a positive ridge")
    self.features = features
    self.arms = arms
    inverse = Array(repeating: 0, count: arms * features * features)
    for arm in 0..<arms {
      for i in 0..<features { inverse[(arm * features + i) * features + i] = 1 / ridge }
    }
    sums = Array(repeating: 0, count: arms * features)
    slopes = sums
    work = Array(repeating: 0, count: features)
  }

  /// The predicted reward xᵀθ, and xᵀA⁻¹x, by which its error grows.
  package func predict(_ arm: Int, _ x: Span<Double>) -> (reward: Double, variance: Double) {
    var reward = 0.0
    var variance = 0.0
    for i in 0..<features {
      var row = 0.0
      let base = (arm * features + i) * features
      for j in 0..<features { row += inverse[base + j] * x[j] }
      variance += x[i] * row
      reward += x[i] * slopes[arm * features + i]
    }
    return (reward, max(0, variance))
  }

  package mutating func add(_ reward: Double, _ x: Span<Double>, to arm: Int) {
    var scale = 1.0
    for i in 0..<features {
      var row = 0.0
      let base = (arm * features + i) * features
      for j in 0..<features { row += inverse[base + j] * x[j] }
      work[i] = row
      scale += x[i] * row
      sums[arm * features + i] += reward * x[i]
    }
    for i in 0..<features {
      let base = (arm * features + i) * features
      for j in 0..<features { inverse[base + j] -= work[i] * work[j] / scale }
    }
    for i in 0..<features {
      var slope = 0.0
      let base = (arm * features + i) * features
      for j in 0..<features { slope += inverse[base + j] * sums[arm * features + j] }
      slopes[arm * features + i] = slope
    }
  }
}
