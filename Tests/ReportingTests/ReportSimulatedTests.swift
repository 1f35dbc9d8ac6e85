import Experiments
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
