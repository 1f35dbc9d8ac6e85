import Randomness
import Testing

@Suite struct ShuffleTests {
  // N = 240,000, 24 cells of 10,000; fails by chance with probability 10⁻⁶.
  @Test("All 4! orders of four elements are equally likely")
  func uniform() {
    var stream = stream(1)
    var observed: [[Int32]: Int] = [:]
    for _ in 0..<240_000 {
      var elements: [Int32] = [0, 1, 2, 3]
      var span = elements.mutableSpan
      stream.shuffle(&span)
      observed[elements, default: 0] += 1
    }
    #expect(observed.count == 24)
    #expect(chiSquareScore(Array(observed.values), expected: [Double](repeating: 10_000, count: 24)) < tooUneven)
  }

  @Test("A shuffle keeps the elements", arguments: [0, 1, 2, 1000] as [Int32])
  func keepsElements(count: Int32) {
    var stream = stream(2)
    var elements = Array(0..<count)
    var span = elements.mutableSpan
    stream.shuffle(&span)
    #expect(elements.sorted() == Array(0..<count))
  }

  @Test("No element or one: nothing is drawn")
  func drawsNothing() {
    var stream = stream(3)
    var untouched = stream
    var elements: [Int32] = [7]
    var span = elements.mutableSpan
    stream.shuffle(&span)
    #expect(stream.next() == untouched.next())
  }
}
