import Foundation
import Outcry
import OutcryCommand
import Testing

@Suite("outcry check: promises and denials of cards")
struct CheckTests {
  @Test("one component, as text: each promise says how hard was looked, each denial its witness")
  func text() async throws {
    let said = await outcry("check", "first-price")
    #expect(said.status == .done && said.err.isEmpty)
    #expect(said.out.hasPrefix("first-price\n  promises  "))
    let lines = said.out.split(separator: "\n").map(String.init)
    #expect(
      lines.contains {
        $0.hasPrefix("  denies    truthful ")
          && $0.hasSuffix(
            " confirmed: profile (1): bidder 0 of type 1 gains 1 by reporting 0: 1 instead of 0")
      })
    #expect(
      lines.contains {
        $0.hasPrefix("  promises  no-positive-transfers ")
          && $0.contains(" no counterexample: exhaustive over ")
      })
    #expect(lines.last?.hasSuffix("confirmed, nothing wrong") == true)
  }

  @Test("as JSON: component, property, claimed, found, witness, worlds, and nothing else")
  func json() async throws {
    let said = await outcry("check", "first-price", "second-price", "--format", "json")
    #expect(said.status == .done && said.err.isEmpty)
    let root = try #require(try JSONSerialization.jsonObject(with: Data(said.out.utf8)) as? [String: Any])
    #expect(root.keys.sorted() == ["checks"])
    let checks = try #require(root["checks"] as? [[String: Any]])
    #expect(checks.count > 20)
    for check in checks {
      #expect(check.keys.sorted() == ["claimed", "component", "found", "property", "witness", "worlds"])
      let claimed = check["claimed"] as? String
      #expect(claimed == "holds" || claimed == "fails")
      #expect(check["found"] as? String == claimed)
      #expect((check["witness"] is String) == (claimed == "fails"))
      #expect((check["worlds"] as? Int ?? 0) > 0)
    }
    let denied = checks.filter { $0["component"] as? String == "first-price" && $0["claimed"] as? String == "fails" }
    #expect(denied.compactMap { $0["property"] as? String }.contains("truthful"))
    let lazy = "second-price (reserve-rule: lazy)"
    #expect(
      checks.contains { $0["component"] as? String == lazy && $0["property"] as? String == "sells-above-reserve" })
  }

  @Test("an id that several families have is told apart by the family")
  func sharedIds() async throws {
    let said = await outcry("check", "myerson", "--format", "json")
    #expect(said.status == .done)
    let root = try #require(try JSONSerialization.jsonObject(with: Data(said.out.utf8)) as? [String: Any])
    let checks = try #require(root["checks"] as? [[String: Any]])
    #expect(
      Set(checks.compactMap { $0["component"] as? String }) == ["myerson (mechanism)", "myerson (position-mechanism)"])
    let text = await outcry("check", "myerson")
    #expect(text.out.contains(" of 2 components: "))
  }

  @Test("the same bytes on any number of threads")
  func threads() async {
    let one = await outcry("check", "third-price", "all-pay", "--format", "json", "--threads", "1")
    #expect(one.status == .done && one.out.count > 1000)
    for threads in ["2", "7"] {
      #expect(await outcry("check", "third-price", "all-pay", "--format", "json", "--threads", threads) == one)
    }
  }

  @Test("an unknown id, one that promises nothing, and wrong options are wrong input")
  func wrongInput() async {
    let unknown = await outcry("check", "secnd-price")
    #expect(
      unknown
        == Said(
          status: .wrongInput, out: "",
          err: "outcry: no component is called 'secnd-price'; did you mean 'second-price'?\n"))
    let silent = await outcry("check", "second-price", "poisson")
    #expect(
      silent
        == Said(
          status: .wrongInput, out: "",
          err:
            "outcry: 'poisson' promises nothing that could be tested; leave it out; outcry explain poisson says what it "
            + "does\n"))
    #expect(await outcry("check", "--format", "xml").status == .wrongInput)
    let none = await outcry("check", "--threads", "0")
    #expect(none.status == .wrongInput && none.err.contains("--threads: '0' is out of bounds"))
  }

  @Test("a false promise and an unconfirmed denial end with status 1 and say why")
  func wrongClaims() async {
    var catalogs = Catalogs([])
    catalogs.add([.mechanism(Boaster.self), .mechanism(Modest.self)])
    let said = await Terminal(catalogs: catalogs).run(["check"])
    #expect(said.status == .failed)
    #expect(
      said.err == """
        outcry: boaster promises truthful, which fails: profile (1): bidder 0 of type 1 gains 1 by reporting 0: 1 instead of 0
        outcry: modest denies no-positive-transfers, and no counterexample was found: exhaustive over 936 worlds in 6 setups

        """)
    #expect(said.out.contains("WRONG, there is a counterexample") && said.out.contains("WRONG, nothing confirms it"))
    #expect(
      said.out.hasSuffix(
        "\n3 checks of 2 components: 0 promises without a counterexample, 1 denial confirmed, 2 wrong\n"))
    let one = await Terminal(catalogs: catalogs).run(["check", "modest"])
    #expect(one.status == .failed)
  }

  @Test("a report goes into a folder of its own, and a foreign one is refused before anything is tested")
  func output() async throws {
    let place = try Workspace(["o/thesis.txt": "ten years of work"])
    let refused = await outcry("check", "first-price", "--output", "@/o", in: place)
    #expect(refused.status == .wrongInput && refused.out.isEmpty)
    #expect(
      refused.err == "outcry: 'o/thesis.txt' was not written by outcry; move it or choose another --output\n")
    #expect(await outcry("check", "first-price", "--output", "@/p", in: place).status == .done)
    #expect(place.names(in: "p") == [".outcry", "checks.json", "report.md"])
    let report = try #require(place.text("p/report.md"))
    #expect(report.hasPrefix("# What mechanisms promise, tested\n\n"))
    #expect(report.contains("## first-price\n\n| property | claimed | found | worlds |"))
    #expect(report.contains("- **truthful**: Whatever the others report"))
    #expect(place.text("p/checks.json") == (await outcry("check", "first-price", "--format", "json")).out)
  }

  @Test("a stopped monitor stops the checks")
  func interruption() async {
    let terminal = Terminal()
    terminal.monitor.stop()
    let said = await terminal.run(["check", "first-price"])
    #expect(said.status == .interrupted && said.out.isEmpty)
  }
}

/// First price, and proud of it.
private struct Boaster: AuctionMechanism {
  static let card = Card(
    "boaster", "The highest bid wins and pays itself.", holds: [.truthful], fails: [.myersonPayments], source: "ours")
  init(_ settings: inout Settings) {}
  func run(_ ballot: borrowing Ballot, into outcome: inout Outcome) {
    outcome.clear()
    var winner = -1
    for seat in ballot.bids.indices
    where ballot.bids[seat] >= 0 && ballot.bids[seat] > (winner < 0 ? -1 : ballot.bids[winner]) {
      winner = seat
    }
    if winner >= 0 { outcome.award(winner, payment: ballot.bids[winner]) }
  }
}

/// It pays nobody, and says that it does.
private struct Modest: AuctionMechanism {
  static let card = Card("modest", "Nothing is ever sold.", fails: [.noPositiveTransfers], source: "ours")
  init(_ settings: inout Settings) {}
  func run(_ ballot: borrowing Ballot, into outcome: inout Outcome) { outcome.clear() }
}
