import Experiments
import MarketModel
import Reporting
import Testing

@Suite("A report ends with the command that makes it again")
struct ReproduceTests {
  static func section(_ provenance: Provenance, inputs: [InputFile] = []) -> String {
    var results = Sample.results()
    results.scenario.provenance = provenance
    results.scenario.inputs = inputs
    return Read.section("Reproduce", of: Read.report(results))
  }

  static let log = InputFile(path: "world.log", baseName: "auctions.csv", digest: "0badcafe")

  @Test("The whole section, exactly")
  func text() {
    let provenance = Provenance(
      scenarioPath: "rtb/log.yaml", overrides: ["world.log=/home/x y/auctions.csv", "world.episode.auctions=10"],
      digest: "1a2b3c4d", hasOwnSeed: true, hasOwnReplicates: true)
    #expect(
      Self.section(provenance, inputs: [Self.log]) == """
        ```sh
        outcry run Scenarios/rtb/log.yaml --seed 7 --replicates 40 --set 'world.log=auctions.csv' --set \
        'world.episode.auctions=10'
        ```

        outcry 1.0.0, scenario digest `1a2b3c4d`.

        | file | setting | SHA-256 begins |
        | --- | --- | --- |
        | auctions.csv | world.log | `0badcafe` |

        """)
  }

  @Test("Seed and replicates only when they were given")
  func plain() {
    #expect(Self.section(Provenance(scenarioPath: "a.yaml")).hasPrefix("```sh\noutcry run Scenarios/a.yaml\n```\n"))
  }

  @Test("A scenario built in code has no command")
  func code() {
    #expect(Self.section(Provenance()).hasPrefix("The scenario was built in code, with seed 7 and 40 replicates.\n"))
  }

  @Test(
    "No folder of a file survives",
    arguments: [
      ("/home/x y/auctions.csv", "auctions.csv"), ("../data/auctions.csv", "auctions.csv"),
      ("\"/home/x/auctions.csv\"", "\"auctions.csv\""), ("{kind: log, log: /a/b.csv}", "{kind: log, log: b.csv}"),
      ("[/a/b.csv, '/c/d.csv']", "[b.csv, 'd.csv']"), ("~/secret/x.csv", "x.csv"), ("1/32", "1/32"),
      ("100 auctions/s", "100 auctions/s"), ("{rate: 6 /min}", "{rate: 6 /min}"), ("second-price", "second-price"),
      ("{\"log\": \"/a/auctions.csv\"}", "{\"log\": \"auctions.csv\"}"), ("", ""), (" /a/b.csv ", " b.csv"),
    ])
  func folders(_ value: String, _ shown: String) {
    #expect(withoutFolders(value, inputs: [Self.log]) == shown)
  }

  @Test(
    "Words are quoted for a shell, invisible characters spelled out",
    arguments: [
      ("plain-1.yaml", "plain-1.yaml"), ("a b", "'a b'"), ("it's", "'it'\\''s'"), ("$(rm -rf /)", "'$(rm -rf /)'"),
      ("`x`", "'`x`'"), ("", "''"), ("two\nlines", "$'two\\U0000000alines'"), ("a\u{202E}'b", "$'a\\U0000202e\\'b'"),
    ])
  func shell(_ text: String, _ word: String) {
    #expect(shellQuoted(text) == word)
  }

  @Test("A hostile scenario path cannot leave its code block")
  func hostilePath() {
    let section = Self.section(Provenance(scenarioPath: "x\n```\n<script>"))
    #expect(section.hasPrefix("```sh\noutcry run $'Scenarios/x\\U0000000a```\\U0000000a<script>'\n```\n"))
  }
}
