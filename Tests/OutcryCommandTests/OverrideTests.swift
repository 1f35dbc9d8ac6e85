import OutcryCommand
import Testing

/// Expectations whose values follow from the settings, so that a run tells what the overrides did.
@Suite("--set, end to end")
struct OverrideTests {
  private func run(
    _ text: String, _ overrides: [String], files: [String: String] = [:]
  ) async throws -> (said: Said, place: Workspace) {
    let place = try Workspace(files.merging(["s.yaml": text]) { $1 })
    let options = overrides.flatMap { ["--set", $0] }
    let said = await Terminal().run(["run", "@/s.yaml", "--output", "@/o", "--quiet"] + options, in: place)
    return (said, place)
  }

  private func expect(_ claims: String...) -> String {
    "expect:\n" + claims.map { "  - {\($0)}\n" }.joined()
  }

  @Test(
    "the value is YAML: numbers, units, tables, quoted texts",
    arguments: [
      ("world.horizon=7", "metric: auctions, equals: 7"),
      ("world.horizon=7 auctions", "metric: auctions, equals: 7"),
      ("world.horizon=\"7\"", "metric: auctions, equals: 7"),
      ("world.mechanism={kind: posted-price, price: 0}", "metric: revenue, equals: 0"),
      ("world.mechanism=posted-price", "metric: revenue, at-most: 0.5"),
      ("world.bidders=[{name: b, count: 5}]", "metric: eligible-bidders, equals: 5"),
      ("world.bidders.a.count=3", "metric: eligible-bidders, equals: 3"),
      ("world.bidders[0].count=4", "metric: eligible-bidders, equals: 4"),
    ])
  func values(override: String, claim: String) async throws {
    let (said, _) = try await run(smallScenario + expect(claim), [override])
    #expect(said == Said(status: .done, out: "", err: ""))
  }

  // Values lie in [0, 1]: with a reserve of 2 nothing is sold, without one everything is.
  @Test("setting a kind drops the settings of the old one; settings beside it belong to the new one")
  func kinds() async throws {
    let reserved = smallScenario + "  mechanism: {kind: second-price, reserve: 2}\n"
    let nothing = expect("metric: sale-rate, equals: 0")
    let everything = expect("metric: sale-rate, equals: 1")
    #expect(try await run(reserved + nothing, []).said.status == .done)
    #expect(try await run(reserved + everything, ["world.mechanism.kind=first-price"]).said.status == .done)
    #expect(try await run(reserved + nothing, ["world.mechanism.kind=second-price"]).said.status == .done)
    let both = ["world.mechanism.reserve=3", "world.mechanism.kind=first-price"]
    #expect(try await run(reserved + nothing, both).said.status == .done)
    let short = smallScenario + "  mechanism: second-price\n"
    #expect(try await run(short + nothing, ["world.mechanism.reserve=2"]).said.status == .done)
  }

  @Test("a variant's own setting stands, and a warning says so")
  func warning() async throws {
    let text =
      smallScenario + "variants:\n  - {name: long, set: {world.horizon: 9}}\n  - {name: base}\n"
      + expect("metric: auctions, variant: long, equals: 9", "metric: auctions, variant: base, equals: 5")
    let (said, _) = try await run(text, ["world.horizon=5"])
    let message = "s.yaml:9:24: warning: world.horizon: the variant 'long' sets this on top of --set world.horizon\n"
    #expect(said == Said(status: .done, out: "", err: message))
    let (other, _) = try await run(text, ["world.ties=random"])
    #expect(!other.err.contains("warning"))
  }

  static let wrong: [(String, String)] = [
    ("world.mechansm=first-price", "world.mechansm: unknown setting; did you mean 'mechanism'?"),
    ("wrold.horizon=3", "wrold: unknown setting; did you mean 'world'?"),
    ("world.bidders.b.count=3", "world.bidders: no element named 'b'; did you mean 'a'?"),
    ("world.bidders[7].count=3", "world.bidders[7]: there is no element 7; the list has 1 element, counted from 0"),
    ("world.horizon.x=3", "world.horizon: expected a table of settings, found the number 100; set it as a whole"),
    ("world.horizon=0", "world.horizon: 0 is out of bounds; write a whole number at least 1 [auctions]"),
    (
      "world.mechanism.kind=fist-price",
      "world.mechanism.kind: no mechanism is called 'fist-price'; did you mean 'first-price'?"
    ),
    ("world.horizon=[1", "world.horizon: a ',' or ']' is missing; check the list opened in line 1"),
    ("seed=1.5", "seed: 1.5 is not a whole number; write a whole number at least 0"),
    ("outcry=2", "outcry: version 2 is not known to this release; write `outcry: 1`"),
    ("world", "there is no '='; write --set PATH=VALUE, like world.seed=7"),
    ("=3", "the path is empty; name a setting, like world.seed"),
    ("world.=3", "world.: a part of the path is empty; write names between the dots"),
  ]

  @Test("a wrong override is told as it was typed", arguments: wrong)
  func mistakes(override: String, message: String) async throws {
    let (said, place) = try await run(smallScenario, [override])
    #expect(said == Said(status: .wrongInput, out: "", err: "--set \(override): \(message)\n"))
    #expect(place.names() == ["s.yaml"])
  }

  @Test("the same path twice is a mistake")
  func twice() async throws {
    let (said, _) = try await run(smallScenario, ["world.horizon=3", "world.horizon=4"])
    #expect(said.err == "--set world.horizon=4: world.horizon: set twice; keep one\n")
    #expect(said.status == .wrongInput)
  }

  @Test("mistakes in overrides and in the file come together")
  func together() async throws {
    let (said, _) = try await run(smallScenario + "seed: 1.5\n", ["world.horizon=0"])
    #expect(
      said.err.split(separator: "\n").sorted() == [
        "--set world.horizon=0: world.horizon: 0 is out of bounds; write a whole number at least 1 [auctions]",
        "s.yaml:8:7: seed: 1.5 is not a whole number; write a whole number at least 0",
      ])
  }

  // All values are 0.25: two truthful bidders pay exactly that.
  @Test("a file named in the scenario is relative to it")
  func filesOfTheScenario() async throws {
    let place = try Workspace([
      "deep/s.yaml": smallScenario.replacing("count: 2", with: "count: 2, values: {kind: empirical, file: ../v.csv}")
        + expect("metric: revenue, equals: 0.25"), "v.csv": "value\n0.25\n",
    ])
    let said = await outcry("run", "@/deep/s.yaml", "--output", "@/o", "--quiet", in: place)
    #expect(said == Said(status: .done, out: "", err: ""))
  }

  @Test("an absolute file name is one, in the file and in --set")
  func absoluteFiles() async throws {
    let place = try Workspace(["v.csv": "value\n0.25\n"])
    try place.write(smallScenario + expect("metric: revenue, equals: 0.25"), to: "s.yaml")
    let value = "world.bidders.a.values={kind: empirical, file: \(place.path)/v.csv}"
    let said = await outcry("run", "@/s.yaml", "--output", "@/o", "--quiet", "--set", value, in: place)
    #expect(said == Said(status: .done, out: "", err: ""))
    for (name, bytes) in try place.contents(of: "o") {
      #expect(!String(decoding: bytes, as: UTF8.self).contains(place.path), "\(name) names a folder of this machine")
    }
  }
}
