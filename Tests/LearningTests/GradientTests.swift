import Learning
import Randomness
import Testing

/// Draws of one test, named by its seed.
func stream(_ seed: UInt64) -> RandomStream { RandomStream(seed: seed, replicate: 0, role: 0, index: 0) }

@Suite("Gradients are derivatives")
struct GradientTests {
  /// Every activation, widths that do and do not fill quads, and batches that do and do not fill fours of rows.
  static let shapes: [(NetworkShape, rows: Int)] = [
    (NetworkShape([1, 1]), 1),
    (NetworkShape([3, 5, 2], hidden: .tanh), 4),
    (NetworkShape([2, 30, 15, 1], hidden: .tanh), 3),
    (NetworkShape([4, 8, 8, 3], hidden: .relu), 6),
    (NetworkShape([5, 7, 6], hidden: .identity, output: .tanh), 9),
    (NetworkShape([6, 9, 4], hidden: .tanh, output: .relu), 5),
  ]

  @Test("backpropagation agrees with central differences to 1e-5 in Double", arguments: shapes.indices)
  func gradientCheck(index: Int) {
    let (shape, rows) = Self.shapes[index]
    var stream = stream(UInt64(index + 1))
    var network = Network<Double>(shape, using: &stream)
    // Biases away from zero, so that they are tested as weights are.
    network.weights = network.weights.map { $0 + 0.2 * (stream.unit() - 0.5) }
    let inputs = (0..<rows).map { _ in (0..<shape.inputs).map { _ in 2 * stream.unit() - 1 } }
    let targets = (0..<rows).map { _ in (0..<shape.outputs).map { _ in 2 * stream.unit() - 1 } }
    let check = GradientCheck(network, inputs: inputs) { outputs, row in
      let errors = zip(outputs, targets[row]).map { $0 - $1 }
      return (errors.reduce(0) { $0 + $1 * $1 / 2 }, errors)
    }
    #expect(check.worst < 1e-5, "\(check)")
  }

  @Test("a gradient that is wrong in one place is found, with the place")
  func wrongGradient() {
    var stream = stream(7)
    let network = Network<Double>(NetworkShape([2, 3, 1], hidden: .tanh), using: &stream)
    // The slope claims to be of ½ y², the value is y²: every gradient is half of the difference.
    let check = GradientCheck(network, inputs: [[1, -1]]) { outputs, _ in (outputs[0] * outputs[0] * 50, [outputs[0]]) }
    #expect(check.worst > 0.1)
  }

  @Test("a layer is b + x W, its gradient xᵀ s and s, its slopes s Wᵀ: by hand")
  func byHand() {
    // 2 inputs, 2 outputs: weights by input: (1, 2), (3, 4); biases (5, 6). x = (10, 20): y = (75, 106).
    let network = Network<Float>(NetworkShape([2, 2]), weights: [1, 2, 3, 4, 5, 6])
    var pass = Pass(network, rows: 1)
    pass.set(row: 0, [10, 20])
    pass.forward(network)
    #expect([pass[output: 0, row: 0], pass[output: 1, row: 0]] == [75, 106])
    (pass[slope: 0, row: 0], pass[slope: 1, row: 0]) = (1, -1)
    pass.backward(network)
    var gradient = network
    gradient.weights = Array(repeating: 0, count: 6)
    var adam = Adam<Float>(network.shape, learningRate: 0.5, firstDecay: 0, secondDecay: 0)
    // Without memory Adam moves each weight by the rate, against the sign of its gradient (10, −10, 20, −20, 1, −1).
    adam.step(&gradient, pass.gradient)
    #expect(gradient.weights == [-0.5, 0.5, -0.5, 0.5, -0.5, 0.5])
  }
}
