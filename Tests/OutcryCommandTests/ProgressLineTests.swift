import OutcryCommand
import Testing

@Suite("Progress")
struct ProgressLineTests {
  // 250 of 1000 in 2 s: 125/s, so the other 750 take 6 s; a quarter of 20 marks is 5.
  @Test("share, rate and time left; a bar on a terminal only")
  func line() {
    #expect(
      progressLine(title: "T", done: 250, total: 1000, seconds: 2, drawsBar: false)
        == "T: 25 %, 125 auctions/s, 6 s left")
    #expect(
      progressLine(title: "T", done: 250, total: 1000, seconds: 2, drawsBar: true)
        == "T: [#####...............] 25 %, 125 auctions/s, 6 s left")
  }

  @Test("thousands and millions, minutes and hours")
  func units() {
    // 1,234,567 in 1 s, 98,765,433 to go: 80.0 s and a little, told as the next whole second.
    #expect(
      progressLine(title: "T", done: 1_234_567, total: 100_000_000, seconds: 1, drawsBar: false)
        == "T: 1 %, 1.2M auctions/s, 1 min 21 s left")
    // 2,000 in 1 s, 7,998,000 to go: 3,999 s = 1 h 6 min 39 s.
    #expect(
      progressLine(title: "T", done: 2000, total: 8_000_000, seconds: 1, drawsBar: false)
        == "T: 0 %, 2.0k auctions/s, 1 h 6 min left")
  }

  @Test("before the first step, at the end, beyond it, and without a total")
  func edges() {
    #expect(
      progressLine(title: "T", done: 0, total: 10, seconds: 0, drawsBar: false)
        == "T: 0 %, 0 auctions/s, time left unknown")
    #expect(
      progressLine(title: "T", done: 10, total: 10, seconds: 1, drawsBar: true)
        == "T: [####################] 100 %, 10 auctions/s, 0 s left")
    #expect(
      progressLine(title: "T", done: 11, total: 10, seconds: 1, drawsBar: true)
        == "T: [####################] 100 %, 11 auctions/s, 0 s left")
    #expect(
      progressLine(title: "T", done: 30, total: nil, seconds: 2, drawsBar: true) == "T: 30 auctions, 15 auctions/s")
  }

  @Test("no title makes the line longer than 79 characters or breaks it")
  func titles() {
    let title = "A\rB\n" + String(repeating: "long ", count: 100)
    for total in [nil, 1_000_000_000] as [Int?] {
      let line = progressLine(title: title, done: 123_456_789, total: total, seconds: 3600, drawsBar: true)
      #expect(line.count <= 79)
      #expect(line.hasPrefix("A\\rB\\n"))
      #expect(!line.contains("\r") && !line.contains("\n"))
    }
  }

  @Test("NO_COLOR, set to something, takes the colours away; so does a file in place of the terminal")
  func colours() {
    #expect(Shell.allowsColour(isTerminal: true, environment: [:]))
    #expect(Shell.allowsColour(isTerminal: true, environment: ["NO_COLOR": ""]))
    #expect(!Shell.allowsColour(isTerminal: true, environment: ["NO_COLOR": "1"]))
    #expect(!Shell.allowsColour(isTerminal: false, environment: [:]))
  }

  @Test("errors are red on a terminal with colours and plain without")
  func colouredErrors() async throws {
    let place = try Workspace(["s.yaml": smallScenario.replacing("100", with: "0")])
    let plain = "s.yaml:5:12: world.horizon: 0 is out of bounds; write a whole number at least 1 [auctions]"
    let coloured = await Terminal(isTerminal: true, usesColour: true).run(["validate", "@/s.yaml"], in: place)
    #expect(coloured.err == "\u{1B}[31m\(plain)\u{1B}[0m\n")
    let uncoloured = await Terminal(isTerminal: true).run(["validate", "@/s.yaml"], in: place)
    #expect(uncoloured.err == plain + "\n")
  }

  // How many lines come depends on the machine; what they look like does not.
  @Test("without a terminal no line is redrawn; on one the bar is wiped at the end; with --quiet there is none")
  func carriageReturns() async throws {
    let place = try Workspace(["s.yaml": smallScenario.replacing("100", with: "100000")])
    let arguments = ["run", "@/s.yaml", "--output", "@/o"]
    let file = await Terminal(progressPeriod: 1e-4).run(arguments, in: place)
    #expect(file.status == .done)
    #expect(!file.err.contains { "\r\u{1B}".contains($0) })
    // A slow build writes hundreds of thousands; the first two hundred will do.
    for line in file.err.split(separator: "\n").prefix(200) {
      #expect(line.wholeMatch(of: #/Small: \d+ %, \S+ auctions/s, .+/#) != nil, "\(line)")
    }
    let terminal = await Terminal(isTerminal: true, progressPeriod: 1e-4).run(arguments, in: place)
    #expect(terminal.err.hasSuffix("\r\u{1B}[K"))
    #expect(!terminal.err.contains("\n"))
    let quiet = await Terminal(isTerminal: true, progressPeriod: 1e-4).run(arguments + ["--quiet"], in: place)
    #expect(quiet == Said(status: .done, out: "", err: ""))
  }
}
