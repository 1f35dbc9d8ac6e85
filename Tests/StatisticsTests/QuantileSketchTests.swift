import Statistics
import Testing

@Suite struct QuantileSketchTests {
  static func sketch(_ numbers: [Double]) -> QuantileSketch {
    var sketch = QuantileSketch()
    for number in numbers { sketch.add(number) }
    return sketch
  }

  /// Numbers from 10⁻¹² to 10⁷, unevenly spread.
  static func numbers(_ count: Int, seed: UInt64) -> [Double] {
    var source = TestNumbers(state: seed)
    return (0..<count).map { _ in
      let fraction = source.next() + 0.5
      return fraction * Double(sign: .plus, exponent: Int(source.next() * 60) - 38, significand: 1)
    }
  }

  @Test("Every quantile is within 1/128 of the number of that rank", arguments: [1, 2, 3, 100, 5000])
  func error(count: Int) throws {
    let numbers = Self.numbers(count, seed: UInt64(count))
    let sketch = Self.sketch(numbers)
    let sorted = numbers.sorted()
    #expect(sketch.count == count)
    for step in 0...64 {
      let p = Double(step) / 64
      let exact = sorted[Int(p * Double(count - 1))]
      let quantile = try #require(sketch.quantile(p))
      #expect(abs(quantile - exact) <= exact / 128)
    }
  }

  @Test("An empty sketch has no quantiles and no cells")
  func empty() {
    let none: [Double] = []
    var sketch = QuantileSketch()
    sketch.add(contentsOf: none.span)
    #expect(sketch.quantile(0.5) == nil)
    #expect(sketch.cells.isEmpty)
    #expect(sketch.count == 0)
    #expect(sketch == QuantileSketch())
  }

  @Test("What is below the range, negative or NaN counts as zero")
  func belowRange() {
    let sketch = Self.sketch([0, -0.0, -1, -.infinity, .nan, -.nan, 0x1.fp-41, .leastNonzeroMagnitude])
    #expect(sketch.cells.map(\.low) == [0])
    #expect(sketch.cells.map(\.high) == [0x1.0p-40])
    #expect(sketch.cells.map(\.count) == [8])
    #expect(sketch.quantile(1) == 0)
    #expect(Self.sketch([0x1.0p-40]).cells.map(\.low) == [0x1.0p-40])
  }

  @Test("What is above the range shares the last cell, given as 2⁶⁰")
  func aboveRange() {
    let sketch = Self.sketch([0x1.0p60, 1e300, .infinity])
    #expect(sketch.cells.map(\.low) == [0x1.0p60])
    #expect(sketch.cells.map(\.high) == [.infinity])
    #expect(sketch.cells.map(\.count) == [3])
    #expect(sketch.quantile(0.5) == 0x1.0p60)
    #expect(Self.sketch([0x1.0p60.nextDown]).cells.map(\.high) == [0x1.0p60])
  }

  // 1 starts a cell of width 1/64: 1 and 1.0154 share it, 1 + 1/64 starts the next; the cell before ends at 1.
  @Test("Cells come in order, contain their numbers and touch: by hand around 1")
  func cells() {
    let sketch = Self.sketch([1.015625, 1, 1.0154, (1.0).nextDown])
    let edges: [Double] = [0.9921875, 1, 1.015625, 1.03125]  // 1 − 1/128, 1, 1 + 1/64, 1 + 2/64
    #expect(sketch.cells.map(\.low) == Array(edges.dropLast()))
    #expect(sketch.cells.map(\.high) == Array(edges.dropFirst()))
    #expect(sketch.cells.map(\.count) == [1, 2, 1])
  }

  @Test("Adding many at once is adding one by one")
  func contents() {
    let numbers = Self.numbers(1000, seed: 1) + [0, -1, .nan, 1e9]
    var sketch = QuantileSketch()
    sketch.add(contentsOf: numbers.span)
    #expect(sketch == Self.sketch(numbers))
  }

  @Test("Merged in any order, sketches equal the sketch of all numbers")
  func merge() {
    let parts = (1...5).map { Self.numbers(200 * $0, seed: UInt64($0)) } + [[]]
    let whole = Self.sketch(Array(parts.joined()))
    for first in parts.indices {
      var merged = QuantileSketch()
      for offset in parts.indices { merged.merge(Self.sketch(parts[(first + offset) % parts.count])) }
      #expect(merged == whole)
      var backwards = QuantileSketch()
      for part in parts.reversed() { backwards.merge(Self.sketch(part)) }
      #expect(backwards == whole)
    }
  }

  @Test("A copy is independent of its original")
  func copy() {
    var one = Self.sketch([1])
    let other = one
    one.add(2)
    #expect(one.count == 2)
    #expect(other.count == 1)
  }

  @Test("A probability beyond 1 is refused")
  func badProbability() async {
    await #expect(processExitsWith: .failure) { _ = QuantileSketch().quantile(1.1) }
  }
}
