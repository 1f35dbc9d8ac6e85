import MarketModel
import ScenarioFiles
import Testing

private func times(_ count: Int, _ text: String) -> String { String(repeating: text, count: count) }

private let mebibytes4 = 4 << 20

/// Files made to hang or crash a reader: each is refused, and well before a work that grows faster than the file ends.
///
/// The limit is for hangs alone: what would take hours. Shorter times are left to benchmarks, because a sanitizer or a
/// busy machine makes any test ten times slower.
@Suite(.timeLimit(.minutes(60))) struct YAMLHazardTests {
  private func refused(_ text: String, _ expected: String, _ location: SourceLocation = #_sourceLocation) {
    #expect(message(text) == "s.yaml:\(expected)", sourceLocation: location)
  }

  private func accepted(_ text: String, _ location: SourceLocation = #_sourceLocation) {
    #expect(message(text) == "accepted", sourceLocation: location)
  }

  private let expanding = "aliases expand to more than 1,000 nodes; write them out"
  private let nested = "nested deeper than 100 levels"
  private let crowded = "a scenario of more than 200,000 values; put data into a CSV file and name it"

  /// 9²⁵ nodes in a kilobyte.
  @Test func billionLaughs() {
    var text = "a0: &a0 [\(times(9, "x,"))]\n"
    for level in 1...25 { text += "a\(level): &a\(level) [\(times(9, "*a\(level - 1),"))]\n" }
    refused(text, "4:10: \(expanding)")
  }

  /// 1,000 scalars through aliases are allowed, 1,001 are not; without aliases there may be more.
  @Test func aliasesAreCountedInNodes() {
    accepted("a: &a x\nb: [\(times(1000, "*a,"))]")
    refused("a: &a x\nb: [\(times(1001, "*a,"))]", "2:3005: \(expanding)")
    accepted("a: &a [\(times(499, "x,"))]\nb: [*a, *a]")
    refused("a: &a [\(times(500, "x,"))]\nb: [*a, *a]", "2:9: \(expanding)")
    accepted("a: [\(times(5000, "x,"))]")
  }

  @Test func manyAliasesToNothingMuch() { refused("a: &a x\nb: [\(times(1_000_000, "*a,"))]", "2:3005: \(expanding)") }

  /// Each alias holds the one before: one level an alias.
  @Test func chainsOfAliases() {
    let text = "a0: &a0 [x]\n" + (1...900).map { "a\($0): &a\($0) [*a\($0 - 1)]\n" }.joined()
    // The sizes 2 + 3 + … pass 1,000 at the alias to 46 nodes.
    refused(text, "45:12: \(expanding)")
    let steep = "a0: &a0 \(times(50, "["))\(times(50, "]"))\na1: \(times(60, "["))*a0\(times(60, "]"))"
    refused(steep, "2:65: \(nested)")
  }

  /// Looking for duplicates, Yams would hash the whole key.
  @Test func aliasesInKeys() {
    var laughs = "a0: &a0 {x: x}\n"
    for level in 1...5 { laughs += "a\(level): &a\(level) [\(times(3, "*a\(level - 1),"))]\n" }
    refused(laughs + "? *a5\n: x", "7:3: a key cannot be an alias; write the key out")
    refused(laughs + "? [*a5]\n: x", "7:3: a key cannot be a list; write a text before the ':'")
    refused("a: &a [x]\n[*a]: x", "2:1: a key cannot be a list; write a text before the ':'")
    refused(times(1000, "? "), "1:3: a key cannot be a table; write a text before the ':'")
    refused(times(500, "{"), "1:2: a key cannot be a table; write a text before the ':'")
  }

  @Test func deepNesting() {
    for count in [20_000, 2_000_000] {
      // libyaml looks ahead for a key and meets its own limit of 1,000 brackets first.
      refused("a: " + times(count, "["), "1:5: \(nested)")
      refused("a: " + times(count, "- "), "1:4: a list cannot start here; put each '-' on a line of its own")
      refused(times(count, "- "), "1:201: \(nested)")
      refused(times(count, "[") + times(count, "]"), "1:1: \(nested)")
    }
    refused(times(20_000, "{a: "), "1:401: \(nested)")
    refused(times(20_000, "[{a: "), "1:251: \(nested)")
    refused((0..<2000).map { times($0, " ") + "a:\n" }.joined(), "101:101: \(nested)")
  }

  @Test func aHundredLevelsAreAllowed() {
    accepted("a: \(times(99, "["))\(times(99, "]"))")
    refused("a: \(times(100, "["))\(times(100, "]"))", "1:103: \(nested)")
  }

  @Test func largeFiles() {
    let large = "a: 1\n#" + times(mebibytes4 - 6, "x")
    accepted(large)
    refused(large + "x", " a scenario file of more than 4 MiB; put data into a CSV file and name it")
  }

  @Test func manyValues() {
    refused("a: [\(times(2_000_000, "x,"))]", "1:399999: \(crowded)")
    refused("a: \(times(98, "["))\(times(2_000_000, "x,"))]", "1:399902: \(crowded)")
    refused(times(1_000_000, "-\n"), "200000:2: \(crowded)")
    accepted((0..<99_999).map { "k\($0): 1\n" }.joined())
  }

  /// libyaml compares every directive with all before it: 200,000 of them would take two minutes.
  @Test func manyDirectives() {
    let directives = (0..<200_000).map { "%TAG !a\($0)! b\n" }.joined()
    refused(directives, "101:1: more than 100 %TAG directives; remove them")
    refused("a: 1\n...\n" + directives, "103:1: more than 100 %TAG directives; remove them")
  }

  @Test func longTokens() throws {
    let long = 4_000_000
    accepted("a: " + times(long, "1"))
    accepted("a: 0x" + times(long, "F"))
    accepted("a: 1e" + times(long, "9"))
    accepted("a: |\n" + times(long / 3, " x\n"))
    accepted("a: \"" + times(long / 5, "x y\n ") + "\"")
    refused("a: '" + times(long, "''"), " a scenario file of more than 4 MiB; put data into a CSV file and name it")
    refused("a: '" + times(long / 2, "''"), "1:4: the quote opened here is not closed; close it")
    let tail = "is not understood; remove it"
    refused("a: !" + times(long, "a"), "1:4: the tag '!\(times(119, "a"))…' \(tail)")
    refused(
      "a: *" + times(long, "a"),
      "1:4: the alias '*\(times(119, "a"))…' repeats nothing; "
        + "write '&\(times(120, "a"))…' before the value it should repeat")
    refused(times(long, "\r"), " the file holds nothing; `outcry new` prints a scenario to start from")
  }
}
