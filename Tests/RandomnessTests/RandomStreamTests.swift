import Randomness
import Testing

@Suite struct RandomStreamTests {
  @Test("From the state 1, 2, 3, 4 come the numbers of Blackman and Vigna's reference")
  func vectors() {
    var stream = RandomStream(state: (1, 2, 3, 4))
    let published: [UInt64] = [
      41_943_041, 58_720_359, 3_588_806_011_781_223, 3_591_011_842_654_386, 9_228_616_714_210_784_205,
      9_973_669_472_204_895_162, 14_011_001_112_246_962_877, 12_406_186_145_184_390_807, 15_849_039_046_786_891_736,
      10_450_023_813_501_588_000,
    ]
    for number in published { #expect(stream.next() == number) }
  }

  @Test("The same name gives the same numbers, a copy repeats them")
  func sameName() {
    var one = RandomStream(seed: 1, replicate: 2, role: 3, index: 4)
    var other = RandomStream(seed: 1, replicate: 2, role: 3, index: 4)
    #expect((0..<100).allSatisfy { _ in one.next() == other.next() })
    var copy = one
    #expect((0..<100).allSatisfy { _ in one.next() == copy.next() })
  }

  @Test("No two of 10,000 neighbouring names share one of their first four numbers; by chance 4 × 10⁻¹¹ would")
  func otherNames() {
    var seen: Set<UInt64> = []
    for name in 0..<10_000 as Range<UInt64> {
      var stream = RandomStream(
        seed: name / 1000, replicate: name / 100 % 10, role: name / 10 % 10, index: name % 10)
      for _ in 0..<4 { seen.insert(stream.next()) }
    }
    #expect(seen.count == 40_000)
  }

  @Test("The words of a name are not interchangeable")
  func wordsHavePlaces() {
    let words: [(UInt64, UInt64, UInt64, UInt64)] = [(1, 0, 0, 0), (0, 1, 0, 0), (0, 0, 1, 0), (0, 0, 0, 1)]
    let firsts = words.map { word -> UInt64 in
      var stream = RandomStream(seed: word.0, replicate: word.1, role: word.2, index: word.3)
      return stream.next()
    }
    #expect(Set(firsts).count == 4)
  }

  // N = 10⁶ pairs; fails by chance with probability 10⁻⁶.
  @Test("Neighbouring streams are uncorrelated: pairs of their numbers fill 32 × 32 squares evenly")
  func independence() {
    var one = RandomStream(seed: 1, replicate: 0, role: 0, index: 0)
    var other = RandomStream(seed: 1, replicate: 0, role: 0, index: 1)
    var pairs = [Int](repeating: 0, count: 1024)
    for _ in 0..<1_000_000 { pairs[one.index(below: 32) * 32 + other.index(below: 32)] += 1 }
    #expect(chiSquareScore(pairs, expected: [Double](repeating: 1_000_000 / 1024, count: 1024)) < tooUneven)
  }

  // N = 10⁶; the chi-square fails by chance with probability 10⁻⁶.
  @Test("`unit` is within 0 ..< 1, a multiple of 2⁻⁵³, and uniform over 1000 cells")
  func unit() {
    var stream = stream(1)
    var inRange = true
    let score = uniformityScore(cells: 1000, count: 1_000_000) {
      let number = stream.unit()
      inRange = inRange && number >= 0 && number < 1 && (number * 0x1.0p53).rounded() == number * 0x1.0p53
      return number
    }
    #expect(inRange)
    #expect(score < tooUneven)
  }

  // N = 10⁵ for each bound; each fails by chance with probability 10⁻⁶.
  @Test("`index` is even over its range", arguments: [2, 3, 7, 10, 64, 1000])
  func index(bound: Int) {
    var stream = stream(2)
    var observed = [Int](repeating: 0, count: bound)
    for _ in 0..<100_000 { observed[stream.index(below: bound)] += 1 }
    let expected = [Double](repeating: 100_000 / Double(bound), count: bound)
    #expect(chiSquareScore(observed, expected: expected) < tooUneven)
  }

  // The bound 3 × 2⁶¹ is 3/8 of 2⁶⁴: of 8 neighbouring words 3, 3 and 2 fall on 3 neighbouring results, and one word of
  // either 3 has to be rejected. N = 10⁵, three cells; fails by chance with probability 10⁻⁶.
  @Test("`index` rejects the words that would favour some results of a huge bound")
  func hugeBound() {
    var stream = stream(3)
    var observed = [0, 0, 0]
    for _ in 0..<100_000 { observed[stream.index(below: 3 << 61) % 3] += 1 }
    #expect(chiSquareScore(observed, expected: [Double](repeating: 100_000 / 3, count: 3)) < tooUneven)
  }

  @Test("An index below 1 is 0")
  func onlyIndex() {
    var stream = stream(4)
    #expect((0..<100).allSatisfy { _ in stream.index(below: 1) == 0 })
  }

  @Test("An index below 0 is refused")
  func noIndex() async {
    await #expect(processExitsWith: .failure) {
      var stream = RandomStream(seed: 1, replicate: 0, role: 0, index: 0)
      _ = stream.index(below: 0)
    }
  }

  // N = 10⁵ each; fails by chance with probability 10⁻⁶.
  @Test("`flip` is true with its probability", arguments: [0.01, 0.3, 0.5, 0.99])
  func flip(probability: Double) {
    var stream = stream(5)
    let heads = (0..<100_000).count { _ in stream.flip(probability) }
    let deviation = (100_000 * probability * (1 - probability)).squareRoot()
    #expect(abs(Double(heads) - 100_000 * probability) < farOut * deviation)
  }

  @Test("`flip` is never true for 0 or NaN, always for 1, and draws once in any case")
  func certainFlips() {
    var stream = stream(6)
    #expect((0..<1000).allSatisfy { _ in !stream.flip(0) && !stream.flip(-1) && !stream.flip(.nan) && stream.flip(1) })
    var other = self.stream(6)
    for _ in 0..<4000 { _ = other.next() }
    #expect(stream.next() == other.next())
  }

  private func stream(_ role: UInt64) -> RandomStream {
    RandomStream(seed: 1, replicate: 0, role: role, index: 0)
  }
}
