import Statistics
import Testing

@Suite struct HolmTests {
  // Ascending: 3 · 0.01 = 0.03, 2 · 0.03 = 0.06, 1 · 0.04 raised to 0.06.
  @Test("(0.01, 0.04, 0.03) becomes (0.03, 0.06, 0.06)")
  func byHand() {
    let adjusted = holm([0.01, 0.04, 0.03])
    #expect(adjusted.count == 3)
    for (value, expected) in zip(adjusted, [0.03, 0.06, 0.06]) { #expect(agree(value, expected, to: 1e-15)) }
  }

  @Test("Adjusted values are at most 1, a single one is unchanged, none stay none")
  func edges() {
    #expect(holm([0.9, 0.6]) == [1, 1])
    #expect(holm([0.2]) == [0.2])
    #expect(holm([]) == [])
  }

  @Test("Equal p-values get equal adjusted ones")
  func ties() {
    #expect(holm([0.125, 0.5, 0.125]) == [0.375, 0.5, 0.375])
  }

  @Test("Rejecting adjusted values at most α is Holm's step-down test, on random p-values")
  func stepDown() {
    var source = TestNumbers(state: 1)
    for _ in 0..<200 {
      let pValues = (0..<8).map { _ in source.next() * source.next() * 0.2 }
      let adjusted = holm(pValues)
      let sorted = pValues.sorted()
      let accepted = sorted.indices.first { sorted[$0] * Double(8 - $0) > 0.05 } ?? 8
      #expect(adjusted.count { $0 <= 0.05 } == accepted)
    }
  }

  @Test("A p-value above 1 is refused")
  func notAProbability() async {
    await #expect(processExitsWith: .failure) { _ = holm([0.5, 1.5]) }
  }
}
