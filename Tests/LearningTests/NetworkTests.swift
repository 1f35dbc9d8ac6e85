import Learning
import Randomness
import Testing

@Suite("Networks")
struct NetworkTests {
  /// The definition, one number at a time, in the order the documentation states.
  private func plain(_ shape: NetworkShape, _ weights: [Float], _ inputs: [Float]) -> [Float] {
    var (units, place) = (inputs, 0)
    for layer in 0..<shape.layers {
      let outputs = shape.widths[layer + 1]
      let biases = place + units.count * outputs
      var next: [Float] = []
      for output in 0..<outputs {
        var sum = weights[biases + output]
        for (input, unit) in units.enumerated() { sum += weights[place + input * outputs + output] * unit }
        next.append(sum)
      }
      let activation = layer == shape.layers - 1 ? shape.output : shape.hidden
      switch activation {
      case .identity: units = next
      case .relu: units = next.map { $0 > 0 ? $0 : 0 }
      case .tanh: units = next.map { Float.hyperbolicTangent($0) }
      }
      place = biases + outputs
    }
    return units
  }

  @Test(
    "any number of rows gives the bits of the plain definition",
    arguments: [[1, 1], [3, 2], [16, 64, 64, 20], [2, 30, 15, 1], [5, 4, 9], [4, 33, 7]], [Activation.relu, .tanh])
  func bitsOfTheDefinition(widths: [Int], hidden: Activation) {
    var stream = stream(UInt64(widths.count))
    let shape = NetworkShape(widths, hidden: hidden)
    let network = Network<Float>(shape, using: &stream)
    for rows in [1, 2, 3, 4, 5, 8, 11] {
      var pass = Pass(network, rows: rows)
      let inputs = (0..<rows).map { _ in (0..<shape.inputs).map { _ in Float(2 * stream.unit() - 1) } }
      for (row, values) in inputs.enumerated() { pass.set(row: row, values) }
      pass.forward(network)
      for row in 0..<rows {
        let expected = plain(shape, network.weights, inputs[row]).map(\.bitPattern)
        #expect((0..<shape.outputs).map { pass[output: $0, row: row].bitPattern } == expected)
        #expect(network(inputs[row]).map(\.bitPattern) == expected)
      }
    }
  }

  @Test("weights are those that were given, and padding stays zero through training")
  func weightsReturn() {
    var stream = stream(3)
    let shape = NetworkShape([3, 5, 2])
    let weights = (0..<shape.parameters).map { _ in Float(stream.unit()) }
    var network = Network(shape, weights: weights)
    #expect(network.weights == weights)
    #expect(shape.parameters == 4 * 5 + 6 * 2)
    var (pass, adam) = (Pass(network, rows: 3), Adam<Float>(shape, learningRate: 0.01))
    for _ in 0..<50 {
      for row in 0..<3 { pass.set(row: row, (0..<3).map { _ in Float(stream.unit()) }) }
      pass.forward(network)
      for row in 0..<3 { for j in 0..<2 { pass[slope: j, row: row] = pass[output: j, row: row] - 1 } }
      pass.backward(network)
      adam.step(&network, pass.gradient)
    }
    #expect(network.weights != weights)
    #expect(Network(shape, weights: network.weights).parameters == network.parameters)
  }

  @Test("weights are drawn within their limits and fill them; biases are zero")
  func initialWeights() {
    var stream = stream(5)
    let network = Network<Double>(NetworkShape([50, 40, 10], hidden: .relu), using: &stream)
    let first = network.weights[..<2000]
    let limit = (6.0 / 50).squareRoot()
    #expect(first.allSatisfy { abs($0) <= limit })
    // 2000 uniform draws: the chance that none is beyond 99 % of the limit is 0.99²⁰⁰⁰ < 2e-9.
    #expect(first.contains { abs($0) > 0.99 * limit })
    #expect(network.weights[2000..<2040].allSatisfy { $0 == 0 })
    // Before the outputs, which are not rectified: √(6 / (40 + 10)).
    #expect(network.weights[2040..<2440].allSatisfy { abs($0) <= (6.0 / 50).squareRoot() })
  }

  @Test("the best output is the first of the largest, and never one that is not a number")
  func bestOutput() {
    func best(_ biases: [Float]) -> Int {
      let network = Network<Float>(
        NetworkShape([1, biases.count]), weights: Array(repeating: 0, count: biases.count) + biases)
      var pass = Pass(network, rows: 1)
      pass.set(row: 0, [1])
      pass.forward(network)
      return pass.bestOutput(row: 0)
    }
    #expect(best([1, 3, 2, 3, 0]) == 1)
    #expect(best([.nan, -2, -1]) == 2)
    #expect(best([.nan, .nan]) == 0)
    #expect(best([-5, -6, -7, -8, -4, -9]) == 4)
  }
}

@Suite("Adam")
struct AdamTests {
  @Test("two steps by hand")
  func twoSteps() {
    // β₁ = β₂ = ½, α = 1, ε = 1e-8, weight 0, gradients 1 then 3.
    // m₁ = ½, v₁ = ½: rate √(1−½)/(1−½) = √2; step √2 · ½ / √½ = 1.
    // m₂ = ¼ + 3/2 = 7/4, v₂ = ¼ + 9/2 = 19/4: rate √¾ / ¾; step (√¾ / ¾) · (7/4) / √(19/4) = 0.9271726499455306.
    let shape = NetworkShape([1, 1])
    var network = Network<Double>(zero: shape)
    var adam = Adam<Double>(shape, learningRate: 1, firstDecay: 0.5, secondDecay: 0.5)
    var pass = Pass(network, rows: 1)
    for (slope, expected) in [(1.0, -1.0), (3.0, -1.9271726499455306)] {
      pass.set(row: 0, [1])
      pass.forward(network)
      pass[slope: 0, row: 0] = slope
      pass.backward(network)
      adam.step(&network, pass.gradient)
      for weight in network.weights { #expect(abs(weight - expected) < 1e-7) }
    }
    #expect(adam.steps == 2)
  }

  @Test("it finds a line through noiseless points, in either precision")
  func regression() {
    func fit<Element: NetworkNumber>(_: Element.Type) -> [Element] {
      var stream = stream(9)
      var network = Network<Element>(NetworkShape([2, 1]), using: &stream)
      var adam = Adam<Element>(network.shape, learningRate: 0.05)
      var pass = Pass(network, rows: 8)
      for _ in 0..<2000 {
        for row in 0..<8 { pass.set(row: row, [Element(stream.unit()), Element(stream.unit())]) }
        pass.forward(network)
        for row in 0..<8 {
          let (x, y): (Element, Element) = (pass[input: 0, row: row], pass[input: 1, row: row])
          let target: Element = x + x - y - y - y + 1
          pass[slope: 0, row: row] = pass[output: 0, row: row] - target
        }
        pass.backward(network)
        adam.step(&network, pass.gradient)
      }
      return network.weights
    }
    for (found, wanted) in zip(fit(Double.self), [2, -3, 1] as [Double]) { #expect(abs(found - wanted) < 1e-3) }
    for (found, wanted) in zip(fit(Float.self), [2, -3, 1] as [Float]) { #expect(abs(found - wanted) < 1e-3) }
  }
}
