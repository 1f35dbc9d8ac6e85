/// What a layer does to its weighted sums.
public enum Activation: String, CaseIterable, Sendable {
  case identity
  /// max(0, x); its slope at 0 is 0.
  case relu
  case tanh
}

/// The layers of a fully connected network: `[16, 64, 64, 20]` has 16 inputs, two hidden layers and 20 outputs.
public struct NetworkShape: Sendable, Hashable {
  /// Inputs, hidden layers, outputs.
  public let widths: [Int]
  /// Of all layers but the last.
  public let hidden: Activation
  /// Of the last layer.
  public let output: Activation

  /// - Precondition: two widths or more, each from 1 to 65,536.
  public init(_ widths: [Int], hidden: Activation = .relu, output: Activation = .identity) {
    precondition(widths.count >= 2, "a network has inputs and outputs")
    precondition(widths.allSatisfy { 1...65_536 ~= $0 }, "a layer has from 1 to 65,536 units")
    self.widths = widths
    self.hidden = hidden
    self.output = output
  }

  public var inputs: Int { widths[0] }
  public var outputs: Int { widths[widths.count - 1] }
  /// Layers with weights.
  public var layers: Int { widths.count - 1 }
  /// Weights and biases.
  public var parameters: Int { (0..<layers).reduce(0) { $0 + (widths[$1] + 1) * widths[$1 + 1] } }

  func activation(of layer: Int) -> Activation { layer == layers - 1 ? output : hidden }

  /// Quads of numbers that hold one row of a layer's units, layer 0 being the inputs.
  func quads(_ level: Int) -> Int { (widths[level] + 3) / 4 }
  /// Quads of a layer's weights, inputs padded like outputs: (4 · inputs' quads) × outputs' quads.
  func weightQuads(_ layer: Int) -> Int { 4 * quads(layer) * quads(layer + 1) }
  /// Where a layer's weights begin among the parameters; its biases follow them.
  func start(of layer: Int) -> Int { (0..<layer).reduce(0) { $0 + weightQuads($1) + quads($1 + 1) } }
}
