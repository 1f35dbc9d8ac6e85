internal import Learning
internal import MarketModel

/// A network as a document: shape, activations, weights in the order of `Network.weights`, and their checksum.
enum NetworkDocument {
  static func node(_ network: Network<Float>) -> Node {
    let weights = network.weights
    return [
      "shape": Node(.list(network.shape.widths.map { Node(.number(Double($0))) })),
      "hidden": .string(network.shape.hidden.rawValue), "output": .string(network.shape.output.rawValue),
      "numbers": "float32", "checksum": .string(checksum(weights)),
      "weights": Node(.list(weights.map { Node(.number(Double($0))) })),
    ]
  }

  /// Reads a network with these inputs and outputs; what does not fit is recorded, and nil handed back.
  static func read(_ settings: inout Settings, inputs: Int, outputs: Int?) -> Network<Float>? {
    let widths =
      settings.numbers("shape", in: Bounds(1, 4096), otherwise: "none", "Units of each layer, inputs first.") ?? []
    let hidden = settings.choice("hidden", default: Activation.relu, "What hidden layers do to their sums.")
    let output = settings.choice("output", default: Activation.identity, "What the last layer does to its sums.")
    let numbers = settings.text("numbers", default: "float32", "How weights are stored.")
    let checksum = settings.text("checksum", "Of the weights.")
    let weights = settings.numbers("weights", otherwise: "none", "Layer by layer.") ?? []
    let again = "train again, or give the file as outcry wrote it"
    guard widths.count >= 2, widths.allSatisfy({ $0 == $0.rounded() }) else {
      settings.fail("shape", "the shape is not a list of two or more whole numbers", remedy: again)
      return nil
    }
    let shape = NetworkShape(widths.map { Int($0) }, hidden: hidden, output: output)
    if shape.inputs != inputs || (outputs != nil && shape.outputs != outputs) {
      let wanted = outputs.map { "\(inputs) inputs and \($0) outputs" } ?? "\(inputs) inputs"
      settings.fail(
        "shape", "the network has \(shape.inputs) inputs and \(shape.outputs) outputs, where \(wanted) are needed",
        remedy: again)
      return nil
    }
    if numbers != "float32" {
      settings.fail("numbers", "\(quoted(numbers)) is not known to this release", remedy: again)
      return nil
    }
    if weights.count != shape.parameters {
      settings.fail(
        "weights", "there are \(weights.count) weights, and the shape has \(shape.parameters)", remedy: again)
      return nil
    }
    let network = Network(shape, weights: weights.map { Float($0) })
    if self.checksum(network.weights) != checksum {
      settings.fail(
        "checksum", "the weights were changed: their checksum is \(self.checksum(network.weights))", remedy: again)
      return nil
    }
    return network
  }

  /// FNV-1a with 64 bits over the weights' bits, the lowest byte of each first. It finds accidents, not malice.
  ///
  /// Source: Fowler, Noll and Vo, RFC 9923.
  static func checksum(_ weights: [Float]) -> String {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for weight in weights {
      for shift in stride(from: 0, to: 32, by: 8) {
        hash = (hash ^ UInt64(truncatingIfNeeded: (weight.bitPattern >> UInt32(shift)) & 255)) &* 0x100_0000_01b3
      }
    }
    return hexadecimal(hash, digits: 16)
  }
}

/// `bits` with leading zeros.
func hexadecimal(_ bits: UInt64, digits: Int) -> String {
  let text = String(bits, radix: 16)
  return String(repeating: "0", count: max(0, digits - text.utf8.count)) + text
}
