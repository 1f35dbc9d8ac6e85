import MarketModel
import ScenarioFiles
import Testing

/// SplitMix64 (Steele, Lea and Flood 2014).
private struct SplitMix64 {
  var state: UInt64

  mutating func below(_ bound: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return Int((z ^ (z >> 31)) % UInt64(bound))
  }
}

private let tokens = [
  "a", "b", "a: ", "b: ", ":", "- ", "? ", "\n", "\n  ", "\n    ", "\n\t", " ", "[", "]", "{", "}", ",", "'", "\"",
  "\\", "&a ", "*a", "*b ", "!", "!!int ", "!!str ", "!x ", "|\n", ">-\n", "#", " # c\n", "---\n", "...\n",
  "%YAML 1.2\n", "%TAG ! x\n", "@", "`", "\r\n", "\u{FEFF}", "\u{85}", "é", "\u{0}", "1", "-.5e3", "~", "null",
  "<<: ", "0x1F",
]

@Suite struct RandomYAMLTests {
  /// Seeds 1 … 20,000, up to 60 tokens each; half of them start as a table, so that many are read.
  @Test func randomDocumentsAreReadWithPlacesOrRefusedWithAMessage() {
    var accepted = 0
    for seed in 1...20_000 {
      var random = SplitMix64(state: UInt64(seed))
      var text = seed.isMultiple(of: 2) ? "a: " : ""
      for _ in 0..<random.below(seed.isMultiple(of: 4) ? 8 : 60) { text += tokens[random.below(tokens.count)] }
      do {
        let root = try readYAML(Array(text.utf8), file: .file("s.yaml"))
        accepted += 1
        // libyaml puts the end of a text without a last line end on the next line.
        let lines = text.unicodeScalars.filter { ["\n", "\r", "\u{85}"].contains($0) }.count + 2
        let isPlaced = root.allPlaces.allSatisfy { (1...lines).contains($0.line) && $0.column >= 1 }
        #expect(isPlaced, "seed \(seed): \(text.debugDescription)")
      } catch {
        let isClear = !error.problem.isEmpty && error.place.origin == .file("s.yaml")
        #expect(isClear, "seed \(seed): \(text.debugDescription)")
      }
    }
    // Were next to none accepted, nothing would be tested.
    #expect(accepted > 500)
  }
}
