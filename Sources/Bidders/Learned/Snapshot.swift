internal import Learning
internal import MarketModel
internal import Randomness

// The state of a training as a document: each array is one text of hexadecimal digits, so that every bit comes back.

extension Node {
  static func bits(_ values: [Float]) -> Node { .string(digits(values.map { UInt64($0.bitPattern) }, 8)) }
  static func bits(_ values: [Double]) -> Node { .string(digits(values.map(\.bitPattern), 16)) }
  static func bits(_ values: [Int32]) -> Node { .string(digits(values.map { UInt64(UInt32(bitPattern: $0)) }, 8)) }
  static func bits(_ stream: RandomStream) -> Node {
    let state = stream.state
    return .string(digits([state.0, state.1, state.2, state.3], 16))
  }
  static func whole(_ number: Int) -> Node { Node(.number(Double(number))) }
  static func real(_ number: Double) -> Node { Node(.number(number)) }
  static func string(_ text: String) -> Node { Node(.text(text)) }

  private static func digits(_ words: [UInt64], _ count: Int) -> String {
    words.map { hexadecimal($0, digits: count) }.joined()
  }
}

/// Reads what `Node.bits` wrote; what does not fit is recorded.
struct SnapshotReader {
  private(set) var settings: Settings

  init(_ settings: Settings) { self.settings = settings }

  mutating func floats(_ key: String, count: Int) -> [Float] {
    words(key, count: count, digits: 8).map { Float(bitPattern: UInt32(truncatingIfNeeded: $0)) }
  }

  mutating func doubles(_ key: String, count: Int) -> [Double] {
    words(key, count: count, digits: 16).map { Double(bitPattern: $0) }
  }

  mutating func integers(_ key: String, count: Int) -> [Int32] {
    words(key, count: count, digits: 8).map { Int32(truncatingIfNeeded: $0) }
  }

  mutating func stream(_ key: String) -> RandomStream {
    let state = words(key, count: 4, digits: 16)
    if state == [0, 0, 0, 0] { return RandomStream(state: (1, 0, 0, 0)) }
    return RandomStream(state: (state[0], state[1], state[2], state[3]))
  }

  mutating func whole(_ key: String, in range: ClosedRange<Int>) -> Int {
    if !settings.has(key) { fail(key) }
    return settings.integer(key, in: range, default: range.lowerBound, "A count.")
  }

  private mutating func words(_ key: String, count: Int, digits: Int) -> [UInt64] {
    let text = Array(settings.text(key, default: "", "Bits.").utf8)
    var words: [UInt64] = []
    words.reserveCapacity(count)
    var isRight = text.count == count * digits
    if isRight {
      var word: UInt64 = 0
      for (place, digit) in text.enumerated() {
        switch digit {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): word = word << 4 | UInt64(digit - UInt8(ascii: "0"))
        case UInt8(ascii: "a")...UInt8(ascii: "f"): word = word << 4 | UInt64(digit - UInt8(ascii: "a") + 10)
        default: isRight = false
        }
        if place % digits == digits - 1 {
          words.append(word)
          word = 0
        }
      }
    }
    if isRight { return words }
    fail(key)
    return Array(repeating: 0, count: count)
  }

  private func fail(_ key: String) {
    settings.fail(key, "it does not fit this training", remedy: "remove the checkpoint to start again")
  }
}

extension Network<Float> {
  var snapshot: Node { .bits(weights) }
}

extension Adam<Float> {
  /// Padding is zero and need not be kept.
  func snapshot(_ shape: NetworkShape) -> Node {
    [
      "steps": .whole(steps), "first": .bits(unpadded(firstMoments, shape)),
      "second": .bits(unpadded(secondMoments, shape)),
      "powers": .bits([powers.first, powers.second]),
    ]
  }

  private func unpadded(_ moments: [SIMD4<Float>], _ shape: NetworkShape) -> [Float] {
    Network(shape, padded: moments).weights
  }

  mutating func restore(_ settings: inout Settings, _ key: String, _ shape: NetworkShape) {
    var copy = self
    settings.section(key, "An optimiser.") { inner in
      var reader = SnapshotReader(inner)
      copy.steps = reader.whole("steps", in: 0...Settings.largestInteger)
      copy.firstMoments = Network(shape, weights: reader.floats("first", count: shape.parameters)).parameters
      copy.secondMoments = Network(shape, weights: reader.floats("second", count: shape.parameters)).parameters
      let powers = reader.doubles("powers", count: 2)
      copy.powers = (powers[0], powers[1])
      inner = reader.settings
    }
    self = copy
  }
}
