import Experiments
import MarketModel
import Reporting
import Testing

@Suite("Tables that worlds put on record stand in the report and in results.json")
struct ReportTablesTests {
  private func table(_ title: String = "Pairs", rows: Int = 2) -> Recording.Table {
    var table = Recording.Table(
      "pairs", title: title, note: "One pair a row.",
      columns: [.init("buyer"), .init("payment", unit: .money), .init("price")])
    for row in 0..<rows { table.add([.text("b|\(row)"), .number(1 / Double(row + 3)), .none]) }
    return table
  }

  @Test("a section per table, a part per variant, the note once; numbers to the right, what does not apply a dash")
  func section() {
    var results = Sample.results(replicates: 1)
    results.variants[0].tables = [table()]
    results.variants[1].tables = [table(rows: 0)]
    #expect(
      Read.file("report.md", of: results).contains(
        """

        ## Pairs

        In `none`:

        One pair a row.

        | buyer | payment \\[money\\] | price |
        | --- | ---: | --- |
        | b\\|0 | 0.333333 | — |
        | b\\|1 | 0.25 | — |

        In `lazy`:

        No rows.

        """))
  }

  @Test("of many replicates it is the first; of many rows the report shows 40")
  func length() {
    var results = Sample.results(names: ["only"])
    results.variants[0].tables = [table("P*irs", rows: 41)]
    let text = Read.file("report.md", of: results)
    #expect(text.contains("## P\\*irs\n\nOf the first of 40 replicates.\n\nOne pair a row.\n"))
    #expect(text.contains("| b\\|39 |") && !text.contains("| b\\|40 |"))
    #expect(text.contains("\nThe first 40 of 41 rows; `results.json` has all.\n"))
  }

  @Test("results.json has every row; without tables it has no such key")
  func json() {
    var results = Sample.results(names: ["only"])
    #expect(!Read.file("results.json", of: results).contains("\"tables\""))
    results.variants[0].tables = [table(rows: 2)]
    #expect(
      Read.file("results.json", of: results).hasSuffix(
        """
          "tables": [
            {
              "name": "pairs",
              "variant": "only",
              "columns": [{"label": "buyer", "unit": "1"}, {"label": "payment", "unit": "money"}, \
        {"label": "price", "unit": "1"}],
              "rows": [
                ["b|0", 0.3333333333333333, null],
                ["b|1", 0.25, null]
              ]
            }
          ]
        }

        """))
  }
}
