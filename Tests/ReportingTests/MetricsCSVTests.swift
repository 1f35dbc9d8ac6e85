import Experiments
import Foundation
import MarketModel
import Reporting
import Testing

@Suite("metrics.csv holds every number, and no spreadsheet runs a name")
struct MetricsCSVTests {
  @Test(
    "Golden fields",
    arguments: [
      ("plain", "plain"), ("a,b", "\"a,b\""), ("say \"x\"", "\"say \"\"x\"\"\""), ("two\nlines", "\"two\nlines\""),
      ("=cmd", "'=cmd"), ("+1", "'+1"), ("-1", "'-1"), ("@x", "'@x"), ("\tx", "'\tx"), ("\r\nx", "\"'\r\nx\""),
      ("=\u{301}", "'=\u{301}"), ("", ""),
    ])
  func golden(_ text: String, _ field: String) {
    #expect(csvField(text) == field)
  }

  @Test("The first rows of a small report, exactly")
  func text() {
    let text = Read.file("metrics.csv", of: Sample.results(names: ["none"], groups: ["strong"], buckets: 1))
    #expect(
      text == """
        scenario,variant,group,bidder,metric,unit,bucket,replicates,mean,standard_error,ci95_low,ci95_high
        Reserve prices,none,,,revenue,money/auction,,40,0.416667,0.001,0.414667,0.418667
        Reserve prices,none,,,sale-rate,1,,40,1,0.001,0.998,1.002
        Reserve prices,none,,,fairness-wins-jain,1,,40,0.5,0.001,0.498,0.502
        Reserve prices,none,,,surplus,money/auction,,40,0.1,0.001,0.098,0.10200000000000001
        Reserve prices,none,strong,,spend,money,,40,200,10,180,220
        Reserve prices,none,strong,,surplus,money/auction,,40,0.05,0.005,0.04,0.060000000000000005
        Reserve prices,none,strong,strong 1,spend,money,,40,200,10,180,220
        Reserve prices,none,strong,strong 1,surplus,money/auction,,40,0.05,0.005,0.04,0.060000000000000005
        Reserve prices,none,,,revenue,money/auction,0,40,0.4,0.005,0.39,0.41000000000000003
        Reserve prices,none,strong,,balance,money,0,40,100,4.5,91,109

        """)
  }

  @Test("Every record has twelve fields and every name comes back but for the apostrophe")
  func roundTrip() {
    let names = Sample.hostileNames
    let records = Read.csv(Read.file("metrics.csv", of: Sample.results(title: "a,\"b\"\n", names: names)))
    #expect(records.count > 100)
    #expect(records.allSatisfy { $0.count == 12 })
    #expect(Set(records.dropFirst().map { $0[0] }) == ["a,\"b\"\n"])
    let found = Set(records.dropFirst().map { $0[1] })
    #expect(found == Set(names.map { $0.hasPrefix("=") ? "'" + $0 : $0 }))
    #expect(!records.joined().contains { $0.hasPrefix("=") })
  }

  @Test("Numbers read back to the bit; what is undefined is empty")
  func numbers() {
    var results = Sample.results(names: ["only"], groups: [])
    results.variants[0].overall[0] = Estimate(
      mean: 0.1 + 0.2, standardError: 1.0 / 3, low: -1e-300, high: 1e22, replicates: 3)
    results.variants[0].overall[1] = Sample.missing
    results.variants[0].overall[2] = Estimate(mean: .nan, standardError: .infinity, low: .nan, high: 1, replicates: 3)
    let records = Read.csv(Read.file("metrics.csv", of: results))
    let wanted: [Double] = [0.1 + 0.2, 1.0 / 3, -1e-300, 1e22]
    #expect(records[1].suffix(4).compactMap { Double($0) } == wanted)
    #expect(Array(records[2].suffix(5)) == ["0", "", "", "", ""])
    #expect(Array(records[3].suffix(4)) == ["", "", "", ""])
  }
}
