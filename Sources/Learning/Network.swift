public import Randomness

/// A fully connected network and its weights.
///
/// Layer l computes y = f(b + x W), with W of shape (inputs × outputs). **The order of every sum is defined**: a
/// weighted sum starts with the bias and adds the inputs in their order; a gradient adds the rows of a batch in their
/// order. Products are rounded before they are added (never fused), so that debug and release, one row and many, give
/// the same bits.
///
/// The numbers lie in quads (`SIMD4`), each row of a layer padded with zeros, which stay zeros through training.
/// A network is a value; the working memory of a pass is a `Pass`.
public struct Network<Element: NetworkNumber>: Sendable {
  public let shape: NetworkShape
  /// Per layer its weights, input by input, then its biases; padded.
  public internal(set) var parameters: [SIMD4<Element>]

  /// All weights and biases zero.
  public init(zero shape: NetworkShape) {
    self.shape = shape
    parameters = Array(repeating: .zero, count: shape.start(of: shape.layers))
  }

  /// Biases zero, weights drawn uniformly from ±√(6 / (inputs + outputs)) of each layer, or ±√(6 / inputs) before
  /// `relu`.
  ///
  /// Drawn layer by layer, input by input, output by output.
  /// Source: Glorot and Bengio 2010, equation 16; He et al. 2015, section 2.2.
  public init(_ shape: NetworkShape, using stream: inout RandomStream) {
    self.init(zero: shape)
    for layer in 0..<shape.layers {
      let (inputs, outputs) = (shape.widths[layer], shape.widths[layer + 1])
      let fan = shape.activation(of: layer) == .relu ? inputs : inputs + outputs
      let limit = (6 / Double(fan)).squareRoot()
      for input in 0..<inputs {
        for output in 0..<outputs {
          parameters.set(weight(layer, input, output), Element(limit * (2 * stream.unit() - 1)))
        }
      }
    }
  }

  /// A network with these weights: per layer the weights, input by input, then the biases, without padding.
  /// - Precondition: there are `shape.parameters` of them.
  public init(_ shape: NetworkShape, weights: [Element]) {
    precondition(weights.count == shape.parameters, "a network's weights must fit its shape")
    self.init(zero: shape)
    for (place, value) in zip(places, weights) { parameters.set(place, value) }
  }

  /// A network whose parameters are laid out like another's.
  package init(_ shape: NetworkShape, padded parameters: [SIMD4<Element>]) {
    precondition(parameters.count == shape.start(of: shape.layers), "parameters must fit their shape")
    self.shape = shape
    self.parameters = parameters
  }

  /// Per layer the weights, input by input, then the biases, without padding.
  public var weights: [Element] {
    get { places.map { parameters[$0 >> 2][$0 & 3] } }
    set { self = Network(shape, weights: newValue) }
  }

  /// Whether every weight is a finite number.
  public var isFinite: Bool {
    parameters.allSatisfy { quad in (0..<4).allSatisfy { quad[$0].isFinite } }
  }

  /// The outputs for one row of inputs. Allocates: for many rows keep a `Pass`.
  public func callAsFunction(_ inputs: [Element]) -> [Element] {
    var pass = Pass(self, rows: 1)
    pass.set(row: 0, inputs)
    pass.forward(self)
    return (0..<shape.outputs).map { pass[output: $0, row: 0] }
  }

  /// Where each of the unpadded parameters lies: 4 · quad + lane.
  private var places: [Int] {
    (0..<shape.layers).flatMap { layer in
      let (inputs, outputs) = (shape.widths[layer], shape.widths[layer + 1])
      let biases = 4 * (shape.start(of: layer) + shape.weightQuads(layer))
      return (0..<inputs).flatMap { i in (0..<outputs).map { weight(layer, i, $0) } }
        + (0..<outputs).map { biases + $0 }
    }
  }

  private func weight(_ layer: Int, _ input: Int, _ output: Int) -> Int {
    4 * (shape.start(of: layer) + input * shape.quads(layer + 1)) + output
  }
}

extension Array {
  /// Sets one lane: `place` is 4 · quad + lane.
  mutating func set<Number: SIMDScalar>(_ place: Int, _ value: Number) where Element == SIMD4<Number> {
    self[place >> 2][place & 3] = value
  }
}
