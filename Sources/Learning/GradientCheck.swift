/// How far a gradient by backpropagation lies from central differences, and where it lies farthest.
public struct GradientCheck: Sendable, CustomStringConvertible {
  /// |gradient − difference| / max(1, |gradient|, |difference|), the largest over all parameters.
  public let worst: Double
  /// Where, counted as in `Network.weights`; and both values there.
  public let parameter: Int
  public let gradient: Double
  public let difference: Double

  public var description: String {
    "parameter \(parameter): gradient \(gradient), central difference \(difference), apart by \(worst)"
  }

  /// Checks all parameters on a batch.
  ///
  /// **Edge cases**: at a kink of `relu` the difference is no derivative; draw inputs and weights at random.
  /// - Parameters:
  ///   - network: whose gradients are checked.
  ///   - inputs: one array per row.
  ///   - loss: of one row's outputs, and its slope in each of them.
  ///   - step: half of the difference's width.
  /// - Complexity: O(parameters × rows × parameters).
  public init(
    _ network: Network<Double>, inputs: [[Double]], step: Double = 1e-5,
    loss: (_ outputs: [Double], _ row: Int) -> (value: Double, slopes: [Double])
  ) {
    precondition(!inputs.isEmpty && step > 0, "a gradient check needs a row and a step")
    var pass = Pass(network, rows: inputs.count)
    for (row, values) in inputs.enumerated() { pass.set(row: row, values) }
    func total(_ network: Network<Double>) -> Double {
      pass.forward(network)
      return inputs.indices.reduce(0) { sum, row in
        sum + loss((0..<network.shape.outputs).map { pass[output: $0, row: row] }, row).value
      }
    }
    _ = total(network)
    for row in inputs.indices {
      let slopes = loss((0..<network.shape.outputs).map { pass[output: $0, row: row] }, row).slopes
      for (index, slope) in slopes.enumerated() { pass[slope: index, row: row] = slope }
    }
    pass.backward(network)
    var gradient = network
    gradient.parameters = pass.gradient
    let found = gradient.weights
    var most = (worst: -1.0, parameter: 0, difference: 0.0)
    let weights = network.weights
    for index in weights.indices {
      var (low, high) = (weights, weights)
      low[index] -= step
      high[index] += step
      let difference =
        (total(Network(network.shape, weights: high)) - total(Network(network.shape, weights: low))) / (2 * step)
      let gap = abs(found[index] - difference) / max(1, abs(found[index]), abs(difference))
      // A gap that is not a number is the worst of all.
      if !(gap <= most.worst) { most = (gap, index, difference) }
    }
    (worst, parameter, difference) = most
    self.gradient = found[parameter]
  }
}
