import Statistics
import Testing

@Suite struct BayesianLogisticRegressionTests {
  /// A generator of its own (Knuth's constants), so that the data do not depend on ours.
  private struct Data {
    var state: UInt64 = 1
    mutating func unit() -> Double {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Double(state >> 11) / 9_007_199_254_740_992
    }
    mutating func rows(_ count: Int, features: Int) -> (x: [Double], y: [Double]) {
      var (x, y): ([Double], [Double]) = ([], [])
      for _ in 0..<count {
        let row = (0..<features).map { $0 == features - 1 ? 1 : 4 * unit() - 2 }
        let z = row.enumerated().reduce(-1) { $0 + $1.element * Double($1.offset % 2 == 0 ? 1 : -1) }
        x += row
        y.append(unit() < logistic(z) ? 1 : 0)
      }
      return (x, y)
    }
  }

  /// The second route: iteratively reweighted least squares from 0, its systems solved by elimination with pivoting.
  private static func reweighted(
    _ x: [Double], _ y: [Double], prior: [Double], precision: [Double]
  ) -> (mean: [Double], curvature: [Double]) {
    let d = prior.count
    var w = [Double](repeating: 0, count: d)
    var curvature = precision
    for _ in 0..<60 {
      // (diag q + Xᵀ S X) w = q m + Xᵀ S (X w + S⁻¹ (y − p))
      var a = [[Double]](repeating: [Double](repeating: 0, count: d + 1), count: d)
      for i in 0..<d {
        a[i][i] = precision[i]
        a[i][d] = precision[i] * prior[i]
      }
      for row in y.indices {
        let z = (0..<d).reduce(0) { $0 + x[row * d + $1] * w[$1] }
        let p = 1 / (1 + exponential(-z))
        let s = p * (1 - p)
        for i in 0..<d {
          for j in 0..<d { a[i][j] += s * x[row * d + i] * x[row * d + j] }
          a[i][d] += x[row * d + i] * (s * z + y[row] - p)
        }
      }
      curvature = (0..<d).map { a[$0][$0] }
      w = solve(a)
    }
    return (w, curvature)
  }

  private static func solve(_ system: [[Double]]) -> [Double] {
    var a = system
    let d = a.count
    for k in 0..<d {
      let pivot = (k..<d).max { abs(a[$0][k]) < abs(a[$1][k]) } ?? k
      a.swapAt(k, pivot)
      for i in 0..<d where i != k {
        let factor = a[i][k] / a[k][k]
        for j in k...d { a[i][j] -= factor * a[k][j] }
      }
    }
    return (0..<d).map { a[$0][d] / a[$0][$0] }
  }

  /// eˣ by squaring a Taylor series: not the library's.
  private static func exponential(_ x: Double) -> Double {
    var halvings = 0
    var small = x
    while abs(small) > 0.5 {
      small /= 2
      halvings += 1
    }
    var (term, sum) = (1.0, 1.0)
    for n in 1...20 {
      term *= small / Double(n)
      sum += term
    }
    for _ in 0..<halvings { sum *= sum }
    return sum
  }

  @Test("mean and precision are those of reweighted least squares, batch after batch", arguments: [1, 2, 5, 9])
  func sameAsReweighted(features: Int) {
    var data = Data()
    var model = BayesianLogisticRegression(mean: Array(repeating: 0.3, count: features), precision: 0.7)
    var prior = Array(repeating: 0.3, count: features)
    var precision = Array(repeating: 0.7, count: features)
    for batch in 1...4 {
      let (x, y) = data.rows(40 * batch, features: features)
      model.learn(x.span, y.span)
      let other = Self.reweighted(x, y, prior: prior, precision: precision)
      for i in 0..<features {
        #expect(abs(model.mean[i] - other.mean[i]) < 1e-9)
        #expect(abs(model.precision[i] / other.curvature[i] - 1) < 1e-9)
      }
      (prior, precision) = (other.mean, other.curvature)
    }
  }

  // One row x = 1, y = 1, prior N(0, 1): w = 1 − 1/(1 + e⁻ʷ), so w (1 + eʷ) = 1 and w = 0.401058; the precision becomes
  // 1 + p (1 − p) with p = 1 − w.
  @Test("one outcome by hand, with p = 1/(1 + e^(−x·m)) in Laplace's step")
  func byHand() {
    var model = BayesianLogisticRegression(features: 1)
    let one = [1.0]
    model.learn(one.span, one.span)
    let w = model.mean[0]
    #expect(abs(w * (1 + Self.exponential(w)) - 1) < 1e-12)
    #expect(abs(w - 0.401058) < 1e-6)
    #expect(abs(model.precision[0] - (1 + (1 - w) * w)) < 1e-12)
    // With the slip e^(1 − x·m) the precision would have been 1 + p' (1 − p') with p' = 1/(1 + e^(1 − w)) = 0.354.
    #expect(abs(model.precision[0] - 1.2287) > 0.01)
  }

  @Test("outcomes that can be told apart without error, and large features, still have a finite minimum")
  func separable() {
    var model = BayesianLogisticRegression(features: 2, precision: 1e-3)
    let x = (1...50).flatMap { [Double($0) * 100, 1.0] } + (1...50).flatMap { [Double($0) * -100, 1.0] }
    let y = Array(repeating: 1.0, count: 50) + Array(repeating: 0.0, count: 50)
    model.learn(x.span, y.span)
    // At the minimum the gradient is 0: q w = Σ (y − p) x.
    for i in 0..<2 {
      var pull = 0.0
      for row in y.indices {
        let z = x[2 * row] * model.mean[0] + x[2 * row + 1] * model.mean[1]
        pull += (y[row] - logistic(z)) * x[2 * row + i]
      }
      #expect(model.mean[i].isFinite)
      #expect(abs(1e-3 * model.mean[i] - pull) < 1e-8)
    }
  }

  @Test("no row changes nothing")
  func noRow() {
    var model = BayesianLogisticRegression(mean: [1, -2], precision: 3)
    let none: [Double] = []
    model.learn(none.span, none.span)
    #expect(model.mean == [1, -2])
    #expect(model.precision == [3, 3])
    // x·m = 3 − 2, variance 9/3 + 1/3.
    let row = [3.0, 1]
    let logit = model.logit(row.span)
    #expect(logit.mean == 1)
    #expect(abs(logit.variance - 10.0 / 3) < 1e-15)
  }

  @Test("the logistic function: ½ at 0, symmetric, 0 and 1 at the ends")
  func logisticFunction() {
    #expect(logistic(0) == 0.5)
    #expect(logistic(-.infinity) == 0)
    #expect(logistic(.infinity) == 1)
    #expect(logistic(-800) >= 0 && logistic(800) == 1)
    for x in stride(from: 0.0, through: 30, by: 0.37) {
      #expect(abs(logistic(x) + logistic(-x) - 1) < 1e-15)
      #expect(abs(logistic(x) - 1 / (1 + Self.exponential(-x))) < 1e-14)
    }
  }
}
