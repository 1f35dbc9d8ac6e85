import Experiments
import Foundation
import MarketModel
import Reporting
import Testing

@Suite("What was simulated is told from cards and settings")
struct ReportSimulatedTests {
  static let setting: Node = [
    "horizon": 1000, "mechanism": ["kind": "second", "reserve": 0.5],
    "bidders": [["name": "strong", "count": 3], ["name": "a|b"]],
  ]

  @Test("Given settings with their meaning, told once; the others as defaults; a bullet per group")
  func settings() {
    let section = Read.section("What was simulated", of: Read.report(Sample.results(setting: Self.setting)))
    #expect(
      section.hasPrefix(
        """
        The settings of `none`:

        - **world**: stub market — *One item is sold in every round.*
          - **horizon**: 1000 auctions — *Rounds to play.*
          - **mechanism**: second price — *The highest bid wins and pays the next.*
            - **reserve**: 0.5 money — *Lowest price.*
          - **bidders** — *Those who bid.*
            - `strong`
              - **count**: 3 — *How many they are.*
            - “a\\|b”
              - (default) count: 1
          - (default) step: 0.333333 s; verbose: false

        What each variant sets on top of the scenario:

        | variant | setting | value |
        | --- | --- | --- |
        | none | — | the scenario as it is |
        | lazy | world.mechanism | lazy |

        Seed 7, 40 replicates; the variants run on the same random numbers.

        """))
  }

  @Test("Components that variants bring in are explained once, with their settings")
  func newcomers() {
    var results = Sample.results(names: ["none", "lazy", "again"], setting: ["horizon": 5, "mechanism": "first"])
    results.scenario.variants[1].fields = StubWorld.fields(["mechanism": ["kind": "second", "reserve": 0.5]])
    results.scenario.variants[2].fields = StubWorld.fields(["mechanism": "second"])
    let section = Read.section("What was simulated", of: Read.report(results))
    #expect(
      section.contains(
        """

        What this brings in:

        - **second price** (mechanism `second`) — *The highest bid wins and pays the next.*
          - **reserve**: 0.5 money — *Lowest price.*

        Seed 7,
        """))
    #expect(section.components(separatedBy: "pays the next").count == 2)
  }

  @Test("Lists are printed in full up to 200 characters; times in the unit that is short")
  func values() {
    // 9 names of 5 characters, 17 of 6 and 25 separators of 2: 197.
    let names = (1...26).map { "seg-\($0)" }
    let node: Node = ["segments": Node(.list(names.map { Node(.text($0)) }))]
    var settings = Settings(root: node, catalogs: Catalogs([]), files: NoTables())
    _ = settings.texts("segments", otherwise: "all", "")
    var results = Sample.results(names: ["only"], setting: ["step": 86_400])
    results.scenario.variants[0].fields += settings.fields
    let report = Read.report(results)
    #expect(report.contains("- **segments**: \(names.joined(separator: ", "))\n"))
    #expect(report.contains("- **step**: 24 h — *Time between rounds.*\n"))
    results = Sample.results()
    let override = "[\(names.joined(separator: ", "))]"
    results.scenario.variants[1].overrides = [("world.segments", override)]
    #expect(Read.report(results).contains("| lazy | world.segments | \(markdown(override)) |\n"))
  }

  @Test("A component that was not chosen is marked as the default")
  func defaultComponent() {
    let report = Read.report(Sample.results(names: ["only"], setting: ["horizon": 5]))
    #expect(report.contains("- **mechanism**: first price (default) — *The highest bid wins and is paid.*\n"))
    #expect(report.contains("\nSeed 7, 40 replicates.\n"))
    #expect(!report.contains("The settings of"))
  }

  @Test("Files are named by base name and digest")
  func files() {
    var results = Sample.results()
    results.scenario.inputs = [InputFile(path: "world.log", baseName: "auctions.csv", digest: "0badcafe")]
    results.scenario.variants[1].overrides = [("world.log", "/home/someone/auctions.csv")]
    let report = Read.report(results)
    #expect(report.contains("Files read: `auctions.csv` (`world.log`, digest `0badcafe`).\n"))
    #expect(report.contains("| lazy | world.log | auctions.csv (0badcafe) |\n"))
    #expect(!report.contains("someone"))
  }
}
