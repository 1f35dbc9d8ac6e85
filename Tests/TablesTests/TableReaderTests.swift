import Tables
import Testing

@Suite("TableReader: any bytes at all")
struct TableReaderTests {
  private let requests = [
    ColumnRequest("a", .number(in: 0...9)), ColumnRequest("b", .integer(in: 0...9), isOptional: true),
    ColumnRequest("c", .text, isOptional: true),
  ]

  @Test("random bytes give a table with full columns or problems with a place (seeds 1...10,000)")
  func randomBytes() {
    let wild = Array("abc,,,\"\"\n\n\r\n\t 01.5e-+n".utf8) + [0xEF, 0xBB, 0xBF, 0xC3, 0xA9, 0xFF, 0x00]
    let tame: [UInt8] = Array("0123456\n\n\n,,.\"".utf8)
    var tables = 0
    for seed in 1...10_000 {
      var random = SplitMix64(seed: UInt64(seed))
      // Half begin with a header, so that rows are reached; half of those are tame, so that some are read.
      let header = seed.isMultiple(of: 2) ? ["a\n", "a,b\n", "c,a\r\n"][random.next(below: 3)] : ""
      let (alphabet, length) = seed.isMultiple(of: 4) ? (tame, 10) : (wild, 40)
      var bytes = Array(header.utf8)
      for _ in 0..<random.next(below: length) { bytes.append(alphabet[random.next(below: alphabet.count)]) }
      switch CSV.read(bytes, columns: requests, maximumProblems: 5) {
      case .success(let table):
        tables += 1
        #expect(table.rows >= 1 && table.numbers("a")?.count == table.rows, "seed \(seed)")
        #expect(table.integers("b").map { $0.count == table.rows } ?? true, "seed \(seed)")
        #expect(table.texts("c").map { $0.count == table.rows } ?? true, "seed \(seed)")
      case .failure(let problems):
        let lines = bytes.reduce(1) { $0 + ($1 == 0x0A || $1 == 0x0D ? 1 : 0) }
        #expect((1...5).contains(problems.problems.count), "seed \(seed)")
        #expect(problems.more == 0 || problems.problems.count == 5, "seed \(seed)")
        for problem in problems.problems {
          #expect(problem.line >= 1 && problem.line <= lines, "seed \(seed): \(problem)")
          #expect(problem.column >= 1 && problem.column <= bytes.count + 1, "seed \(seed): \(problem)")
          #expect(!problem.message.contains { $0.isNewline }, "seed \(seed): \(problem)")
        }
      }
    }
    // Otherwise the bytes are too wild to test anything but refusals.
    #expect(tables > 100, "only \(tables) tables were read")
  }

  @Test("what is written is read: random tables, some fields quoted, some lines blank (seeds 1...500)")
  func writtenTables() throws {
    let letters: [Character] = ["a", ",", "\"", "\n", "é", " ", "5"]
    for seed in 1...500 {
      var random = SplitMix64(seed: UInt64(seed))
      var numbers: [Double] = []
      var texts: [String] = []
      var lines: [Int] = []
      var text = "skipped,c,a\n"
      for _ in 0...random.next(below: 8) {
        let newline = random.next(below: 2) == 0 ? "\n" : "\r\n"
        if random.next(below: 4) == 0 { text += newline }
        let number = random.uniform()
        let word = "w" + String((0..<random.next(below: 6)).map { _ in letters[random.next(below: letters.count)] })
        numbers.append(number)
        texts.append(word)
        lines.append(1 + text.utf8.reduce(0) { $0 + ($1 == 0x0A ? 1 : 0) })
        let doubled = word.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"")
        text += ["1", "\"x,\n\"", ""][random.next(below: 3)] + ",\"" + doubled + "\","
        text += [number.description, "\"\(number)\"", " \(number)\t"][random.next(below: 3)] + newline
      }
      let table = try CSV.read(Array(text.utf8), columns: requests).get()
      #expect(table.numbers("a") == numbers, "seed \(seed)")
      #expect(table.texts("c") == texts, "seed \(seed)")
      #expect((0..<table.rows).map { table.lineOfRow($0) } == lines, "seed \(seed)")
    }
  }
}
