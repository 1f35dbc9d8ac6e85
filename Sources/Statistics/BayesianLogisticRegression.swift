/// A logistic regression with a normal belief about each coefficient, which becomes sharper with each batch of outcomes.
///
/// The belief is N(mᵢ, 1/qᵢ), independent for each coefficient. A batch of rows x with outcomes y (1 or 0) moves m to the w
/// that minimises
///
///     L(w) = ½ Σ qᵢ (wᵢ − mᵢ)² + Σ (ln(1 + e^z) − y z),  z = x·w,
///
/// by Newton's method with halved steps, and raises qᵢ by Σ p (1 − p) xᵢ², p = 1/(1 + e⁻ᶻ) at that w: Laplace's approximation
/// with a diagonal covariance.
///
/// **Edge cases**: no row — nothing changes. L is strictly convex, so there is one minimum, also where the outcomes could be
/// told apart without error.
/// - Complexity: O(steps · (rows · *d*² + *d*³)) a batch for *d* features; about six steps.
///
/// Source: Chapelle and Li 2011, algorithm 3. Differs: the minimum by Newton's method.
public struct BayesianLogisticRegression: Sendable {
  public let features: Int
  /// m (features).
  public private(set) var mean: [Double]
  /// q (features), positive.
  public private(set) var precision: [Double]
  private var gradient: [Double]
  /// Of L, and then its Cholesky factor (features × features), lower half.
  private var hessian: [Double]
  private var step: [Double]

  /// A belief with mean 0 in each coefficient.
  public init(features: Int, precision: Double = 1) {
    self.init(mean: Array(repeating: 0, count: features), precision: precision)
  }

  /// - Precondition: there is a mean for at least one coefficient, and `precision` is positive.
  public init(mean: [Double], precision: Double = 1) {
    precondition(!mean.isEmpty, "A regression needs a feature.")
    precondition(precision > 0 && precision.isFinite, "A belief needs a positive, finite precision.")
    features = mean.count
    self.mean = mean
    self.precision = Array(repeating: precision, count: features)
    gradient = Array(repeating: 0, count: features)
    hessian = Array(repeating: 0, count: features * features)
    step = gradient
  }

  /// The logit x·m that the mean belief predicts, and its variance Σ xᵢ² / qᵢ.
  public func logit(_ x: Span<Double>) -> (mean: Double, variance: Double) {
    var (sum, variance) = (0.0, 0.0)
    for i in 0..<features {
      sum += x[i] * mean[i]
      variance += x[i] * x[i] / precision[i]
    }
    return (sum, variance)
  }

  /// Learns from rows (rows × features) with outcomes 1 or 0 (rows).
  public mutating func learn(_ rows: Span<Double>, _ outcomes: Span<Double>) {
    precondition(rows.count == outcomes.count * features, "Every outcome needs a row of features.")
    if outcomes.isEmpty { return }
    let prior = mean
    var loss = measure(mean, prior, rows, outcomes)
    for _ in 0..<Self.most {
      let decrement = solve()
      // What a full step could still gain is below what the loss can tell: it is taken, and nothing is left.
      if !(decrement > 1e-13 * (1 + loss.magnitude)) {
        for i in 0..<features { mean[i] -= step[i] }
        break
      }
      let start = mean
      let direction = step
      var size = 1.0
      var found = loss
      repeat {
        for i in 0..<features { mean[i] = start[i] - size * direction[i] }
        found = measure(mean, prior, rows, outcomes)
        if found <= loss - 1e-4 * size * decrement { break }
        size /= 2
      } while size > 1e-10
      if !(found < loss) {
        mean = start
        break
      }
      loss = found
    }
    _ = measure(mean, prior, rows, outcomes)
    // The Hessian's diagonal is the prior's precision and what was learnt.
    for i in 0..<features { precision[i] = hessian[i * features + i] }
  }

  private static let most = 100

  /// L, and at the same time its gradient and Hessian.
  private mutating func measure(
    _ w: [Double], _ prior: [Double], _ rows: Span<Double>, _ outcomes: Span<Double>
  ) -> Double {
    var loss = 0.0
    for i in 0..<features {
      let shift = w[i] - prior[i]
      loss += precision[i] * shift * shift / 2
      gradient[i] = precision[i] * shift
      for j in 0...i { hessian[i * features + j] = i == j ? precision[i] : 0 }
    }
    for row in outcomes.indices {
      let base = row * features
      var z = 0.0
      for i in 0..<features { z += rows[base + i] * w[i] }
      let chance = logistic(z)
      loss += softplus(z) - outcomes[row] * z
      let weight = chance * (1 - chance)
      for i in 0..<features {
        let x = rows[base + i]
        gradient[i] += (chance - outcomes[row]) * x
        for j in 0...i { hessian[i * features + j] += weight * x * rows[base + j] }
      }
    }
    return loss
  }

  /// Writes H⁻¹ g to `step` by Cholesky's factors and returns gᵀ H⁻¹ g, twice what a full step gains.
  private mutating func solve() -> Double {
    for i in 0..<features {
      for j in 0...i {
        var sum = hessian[i * features + j]
        for k in 0..<j { sum -= hessian[i * features + k] * hessian[j * features + k] }
        if i == j {
          // Positive but for rounding: every precision is.
          hessian[i * features + i] = max(sum, 1e-300).squareRoot()
        } else {
          hessian[i * features + j] = sum / hessian[j * features + j]
        }
      }
    }
    var decrement = 0.0
    for i in 0..<features {
      var sum = gradient[i]
      for k in 0..<i { sum -= hessian[i * features + k] * step[k] }
      step[i] = sum / hessian[i * features + i]
      decrement += step[i] * step[i]
    }
    for i in stride(from: features - 1, through: 0, by: -1) {
      var sum = step[i]
      for k in (i + 1)..<max(features, i + 1) { sum -= hessian[k * features + i] * step[k] }
      step[i] = sum / hessian[i * features + i]
    }
    return decrement
  }
}
