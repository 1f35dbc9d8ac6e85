/// Stochastic gradient descent whose steps follow running moments of the gradient.
///
/// With gradient g at step t: m ← β₁ m + (1 − β₁) g, v ← β₂ v + (1 − β₂) g²,
/// weight ← weight − α √(1 − β₂ᵗ) / (1 − β₁ᵗ) · m / (√v + ε).
///
/// The powers of β are kept as running products, not computed anew: no step depends on a library function.
/// Moments nearer to 0 than 10⁻³⁰ become 0.
/// Source: Kingma and Ba 2015, algorithm 1 in the order of their section 2 (ε is added to the uncorrected root).
public struct Adam<Element: NetworkNumber>: Sendable {
  public var learningRate: Double
  public let firstDecay: Double
  public let secondDecay: Double
  public let epsilon: Double
  /// Steps taken.
  public package(set) var steps: Int
  package var firstMoments: [SIMD4<Element>]
  package var secondMoments: [SIMD4<Element>]
  /// β₁ᵗ and β₂ᵗ.
  package var powers: (first: Double, second: Double)

  /// - Precondition: the rate and ε are positive and finite, and the decays from 0 to below 1.
  public init(
    _ shape: NetworkShape, learningRate: Double, firstDecay: Double = 0.9, secondDecay: Double = 0.999,
    epsilon: Double = 1e-8
  ) {
    precondition(learningRate > 0 && learningRate.isFinite, "a learning rate is positive and finite")
    precondition(epsilon > 0 && epsilon.isFinite, "ε is positive and finite")
    precondition(0..<1 ~= firstDecay && 0..<1 ~= secondDecay, "a decay is from 0 to below 1")
    self.learningRate = learningRate
    self.firstDecay = firstDecay
    self.secondDecay = secondDecay
    self.epsilon = epsilon
    steps = 0
    firstMoments = Array(repeating: .zero, count: shape.start(of: shape.layers))
    secondMoments = firstMoments
    powers = (1, 1)
  }

  /// One step down a gradient laid out like the network's parameters, as `Pass.backward` leaves it.
  @specialized(where Element == Float)
  @specialized(where Element == Double)
  public mutating func step(_ network: inout Network<Element>, _ gradient: [SIMD4<Element>]) {
    let count = firstMoments.count
    precondition(
      network.parameters.count == count && gradient.count == count, "an optimiser is made for one shape")
    steps += 1
    powers.first *= firstDecay
    powers.second *= secondDecay
    let rate = Element(learningRate * (1 - powers.second).squareRoot() / (1 - powers.first))
    Self.descend(
      &network.parameters, gradient.span, &firstMoments, &secondMoments, rate: rate, first: Element(firstDecay),
      second: Element(secondDecay), epsilon: Element(epsilon))
  }

  @inline(__always)
  private static func descend(
    _ weights: inout [SIMD4<Element>], _ gradient: Span<SIMD4<Element>>, _ firstMoments: inout [SIMD4<Element>],
    _ secondMoments: inout [SIMD4<Element>], rate: Element, first: Element, second: Element, epsilon: Element
  ) {
    var w = weights.mutableSpan
    var m = firstMoments.mutableSpan
    var v = secondMoments.mutableSpan
    let small = SIMD4<Element>(repeating: epsilon)
    for i in gradient.indices {
      let g = gradient[unchecked: i]
      let mean = Element.withoutTraces(m[unchecked: i] * first + g * (1 - first))
      let square = Element.withoutTraces(v[unchecked: i] * second + g * g * (1 - second))
      m[unchecked: i] = mean
      v[unchecked: i] = square
      w[unchecked: i] -= mean * rate / (Element.root(square) + small)
    }
  }
}
