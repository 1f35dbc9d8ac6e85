import Outcry
import OutcryCommand
import Testing

/// Breaks the law of its socket: the first seat pays twice its bid.
private struct Robbery: AuctionMechanism {
  static let card = Card("robbery", "The first bidder pays twice its bid.", source: "ours")
  init(_ settings: inout Settings) {}
  func run(_ ballot: borrowing Ballot, into outcome: inout Outcome) {
    outcome.clear()
    outcome.award(0, payment: 2 * ballot.bids[0])
  }
}

@Suite("Exit status")
struct ExitStatusTests {
  @Test("the numbers are those the help screen promises")
  func numbers() {
    let all: [OutcryCommand.ExitStatus] = [.done, .failed, .wrongInput, .internalError, .interrupted]
    #expect(all.map(\.rawValue) == [0, 1, 2, 70, 130])
  }

  @Test("0: the report is written")
  func done() async throws {
    let place = try Workspace(["s.yaml": smallScenario])
    let said = await outcry("run", "@/s.yaml", "--output", "@/o", in: place)
    #expect(said.status == .done)
    #expect(said.err.isEmpty)
    #expect(said.out.hasPrefix("Small\n\n"))
    #expect(said.out.hasSuffix("\no/report.md\n"))
    #expect(place.text("o/report.md") != nil)
  }

  // Two bidders with values in [0, 1]: the mean price is in [0, 1] whatever the draws.
  @Test("1: an expectation fails, and the report is written all the same")
  func failed() async throws {
    let place = try Workspace([
      "s.yaml": smallScenario + """
        expect:
          - {metric: auctions, equals: 100}
          - {metric: auctions, at-least: 101}
          - {metric: auctions, group: a, at-most: 5}

        """
    ])
    let said = await outcry("run", "@/s.yaml", "--output", "@/o", in: place)
    #expect(said.status == .failed)
    #expect(
      said.err.hasPrefix("outcry: s.yaml: expectation failed: auctions at least 101; found 100\n"))
    #expect(said.err.split(separator: "\n").count == 2)
    #expect(place.text("o/report.md") != nil)
  }

  @Test("2: a wrong scenario writes nothing")
  func wrongInput() async throws {
    let place = try Workspace(["s.yaml": smallScenario.replacing("100", with: "0")])
    let said = await outcry("run", "@/s.yaml", "--output", "@/o", in: place)
    #expect(said.status == .wrongInput)
    #expect(said.out.isEmpty)
    #expect(place.names() == ["s.yaml"])
  }

  @Test("2: one wrong scenario of several keeps the others from running")
  func wrongInputOfSeveral() async throws {
    let place = try Workspace(["s.yaml": smallScenario, "t.yaml": smallScenario.replacing("100", with: "0")])
    let said = await outcry("run", "@/s.yaml", "@/t.yaml", "--output", "@/o", in: place)
    #expect(said.status == .wrongInput)
    #expect(place.names() == ["s.yaml", "t.yaml"])
  }

  @Test("70: a component breaks its law, and nothing is written")
  func internalError() async throws {
    var catalogs = Catalogs.standard
    catalogs.add([.mechanism(Robbery.self)])
    let place = try Workspace(["s.yaml": smallScenario + "  mechanism: robbery\n"])
    let said = await Terminal(catalogs: catalogs).run(["run", "@/s.yaml", "--output", "@/o"], in: place)
    #expect(said.status == .internalError)
    #expect(said.out.isEmpty)
    #expect(said.err.hasPrefix("outcry: the mechanism 'robbery' broke its law in auction "))
    #expect(said.err.hasSuffix("; this is a mistake in the component, not in the scenario\n"))
    #expect(said.err.filter { $0 == "\n" }.count == 1)
    #expect(place.names() == ["s.yaml"])
  }

  @Test("130: a stopped run writes nothing")
  func interrupted() async throws {
    let place = try Workspace(["s.yaml": smallScenario])
    let terminal = Terminal()
    terminal.monitor.stop()
    let said = await terminal.run(["run", "@/s.yaml", "--output", "@/o"], in: place)
    let message = "outcry: interrupted; the report of the scenario that was running is not written\n"
    #expect(said == Said(status: .interrupted, out: "", err: message))
    #expect(place.names() == ["s.yaml"])
  }
}
