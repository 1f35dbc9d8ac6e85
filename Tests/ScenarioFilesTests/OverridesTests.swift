import MarketModel
import ScenarioFiles
import Testing

private func set(_ arguments: String..., in text: String) throws -> String {
  let (root, mistakes) = applying(all: try arguments.map { try Override.parse(argument: $0) }, to: try read(text))
  return ([flat(root)] + mistakes.map { "\($0.path): \($0.problem); \($0.remedy)" }).joined(separator: "\n")
}

private func refusal(_ argument: String) -> String {
  do {
    _ = try Override.parse(argument: argument)
    return "accepted"
  } catch {
    return error.description
  }
}

@Suite struct OverrideParsingTests {
  @Test(arguments: [
    ("world.seed=7", "7"), ("a=no", "'no'"), ("a=", "null"), ("a= # nothing", "null"), ("a='5'", "'5'"),
    ("a=b=c", "'b=c'"), ("a.\"x=y\"=1", "1"), ("a=[1, x]", "[1, 'x']"), ("a=x\n", "'x'"),
    ("world.rule={kind: linear, base-bid: 10}", "{kind: 'linear', base-bid: 10}"), ("a={\"b\":1}", "{b: 1}"),
  ])
  func valuesAreYAML(_ argument: String, _ expected: String) throws {
    let override = try Override.parse(argument: argument)
    #expect(flat(override.value) == expected)
    #expect(override.place == Place(.override(argument)))
    #expect(override.value.allPlaces.allSatisfy { $0 == override.place })
    #expect(argument.hasPrefix(override.path + "="))
  }

  @Test(arguments: [
    ("seed", "--set seed: there is no '='; write --set PATH=VALUE, like world.seed=7"),
    ("=5", "--set =5: the path is empty; name a setting, like world.seed"),
    ("a..b=5", "--set a..b=5: a..b: a part of the path is empty; write names between the dots"),
    ("a.=5", "--set a.=5: a.: a part of the path is empty; write names between the dots"),
    ("a b=5", "--set a b=5: a b: 'a b' has a space; put that part in double quotes"),
    ("a[x]=5", "--set a[x]=5: a[x]: brackets hold the position of an element; count from 0, like [0]"),
    ("a[0=5", "--set a[0=5: a[0: brackets hold the position of an element; count from 0, like [0]"),
    ("a[-1]=5", "--set a[-1]=5: a[-1]: brackets hold the position of an element; count from 0, like [0]"),
    ("a[0]b=5", "--set a[0]b=5: a[0]b: 'b' does not fit into a path; separate the parts by dots"),
    ("a.\"b=5", "--set a.\"b=5: there is no '='; write --set PATH=VALUE, like world.seed=7"),
    ("a=[1", "--set a=[1: a: a ',' or ']' is missing; check the list opened in line 1"),
    (
      "a=x: y: z",
      "--set a=x: y: z: a: a ':' does not fit here; "
        + "check the indentation, or put a text that holds ': ' in quotes"
    ),
  ])
  func mistakes(_ argument: String, _ expected: String) { #expect(refusal(argument) == expected) }

  @Test func anUnclosedQuote() {
    #expect(throws: Diagnostic(at: .code, path: "a.\"b", "a quote in the path is not closed", remedy: "close it")) {
      try Override(path: "a.\"b", value: 1, place: .code)
    }
  }
}

@Suite struct OverrideApplyingTests {
  private let market = """
    world:
      seed: 5
      mechanism: second-price
      bidders:
      - {name: pacers, budget: 10}
      - {name: a.b, budget: 20, strategy: {kind: shading, factor: 0.5}}
      - {name: 7}
    """

  @Test(arguments: [
    ("world.seed=7", "{world: {seed: 7}}"), ("world.seed=", "{world: {seed: null}}"),
    ("world.days=2", "{world: {seed: 5, days: 2}}"), ("run.replicates=3", "{world: {seed: 5}, run: {replicates: 3}}"),
    ("world.rule.a.b=1", "{world: {seed: 5, rule: {a: {b: 1}}}}"), ("world=null", "{world: null}"),
  ])
  func setsAndCreates(_ argument: String, _ expected: String) throws {
    #expect(try set(argument, in: "world: {seed: 5}") == expected)
  }

  @Test func nothingIsTheEmptyTable() throws { #expect(try set("a.b=1", in: "a:\nc: 1") == "{a: {b: 1}, c: 1}") }

  @Test(arguments: [
    ("world.bidders.pacers.budget=11", "{name: 'pacers', budget: 11}"),
    ("world.bidders[0].budget=11", "{name: 'pacers', budget: 11}"),
    ("\"world\".bidders.\"pacers\".count=2", "{name: 'pacers', budget: 10, count: 2}"),
    ("world.bidders.pacers={name: x}", "{name: 'x'}"), ("world.bidders[0]=5", "5"),
  ])
  func elementsByNameOrPosition(_ argument: String, _ expected: String) throws {
    let root = try applying(try Override.parse(argument: argument), to: try read(market))
    #expect(flat(try #require(root["world"]?["bidders"]?.elements[0])) == expected)
  }

  @Test func namesWithDotsAndNumbers() throws {
    var root = try read(market)
    root = try applying(try Override.parse(argument: "world.bidders.\"a.b\".budget=21"), to: root)
    root = try applying(try Override.parse(argument: "world.bidders.7.budget=70"), to: root)
    let bidders = try #require(root["world"]?["bidders"]?.elements)
    #expect(bidders.map { flat($0["budget"] ?? "none") } == ["10", "21", "70"])
  }

  /// `second-price` is `{kind: second-price}`.
  @Test func aTextIsAComponentInShortForm() throws {
    #expect(try set("m.reserve=1", in: "m: second-price") == "{m: {kind: 'second-price', reserve: 1}}")
    #expect(try set("m.kind=first-price", in: "m: second-price") == "{m: {kind: 'first-price'}}")
  }

  @Test(arguments: [
    ("{kind: a, x: 1, y: 2}", "b", "{kind: 'b'}"), ("{x: 1, kind: a, y: 2}", "a", "{x: 1, kind: 'a', y: 2}"),
    ("{x: 1}", "b", "{kind: 'b'}"), ("{}", "b", "{kind: 'b'}"),
    ("{name: n, kind: a, x: 1}", "b", "{name: 'n', kind: 'b'}"), ("{kind: a, x: 1}", "5", "{kind: 5}"),
  ])
  func anotherKindDropsTheOldKindsSettings(_ old: String, _ kind: String, _ expected: String) throws {
    #expect(try set("m.kind=\(kind)", in: "m: \(old)") == "{m: \(expected)}")
  }

  /// Whatever the order they are written in.
  @Test func kindsComeFirst() throws {
    let text = "m: {kind: a, x: 1, rule: {kind: r, z: 1}}"
    #expect(try set("m.y=2", "m.kind=b", in: text) == "{m: {kind: 'b', y: 2}}")
    #expect(
      try set("m.rule.w=1", "m.rule.kind=s", "m.kind=b", in: text) == "{m: {kind: 'b', rule: {kind: 's', w: 1}}}")
  }

  @Test(arguments: [
    ("world.bidders.pacer.budget=1", "world.bidders: no element named 'pacer'; did you mean 'pacers'?"),
    ("world.bidders.zzzzzz.budget=1", "world.bidders: no element named 'zzzzzz'; known: pacers, a.b, 7"),
    ("world.bidders[3].budget=1", "world.bidders[3]: there is no element 3; the list has 3 elements, counted from 0"),
    ("world.seed.x=1", "world.seed: expected a table of settings, found the number 5; set it as a whole"),
    ("world[0]=1", "world: expected a list, found a table of settings; give names, not positions"),
    ("world.days[0]=1", "world.days: expected a list, found nothing; give names, not positions"),
    (
      "world.mechanism[0]=1",
      "world.mechanism: expected a list, found the text 'second-price'; "
        + "give names, not positions"
    ),
    (
      "world.bidders.\"a.b\".strategy.factor.x=1",
      "world.bidders.\"a.b\".strategy.factor: expected a table of settings, found the number 0.5; set it as a whole"
    ),
  ])
  func mistakes(_ argument: String, _ expected: String) throws {
    let override = try Override.parse(argument: argument)
    do {
      _ = try applying(override, to: try read(market))
      Issue.record("applied \(argument)")
    } catch let error as Diagnostic {
      #expect(error.description == "--set \(argument): \(expected)")
    }
  }

  @Test func aListWithoutNames() throws {
    #expect(try set("a.x=1", in: "a: [1, 2]") == "{a: [1, 2]}\na: no element named 'x'; give a position, like [0]")
    #expect(
      try set("a[1]=1", in: "a: [5]")
        == "{a: [5]}\na[1]: there is no element 1; the list has 1 element, counted from 0")
  }

  /// What can be done is done; every mistake is told.
  @Test func collectsAllMistakes() throws {
    #expect(
      try set("a=1", "b.c=1", "\"a\"=2", "d=4", in: "b: 5") == "{b: 5, a: 1, d: 4}\n\"a\": set twice; keep one\n"
        + "b: expected a table of settings, found the number 5; set it as a whole")
  }

  /// So that an unknown key is reported with the override that made it.
  @Test func newNodesCarryTheOverridesPlace() throws {
    let override = try Override.parse(argument: "a.x.y=[1]")
    let root = try applying(override, to: try read("a: {b: 1}\nc: 2"))
    let entry = try #require(root["a"]?.entries.last)
    #expect(entry.place == override.place && entry.value.allPlaces.allSatisfy { $0 == override.place })
    #expect(root.place.line == 1 && root.entries[0].place.line == 1 && root.entries[1].place.line == 2)
    let replaced = try applying(try Override.parse(argument: "c=3"), to: root).entries[1]
    #expect(replaced.place.origin == .override("c=3") && replaced.value.place.origin == .override("c=3"))
  }

  /// Equal paths, and a path below another, either way; `ab` is not below `a`.
  @Test func touchingPaths() throws {
    func overrides(_ paths: String...) throws -> [Override] {
      try paths.map { try Override(path: $0, value: 1, place: .code) }
    }
    let pairs = touching(
      try overrides("a.b", "c", "d[0].x", "e"), try overrides("\"a\".b", "a", "c.k", "d[0]", "ee", "ab"))
    #expect(pairs.map { "\($0.path) \($1.path)" } == ["a.b \"a\".b", "a.b a", "c c.k", "d[0].x d[0]"])
  }
}
