import Statistics
import Testing

@Suite struct ComomentsTests {
  // (1, 2), (2, 4), (3, 9): means 2 and 5; deviations (−1, −3), (0, −1), (1, 4); sums 2, 7, 26; divided by 2.
  @Test("Three vectors by hand: variances 1 and 13, covariance 7/2")
  func byHand() {
    var moments = Comoments(dimension: 2)
    for vector in [[1, 2], [2, 4], [3, 9]] as [[Double]] { moments.add(vector) }
    #expect(moments.count == 3)
    #expect(agree(moments.mean(0), 2, to: 1e-15))
    #expect(agree(moments.mean(1), 5, to: 1e-15))
    #expect(agree(moments.covariance(0, 0), 1, to: 1e-15))
    #expect(agree(moments.covariance(1, 1), 13, to: 1e-15))
    #expect(agree(moments.covariance(0, 1), 3.5, to: 1e-15))
    #expect(moments.covariance(1, 0) == moments.covariance(0, 1))
  }

  @Test("Nothing known: no mean before the first vector, no covariance before the second")
  func tooFew() {
    var moments = Comoments(dimension: 1)
    #expect(moments.mean(0) == nil)
    moments.add([3])
    #expect(moments.mean(0) == 3)
    #expect(moments.covariance(0, 0) == nil)
  }

  static func vectors(_ count: Int, offset: Double) -> [[Double]] {
    var source = TestNumbers(state: 1)
    return (0..<count).map { _ in
      let shared = source.next()
      return [offset + shared, offset - shared + source.next(), source.next() * 1e-3]
    }
  }

  /// Means first, then the products of the deviations.
  static func twoPass(_ vectors: [[Double]], _ i: Int, _ j: Int) -> Double {
    let size = Double(vectors.count)
    let means = (0..<3).map { k in vectors.reduce(0) { $0 + $1[k] } / size }
    return vectors.reduce(0) { $0 + ($1[i] - means[i]) * ($1[j] - means[j]) } / (size - 1)
  }

  // With values near 10⁶ and deviations near 1, the two-pass result itself has lost 6 of 16 digits.
  @Test("One pass agrees with two", arguments: [(0, 1e-12), (1e6, 1e-8)] as [(Double, Double)])
  func twoPasses(offset: Double, tolerance: Double) throws {
    let vectors = Self.vectors(2000, offset: offset)
    var moments = Comoments(dimension: 3)
    for vector in vectors { moments.add(vector.span) }
    for i in 0..<3 {
      for j in 0..<3 {
        let scale = (Self.twoPass(vectors, i, i) * Self.twoPass(vectors, j, j)).squareRoot()
        let covariance = try #require(moments.covariance(i, j))
        #expect(abs(covariance - Self.twoPass(vectors, i, j)) < tolerance * scale)
      }
    }
  }

  @Test("Merging parts gives the moments of the whole", arguments: [0, 1, 2, 700, 1999, 2000])
  func merge(split: Int) throws {
    let vectors = Self.vectors(2000, offset: 1)
    var parts = (first: Comoments(dimension: 3), rest: Comoments(dimension: 3), whole: Comoments(dimension: 3))
    for vector in vectors.prefix(split) { parts.first.add(vector) }
    for vector in vectors.dropFirst(split) { parts.rest.add(vector) }
    for vector in vectors { parts.whole.add(vector) }
    parts.first.merge(parts.rest)
    #expect(parts.first.count == 2000)
    for i in 0..<3 {
      #expect(agree(parts.first.mean(i), try #require(parts.whole.mean(i)), to: 1e-13))
      for j in 0..<3 {
        let scale = (Self.twoPass(vectors, i, i) * Self.twoPass(vectors, j, j)).squareRoot()
        let merged = try #require(parts.first.covariance(i, j))
        let whole = try #require(parts.whole.covariance(i, j))
        #expect(abs(merged - whole) < 1e-12 * scale)
      }
    }
  }

  @Test("A vector of another dimension is refused")
  func otherDimension() async {
    await #expect(processExitsWith: .failure) {
      var moments = Comoments(dimension: 2)
      moments.add([1])
    }
  }
}
