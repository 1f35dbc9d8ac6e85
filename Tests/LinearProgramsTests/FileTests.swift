import Foundation
import LinearPrograms
import Randomness
import Testing

@Suite("Files: CPLEX-LP and MPS")
struct FileTests {
  @Test("a CPLEX-LP text as the manuals write it")
  func lp() throws {
    let program = try LinearProgram(
      """
      \\ bread and cake
      maximize
        profit: 4 bread + 7 cake + 2 extra
      subject to
        flour: 2 bread + 3 cake <= 120
        sugar: bread + cake + extra >= 10
        oven: bread - extra = 5
      bounds
        cake <= 30
        -3 <= extra <= 8
      general
        bread
      end
      """, as: .cplexLP)
    #expect(program.direction == .maximise && program.variableCount == 3 && program.rowCount == 3)
    #expect(program.variables.map { program.name(of: $0) } == ["bread", "cake", "extra"])
    #expect(program.rows.map { program.name(of: $0) } == ["flour", "sugar", "oven"])
    #expect(program.bounds(of: program.variables[1]) == (0, 30) && program.bounds(of: program.variables[2]) == (-3, 8))
    #expect(program.bounds(of: program.rows[1]) == (10, .infinity) && program.bounds(of: program.rows[2]) == (5, 5))
    #expect(program.kind(of: program.variables[0]) == .integer)
    // bread = extra + 5 <= 13, and 4 bread + 2 extra grows with it faster than cake, 7/3 a kilo of flour, shrinks: at 13,
    // flour leaves 94/3 > 30: cake 30, extra 8: 52 + 210 + 16.
    #expect(try optimum(program).objective == 278)
  }

  @Test("free MPS: ranges, negative bounds, integers")
  func mps() throws {
    let program = try LinearProgram(
      """
      NAME mix
      ROWS
       N cost
       L supply
       G demand
      COLUMNS
       x cost 1 supply 1
       x demand 1
       MARKER 'MARKER' 'INTORG'
       y cost 2 demand 1
       MARKER 'MARKER' 'INTEND'
      RHS
       R supply 4 demand 6.5
      RANGES
       A supply 3
      BOUNDS
       UP B y 9
       MI B x
      ENDATA
      """, as: .freeMPS)
    #expect(program.name == "mix" && program.direction == .minimise)
    let x = try #require(program.variables.first { program.name(of: $0) == "x" })
    let supply = try #require(program.rows.first { program.name(of: $0) == "supply" })
    #expect(program.bounds(of: x) == (-.infinity, .infinity) && program.bounds(of: supply) == (1, 4))
    // x <= 4, y an integer: x + y >= 6.5, y = 3, x = 3.5.
    #expect(try optimum(program).objective == 9.5)
  }

  @Test(
    "a mistake is reported with its line",
    arguments: [
      ("maximize\n x + y\nsubject to\n r: x + <= 3\nend\n", LinearProgram.Format.cplexLP, 4),
      ("minimize\n x\nsubject to\n r: x >= 1\nbounds\n x <= abc\nend\n", .cplexLP, 6),
      ("nonsense\n", .cplexLP, 1), ("", .cplexLP, 1),
      ("maximize\n x\nsubject to\n r: x <= 1\nend\nmore\n", .cplexLP, 6),
      ("NAME a\nROWS\n N c\n L r\nCOLUMNS\n x c 1 q 2\nENDATA\n", .freeMPS, 6),
      ("NAME a\nROWS\n N c\n X r\n", .freeMPS, 4), ("", .freeMPS, 1), ("ROWS", .fixedMPS, 1),
      ("NAME          a\nROWS\n N  c\n L  r\nCOLUMNS\n    x         c         1.0.0\n", .fixedMPS, 6),
    ])
  func syntax(text: String, format: LinearProgram.Format, line: Int) throws {
    do {
      _ = try LinearProgram(text, as: format)
      Issue.record("read")
    } catch LinearProgramError.syntax(let file, let found, let message) {
      #expect(file == "<text>" && found == line, "\(found ?? -1): \(message)")
      #expect(!message.isEmpty && !message.contains("program-"), "\(message)")
    }
  }

  @Test("warnings before a mistake do not take its place")
  func warnings() throws {
    // A lower bound redefined is a warning of line 6, the mistake is in line 7.
    let text = "minimize\n x\nsubject to\n r: x >= 1\nbounds\n x <= -1\n y z\nend\n"
    do {
      _ = try LinearProgram(text, as: .cplexLP)
      Issue.record("read")
    } catch LinearProgramError.syntax(_, let line, let message) {
      #expect(line == 7, "\(message)")
    }
  }

  @Test(
    "files: written, read, missing, in a missing folder, a folder, no name", arguments: LinearProgram.Format.allCases)
  func files(format: LinearProgram.Format) throws {
    let folder = URL(filePath: NSTemporaryDirectory()).appending(path: "linear-programs-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try wyndor().write(to: folder + "/small", as: format)
    let read = try LinearProgram(path: folder + "/small", as: format)
    #expect(abs(abs(try optimum(read).objective) - 36) < 1e-9)
    for path in [folder + "/missing", "", "a\0b"] {
      #expect { try LinearProgram(path: path, as: format) } throws: { error in
        if case LinearProgramError.file = error { true } else { false }
      }
    }
    for path in [folder + "/missing/file", folder, "", "a\0b"] {
      #expect { try wyndor().write(to: path, as: format) } throws: { error in
        if case LinearProgramError.file = error { true } else { false }
      }
    }
    try "max x\n".write(toFile: folder + "/wrong", atomically: true, encoding: .utf8)
    #expect { try LinearProgram(path: folder + "/wrong", as: format) } throws: { error in
      if case LinearProgramError.syntax(let file, let line, _) = error {
        file == folder + "/wrong" && line != nil
      } else {
        false
      }
    }
  }

  @Test(
    "400 random programs, written and read: the same optimum, and the same text again",
    arguments: LinearProgram.Format.allCases)
  func roundTrip(format: LinearProgram.Format) throws {
    for number in UInt64(1)...400 {
      var program = randomProgram(number, kinds: number % 3 == 0)
      if number % 2 == 0 { program.name = "p\(number)" }
      let text: String
      do {
        text = try program.text(as: format)
      } catch LinearProgramError.invalid(let problems) {
        Issue.record("program \(number): \(problems)")
        continue
      }
      let read = try LinearProgram(text, as: format)
      let sign: Double = read.direction == program.direction ? 1 : -1
      switch (try program.solve(), try read.solve()) {
      case (.optimal(let a), .optimal(let b)):
        #expect(abs(a.objective - sign * b.objective) < 1e-9, "program \(number)")
      case (.infeasible, .infeasible), (.unbounded, .unbounded): break
      case (let a, let b): Issue.record("program \(number): \(a) and \(b)")
      }
      if format != .cplexLP { #expect(read.name == program.name, "program \(number)") }
      #expect(try read.text(as: format) == text, "program \(number)")
    }
  }

  @Test("names come back; those that a format cannot carry are refused, with what to do")
  func names() throws {
    var program = wyndor()
    program.addVariable("bid_7.a", cost: 1)
    program.addRow([(LinearProgram.Variable(index: 2), 1)], lower: 0, upper: 1, name: "seat(3)")
    for format in LinearProgram.Format.allCases {
      let read = try LinearProgram(try program.text(as: format), as: format)
      #expect(Set(read.variables.map { read.name(of: $0) ?? "" }) == ["x", "y", "bid_7.a"])
      #expect(read.rows.map { read.name(of: $0) } == ["r1", "r2", "r3", "seat(3)"])
    }
    for (name, formats) in [
      ("two words", LinearProgram.Format.allCases), ("x", LinearProgram.Format.allCases),
      ("3rd", [.cplexLP]), ("free", []), ("größe", [.cplexLP]), ("nine_char", [.fixedMPS]),
    ] {
      var program = wyndor()
      program.addVariable(name, cost: 1)
      program.addRow([(LinearProgram.Variable(index: 2), 1)], lower: 0, upper: 1)
      for format in LinearProgram.Format.allCases {
        if formats.contains(format) {
          #expect(throws: LinearProgramError.self, "\(name) \(format)") { try program.text(as: format) }
        } else if let text = try? program.text(as: format) {
          #expect(try LinearProgram(text, as: format).variableCount == 3, "\(name) \(format)")
        }
      }
    }
  }

  @Test(
    "3,000 mutated texts never end the process, and what is read can be solved or is refused",
    arguments: LinearProgram.Format.allCases)
  func mutations(format: LinearProgram.Format) throws {
    var seeds = try [wyndor(), randomProgram(3), randomProgram(12, kinds: true)].map {
      Array(try $0.text(as: format).utf8)
    }
    seeds.append([])
    let pieces = [
      "1e400", "-inf", "nan", "<=", "end", "MARKER", "free", "\0", "\u{FF}", "[", "999999999999", "\n\n", "x x", ":",
    ]
    var (read, refused) = (0, 0)
    for number in UInt64(1)...3000 {
      var stream = RandomStream(seed: number, replicate: 0, role: 5, index: 0)
      var bytes = seeds[stream.index(below: seeds.count)]
      for _ in 0...stream.index(below: 4) {
        let place = stream.index(below: bytes.count + 1)
        switch stream.index(below: 4) {
        case 0: bytes.insert(contentsOf: Array(pieces[stream.index(below: pieces.count)].utf8), at: place)
        case 1 where place < bytes.count: bytes[place] = UInt8(truncatingIfNeeded: stream.next())
        case 2 where place < bytes.count:
          bytes.removeSubrange(place..<min(bytes.count, place + 1 + stream.index(below: 9)))
        default: bytes.insert(UInt8(32 + stream.index(below: 90)), at: place)
        }
      }
      guard let program = try? LinearProgram(bytes: bytes, as: format) else {
        refused += 1
        continue
      }
      read += 1
      _ = try? program.solve(SolveOptions(iterationLimit: 100, nodeLimit: 10, memoryLimit: 64))
    }
    #expect(read > 20 && refused > 100, "\(read) read, \(refused) refused")
  }
}
