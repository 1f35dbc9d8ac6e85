import OutcryCommand
import Testing

private let mechanisms = "first-price, second-price, third-price, all-pay, posted-price, myerson"

@Suite("Wrong input: settings")
struct WrongSettingsTests {
  @Test("the small scenario itself is valid")
  func valid() async throws {
    let place = try Workspace(["s.yaml": smallScenario])
    let said = await outcry("validate", "@/s.yaml", in: place)
    #expect(said == Said(status: .done, out: "s.yaml: valid: 1 variant, 1 replicate\n", err: ""))
    #expect(place.names() == ["s.yaml"])
  }

  static let nameMistakes: [Mistake] = [
    Mistake(
      "unknown key", "horizon", as: "horizn", "5:3: world.horizn: unknown setting; did you mean 'horizon'?"),
    Mistake(
      "unknown top key", adding: "replicate: 3\n", "8:1: replicate: unknown setting; did you mean 'replicates'?"),
    Mistake(
      "unknown key, nothing near", adding: "    xyzzy: 3\n".replacing("    ", with: "  "),
      "8:3: world.xyzzy: unknown setting; known: kind, horizon, arrivals, mechanism, ties, seller, segments, "
        + "eligibility, bidders, over-budget, information, feedback-delay, …"),
    Mistake(
      "a key of 300 characters", adding: String(repeating: "k", count: 300) + ": 3\n",
      "8:1: \(String(repeating: "k", count: 200))…: unknown setting; known: world, outcry, title, description, source, "
        + "claim, tags, seed, replicates, variants, metrics, report, …"),
    Mistake(
      "unknown kind", adding: "  mechanism: secnd-price\n",
      "8:14: world.mechanism: no mechanism is called 'secnd-price'; did you mean 'second-price'?"),
    Mistake(
      "unknown kind in a table", adding: "  mechanism: {kind: vickrey, reserve: 1}\n",
      "8:21: world.mechanism.kind: no mechanism is called 'vickrey'; known: \(mechanisms)"),
    Mistake(
      "unknown world", "repeated-auction", as: "repeted-auction",
      "4:9: world.kind: no world is called 'repeted-auction'; did you mean 'repeated-auction'?"),
    Mistake(
      "no world", "outcry: 1\ntitle: T\n",
      "1:1: world: missing; give a world, one of \(worlds)"),
    Mistake(
      "no kind of world", "outcry: 1\ntitle: T\nworld: {horizon: 3}\n",
      "3:8: world.kind: missing; give one of \(worlds)"),
    Mistake("no title", "title: Small\n", as: "", "1:1: title: missing; give a text"),
    Mistake(
      "unknown unit of a horizon", "100", as: "24 hours",
      "5:12: world.horizon: unknown unit 'hours'; known: auctions, auction, ms, s, min, h, d, weeks, week"),
    Mistake(
      "unknown unit of money", adding: "  mechanism: {kind: second-price, reserve: 3 eur}\n",
      "8:44: world.mechanism.reserve: unknown unit 'eur'; known: money"),
    Mistake(
      "a unit that belongs elsewhere", adding: "  feedback-delay: 3 auctions\n",
      "8:19: world.feedback-delay: unknown unit 'auctions'; known: ms, s, min, h, d, weeks, week"),
    Mistake(
      "a misspelt unit", adding: "  feedback-delay: 3 wek\n",
      "8:19: world.feedback-delay: unknown unit 'wek'; did you mean 'week'?"),
    Mistake(
      "a unit where there is none", adding: "seed: 3 h\n",
      "8:7: seed: unknown unit 'h'; this setting has no unit: write the number alone"),
    Mistake(
      "unknown choice", adding: "  ties: randm\n", "8:9: world.ties: unknown choice 'randm'; did you mean 'random'?"),
    Mistake(
      "a misspelt reserved key: nothing is suggested that would be refused", adding: "sweeps: {x: 1}\n",
      "8:1: sweeps: unknown setting; known: world, outcry, title, description, source, claim, tags, seed, replicates, "
        + "variants, metrics, report, …"),
    Mistake("reserved keys", adding: "sweep: {x: 1}\n", "8:8: sweep: reserved for a later version; remove it"),
    Mistake(
      "all reserved keys", adding: "until: 1\ntrace: 1\ntournament: 3\n",
      "8:8: until: reserved for a later version; remove it", "9:8: trace: reserved for a later version; remove it",
      "10:13: tournament: reserved for a later version; remove it"),
  ]

  static let typeMistakes: [Mistake] = [
    Mistake(
      "a list for a number", "100", as: "[1, 2]",
      "5:12: world.horizon: expected a number, found a list; write a whole number at least 1 [auctions]"),
    Mistake(
      "a text for a number", "count: 2", as: "count: two",
      "7:24: world.bidders.a.count: expected a number, found the text 'two'; write a whole number from 1 to 10000000 "
        + "[bidders]"),
    Mistake(
      "a number for a component", adding: "  mechanism: 3\n",
      "8:14: world.mechanism: expected the kind of a mechanism, or a table with it and its settings, "
        + "found the number 3; write one of \(mechanisms)"),
    Mistake(
      "a number for a kind", adding: "  mechanism: {kind: 3}\n",
      "8:21: world.mechanism.kind: expected the kind of a mechanism, found the number 3; write one of \(mechanisms)"),
    Mistake(
      "a number for the variants", adding: "variants: 3\n",
      "8:11: variants: expected a list of variants, found the number 3; "
        + "put each variant on a line that starts with '- '"),
    Mistake(
      "a text for a variant", adding: "variants: [lazy]\n",
      "8:12: variants[0]: expected a table of settings, found the text 'lazy'; write a variant's settings"),
    Mistake(
      "YAML 1.1's yes", adding: "report: {bidders: yes}\n",
      "8:19: report.bidders: expected true or false, found the text 'yes'; write true or false"),
    Mistake(
      "a text for the metrics", adding: "metrics: revenue\n",
      "8:10: metrics: expected a list of texts, found the text 'revenue'; write it in brackets, like [one, two]"),
    Mistake(
      "a list for the title", "title: Small", as: "title: [a]",
      "2:8: title: expected a text, found a list; write a text"),
    Mistake(
      "a text that is too long to quote", "100", as: String(repeating: "x", count: 500),
      "5:12: world.horizon: expected a number, found the text '\(String(repeating: "x", count: 120))…'; "
        + "write a whole number at least 1 [auctions]"),
    Mistake(
      "a text with characters that turn the line around", "100", as: "\"\u{202E}001\"",
      "5:12: world.horizon: expected a number, found the text '\\u{202E}001'; "
        + "write a whole number at least 1 [auctions]"),
    Mistake(
      "another version", "outcry: 1", as: "outcry: 2",
      "1:9: outcry: version 2 is not known to this release; write `outcry: 1`"),
    Mistake(
      "half a version", "outcry: 1", as: "outcry: 1.5",
      "1:9: outcry: version 1.5 is not known to this release; write `outcry: 1`"),
    Mistake(
      "a version in words", "outcry: 1", as: "outcry: one",
      "1:9: outcry: expected a version, found the text 'one'; write `outcry: 1`"),
  ]

  static let boundMistakes: [Mistake] = [
    Mistake(
      "negative reserve", adding: "  mechanism: {kind: second-price, reserve: -1}\n",
      "8:44: world.mechanism.reserve: -1 is out of bounds; write a number at least 0 [money]"),
    Mistake(
      "a share above 1", "count: 2", as: "participation: 1.5",
      "7:32: world.bidders.a.participation: 1.5 is out of bounds; write a number from 0 to 1"),
    Mistake(
      "more than 100 %", "count: 2", as: "participation: 150 %",
      "7:32: world.bidders.a.participation: '150 %' is out of bounds; write a number from 0 to 1"),
    Mistake(
      "infinity", "count: 2", as: "budget: .inf",
      "7:25: world.bidders.a.budget: the number is not finite; write a number above 0 [money]"),
    Mistake(
      "not a number", "count: 2", as: "budget: .nan",
      "7:25: world.bidders.a.budget: the number is not finite; write a number above 0 [money]"),
    Mistake(
      "zero bidders", "count: 2", as: "count: 0",
      "7:24: world.bidders.a.count: 0 is out of bounds; write a whole number from 1 to 10000000 [bidders]"),
    Mistake(
      "no bidder group", "    - {name: a, count: 2}\n", as: "    []\n",
      "7:5: world.bidders: there is no bidder group; give at least one"),
    Mistake(
      "bidders left out", "  bidders:\n    - {name: a, count: 2}\n", as: "",
      "4:3: world.bidders: there is no bidder group; give at least one"),
    Mistake(
      "zero budget", "count: 2", as: "budget: 0",
      "7:25: world.bidders.a.budget: 0 is out of bounds; write a number above 0 [money]"),
    Mistake(
      "negative budget", "count: 2", as: "budget: -5",
      "7:25: world.bidders.a.budget: -5 is out of bounds; write a number above 0 [money]"),
    Mistake(
      "horizon 0", "100", as: "0",
      "5:12: world.horizon: 0 is out of bounds; write a whole number at least 1 [auctions]"),
    Mistake("horizon 0 s", "100", as: "0 s", "5:12: world.horizon: 0 s is out of bounds; write a time above 0"),
    Mistake(
      "negative horizon", "100", as: "-1 h", "5:12: world.horizon: -3600 s is out of bounds; write a time above 0"),
    Mistake(
      "half an auction", "100", as: "1.5",
      "5:12: world.horizon: 1.5 is not a whole number; write a whole number at least 1 [auctions]"),
    Mistake(
      "seed one too large", adding: "seed: 9007199254740992\n",
      "8:7: seed: 9007199254740992 is too large; write at most 9007199254740991"),
    Mistake(
      "seed far too large", adding: "seed: 99999999999999999999\n",
      "8:7: seed: 1e+20 is too large; write at most 9007199254740991"),
    Mistake(
      "fractional seed", adding: "seed: 1.5\n",
      "8:7: seed: 1.5 is not a whole number; write a whole number at least 0"),
    Mistake(
      "negative seed", adding: "seed: -1\n", "8:7: seed: -1 is out of bounds; write a whole number at least 0"),
    Mistake(
      "a word for a seed", adding: "seed: abc\n",
      "8:7: seed: expected a number, found the text 'abc'; write a whole number at least 0"),
    Mistake(
      "no replicates", adding: "replicates: 0\n",
      "8:13: replicates: 0 is out of bounds; write a whole number from 1 to 1000000"),
  ]

  @Test("names: keys, kinds, units, choices", arguments: nameMistakes)
  func names(mistake: Mistake) async throws { try await mistake.check() }

  @Test("types", arguments: typeMistakes)
  func types(mistake: Mistake) async throws { try await mistake.check() }

  @Test("bounds", arguments: boundMistakes)
  func bounds(mistake: Mistake) async throws { try await mistake.check() }

  @Test("all mistakes come at once, in the order of the file, each once")
  func allAtOnce() async throws {
    let mistake = Mistake(
      "many",
      """
      outcry: 1
      title: T
      seed: 1.5
      world:
        kind: repeated-auction
        horizon: 0
        mechanism: secnd-price
        bidders:
          - {name: a, cont: 2, budget: 0}
      variants:
        - {name: one}
        - {name: two, set: {world.horizn: 3}}
      metrics: [revenu]
      replicats: 3

      """,
      "3:7: seed: 1.5 is not a whole number; write a whole number at least 0",
      "6:12: world.horizon: 0 is out of bounds; write a whole number at least 1 [auctions]",
      "7:14: world.mechanism: no mechanism is called 'secnd-price'; did you mean 'second-price'?",
      "9:17: world.bidders.a.cont: unknown setting; did you mean 'count'?",
      "9:34: world.bidders.a.budget: 0 is out of bounds; write a number above 0 [money]",
      "12:23: world.horizn: unknown setting; did you mean 'horizon'?",
      "13:11: metrics: the world 'repeated auction' has no metric 'revenu'; did you mean 'revenue'?",
      "14:1: replicats: unknown setting; did you mean 'replicates'?")
    try await mistake.check()
  }
}
