/// The working memory of a network: a batch goes forward, and the gradient of a loss comes back.
///
/// ```swift
/// pass.set(row: 0, [0.5, 1])
/// pass.forward(network)                            // pass[output: 0, row: 0] is the answer
/// pass[slope: 0, row: 0] = pass[output: 0, row: 0] - target
/// pass.backward(network)                           // pass.gradient is the gradient of ½ (answer − target)²
/// adam.step(&network, pass.gradient)
/// ```
/// Nothing is allocated after `init`.
public struct Pass<Element: NetworkNumber>: Sendable {
  public let shape: NetworkShape
  /// Rows there is room for.
  public let capacity: Int
  /// Rows in use, at most `capacity`: the first ones.
  public var rows: Int {
    didSet { precondition(0...capacity ~= rows, "a pass has room for \(capacity) rows") }
  }
  /// Per level (inputs, hidden layers, outputs) its units (rows × quads).
  private var levels: [[SIMD4<Element>]]
  /// The loss's slope in each level's units, of the same shapes; the inputs' is not computed.
  private var slopes: [[SIMD4<Element>]]
  /// Room for a level's units transposed, and for a layer's weights transposed.
  private var turnedUnits: [SIMD4<Element>]
  private var turnedWeights: [SIMD4<Element>]
  private let zeros: [SIMD4<Element>]
  /// Where each layer's weights begin.
  private let starts: [Int]
  /// Of the loss, laid out like the network's parameters: what the last `backward` found.
  public private(set) var gradient: [SIMD4<Element>]

  public init(_ network: Network<Element>, rows: Int) { self.init(network.shape, rows: rows) }

  /// - Precondition: `rows` is positive.
  public init(_ shape: NetworkShape, rows: Int) {
    precondition(rows > 0, "a pass has at least one row")
    self.shape = shape
    capacity = rows
    self.rows = rows
    levels = shape.widths.indices.map { Array(repeating: .zero, count: rows * shape.quads($0)) }
    slopes = shape.widths.indices.map { Array(repeating: .zero, count: $0 == 0 ? 0 : rows * shape.quads($0)) }
    let widest = shape.widths.indices.map { shape.quads($0) }.max() ?? 0
    turnedUnits = Array(repeating: .zero, count: rows * widest)
    turnedWeights = Array(repeating: .zero, count: (0..<shape.layers).map { shape.weightQuads($0) }.max() ?? 0)
    zeros = Array(repeating: .zero, count: widest)
    starts = (0..<shape.layers).map { shape.start(of: $0) }
    gradient = Array(repeating: .zero, count: shape.start(of: shape.layers))
  }

  /// Sets one row's inputs (inputs).
  public mutating func set(row: Int, _ inputs: [Element]) {
    precondition(inputs.count == shape.inputs, "a row has one number for each of the network's inputs")
    for (index, value) in inputs.enumerated() { self[input: index, row: row] = value }
  }

  /// The same from a span.
  public mutating func set(row: Int, _ inputs: Span<Element>) {
    precondition(inputs.count == shape.inputs, "a row has one number for each of the network's inputs")
    for index in inputs.indices { self[input: index, row: row] = inputs[index] }
  }

  /// The same from quads that are padded with zeros.
  mutating func copy(row: Int, quads: [SIMD4<Element>], at start: Int) {
    let width = shape.quads(0)
    precondition(row >= 0 && row < capacity, "a pass has room for \(capacity) rows")
    var inputs = levels[0].mutableSpan
    for i in 0..<width { inputs[row * width + i] = quads[start + i] }
  }

  public subscript(input index: Int, row row: Int) -> Element {
    get { levels[0][place(index, row, 0) >> 2][index & 3] }
    set { levels[0][place(index, row, 0) >> 2][index & 3] = newValue }
  }

  /// Of the last `forward`.
  public subscript(output index: Int, row row: Int) -> Element {
    levels[shape.layers][place(index, row, shape.layers) >> 2][index & 3]
  }

  /// The loss's slope in an output, as the caller sets it before `backward`.
  public subscript(slope index: Int, row row: Int) -> Element {
    get { slopes[shape.layers][place(index, row, shape.layers) >> 2][index & 3] }
    set { slopes[shape.layers][place(index, row, shape.layers) >> 2][index & 3] = newValue }
  }

  /// Sets all slopes in outputs to zero.
  public mutating func clearSlopes() {
    var span = slopes[shape.layers].mutableSpan
    for i in span.indices { span[i] = .zero }
  }

  /// The output with the largest value; of several the first. A value that is not a number is never the largest.
  public func bestOutput(row: Int) -> Int {
    var best = 0
    var most = -Element.infinity
    let outputs = levels[shape.layers]
    let start = row * shape.quads(shape.layers)
    for index in 0..<shape.outputs where outputs[start + index >> 2][index & 3] > most {
      (best, most) = (index, outputs[start + index >> 2][index & 3])
    }
    return best
  }

  private func place(_ index: Int, _ row: Int, _ level: Int) -> Int {
    precondition(row >= 0 && row < capacity, "a pass has room for \(capacity) rows")
    precondition(index >= 0 && index < shape.widths[level], "a layer has \(shape.widths[level]) units")
    return 4 * row * shape.quads(level) + index
  }
}

extension Pass {
  /// The outputs of all rows in use.
  /// - Complexity: O(rows × weights), at about 4 products a cycle.
  @specialized(where Element == Float)
  @specialized(where Element == Double)
  public mutating func forward(_ network: Network<Element>) {
    precondition(network.shape == shape, "a pass is made for one shape")
    // Full fours of rows go through tiles, the rest one by one: each sum has the same terms in the same order.
    let fours = rows / 4
    for layer in 0..<shape.layers {
      let (inner, outer) = (shape.quads(layer), shape.quads(layer + 1))
      let start = starts[layer]
      let biases = start + shape.weightQuads(layer)
      let weights = network.parameters.span.extracting(start..<biases)
      let bias = network.parameters.span.extracting(biases..<biases + outer)
      var units: [SIMD4<Element>] = []
      swap(&units, &levels[layer + 1])
      let inputs = levels[layer]
      var span = units.mutableSpan
      if fours > 0 {
        var turned = turnedUnits.mutableSpan
        transpose(inputs.span, height: fours, width: inner, into: &turned)
        sumOuterProducts(
          turned.span, height: fours, weights, width: outer, depth: 4 * inner, bias: bias, into: &span)
      }
      for row in 4 * fours..<rows {
        multiplyRow(inputs.span, inner: inner, weights, outer: outer, bias: bias, into: &span, row: row)
      }
      activate(&span, shape.activation(of: layer), count: rows * outer)
      swap(&units, &levels[layer + 1])
    }
  }

  /// The loss's gradient in all parameters, from its slopes in the outputs of the rows in use.
  ///
  /// Row by row the gradients are added up, in the rows' order. The slopes of hidden layers are overwritten.
  /// - Precondition: `forward` was called with the same network and rows.
  @specialized(where Element == Float)
  @specialized(where Element == Double)
  public mutating func backward(_ network: Network<Element>) {
    precondition(network.shape == shape, "a pass is made for one shape")
    let zero = zeros
    var gradient: [SIMD4<Element>] = []
    swap(&gradient, &self.gradient)
    for layer in stride(from: shape.layers - 1, through: 0, by: -1) {
      let (inner, outer) = (shape.quads(layer), shape.quads(layer + 1))
      let start = starts[layer]
      var slope: [SIMD4<Element>] = []
      swap(&slope, &slopes[layer + 1])
      let (inputs, units) = (levels[layer], levels[layer + 1])
      var slopeSpan = slope.mutableSpan
      bend(&slopeSpan, units.span, shape.activation(of: layer), count: rows * outer)
      var all = gradient.mutableSpan
      sumOuterProducts(
        inputs.span, height: inner, slopeSpan.span, width: outer, depth: rows, bias: zero.span, into: &all,
        from: start)
      sumRows(slopeSpan.span, outer: outer, into: &all, from: start + shape.weightQuads(layer))
      if layer > 0 {
        Self.carryBack(
          slopeSpan.span, rows: rows, network.parameters.span.extracting(start..<start + shape.weightQuads(layer)),
          inner: inner, outer: outer, zeros: zero.span, turningUnits: &turnedUnits, turningWeights: &turnedWeights,
          into: &slopes[layer])
      }
      swap(&slope, &slopes[layer + 1])
    }
    swap(&gradient, &self.gradient)
  }

  /// The slopes one level down: the slopes times the transposed weights.
  @inline(__always)
  private static func carryBack(
    _ slope: Span<SIMD4<Element>>, rows: Int, _ weights: Span<SIMD4<Element>>, inner: Int, outer: Int,
    zeros: Span<SIMD4<Element>>, turningUnits: inout [SIMD4<Element>], turningWeights: inout [SIMD4<Element>],
    into below: inout [SIMD4<Element>]
  ) {
    let fours = rows / 4
    var turnedWeights = turningWeights.mutableSpan
    transpose(weights, height: inner, width: outer, into: &turnedWeights)
    var turnedSlope = turningUnits.mutableSpan
    transpose(slope, height: fours, width: outer, into: &turnedSlope)
    var result = below.mutableSpan
    sumOuterProducts(
      turnedSlope.span, height: fours, turnedWeights.span, width: inner, depth: 4 * outer, bias: zeros, into: &result)
    for row in 4 * fours..<rows {
      multiplyRow(slope, inner: outer, turnedWeights.span, outer: inner, bias: zeros, into: &result, row: row)
    }
  }

  @inline(__always)
  private func sumRows(
    _ slope: Span<SIMD4<Element>>, outer: Int, into g: inout MutableSpan<SIMD4<Element>>, from start: Int
  ) {
    for column in 0..<outer {
      var sum = SIMD4<Element>.zero
      for r in 0..<rows { sum += slope[r * outer + column] }
      g[start + column] = sum
    }
  }

  @inline(__always)
  private func activate(_ units: inout MutableSpan<SIMD4<Element>>, _ activation: Activation, count: Int) {
    switch activation {
    case .identity: break
    case .relu:
      for i in 0..<count { units[i] = Element.positivePart(units[i]) }
    case .tanh:
      for i in 0..<count {
        for lane in 0..<4 { units[i][lane] = Element.hyperbolicTangent(units[i][lane]) }
      }
    }
  }

  /// Slopes in a layer's outputs become slopes in its weighted sums: the output tells the activation's derivative.
  @inline(__always)
  private func bend(
    _ slope: inout MutableSpan<SIMD4<Element>>, _ units: Span<SIMD4<Element>>, _ activation: Activation, count: Int
  ) {
    switch activation {
    case .identity: break
    case .relu:
      for i in 0..<count { slope[i] = Element.gated(slope[i], by: units[i]) }
    case .tanh:
      let one = SIMD4<Element>(repeating: 1)
      for i in 0..<count { slope[i] *= one - units[i] * units[i] }
    }
  }
}
