import Foundation
import Outcry
import Testing

/// A scenario that must be valid, and where it comes from.
struct ValidScenario: Sendable, CustomTestStringConvertible {
  var name: String
  var text: String
  var testDescription: String { name }

  /// Every committed scenario, every example of `explain`, every starter of `new`.
  static let all: [ValidScenario] = {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let folder = root.appending(path: "Scenarios")
    let files = (try? FileManager.default.subpathsOfDirectory(atPath: folder.path)) ?? []
    let committed = files.filter { $0.hasSuffix(".yaml") }.sorted().compactMap { name in
      (try? String(contentsOf: folder.appending(path: name), encoding: .utf8)).map {
        ValidScenario(name: name, text: $0)
      }
    }
    let catalogs = Catalogs.standard
    let examples = catalogs.registrations.map {
      ValidScenario(name: "explain \($0.card.id)", text: yamlText($0.exampleScenario))
    }
    let starters = catalogs.members(of: "world").compactMap { world in
      starter(world: world.card.id, catalogs).map { ValidScenario(name: "new \(world.card.id)", text: $0) }
    }
    return committed + examples + starters
  }()
}

@Suite("The JSON Schema of scenario files")
struct SchemaTests {
  private let checker: SchemaChecker
  private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  init() throws { checker = SchemaChecker(root: try nodes(scenarioSchema(.standard))) }

  @Test("docs/scenario.schema.json is what `outcry schema` prints")
  func committed() throws {
    let committed = try String(contentsOf: Self.root.appending(path: "docs/scenario.schema.json"), encoding: .utf8)
    #expect(
      committed == scenarioSchema(.standard), "write it anew: outcry schema > docs/scenario.schema.json")
  }

  @Test("it is JSON")
  func isJSON() throws {
    let value = try JSONSerialization.jsonObject(with: Data(scenarioSchema(.standard).utf8))
    #expect((value as? [String: Any])?["$schema"] as? String == "https://json-schema.org/draft/2020-12/schema")
  }

  @Test("every committed scenario, every example and every starter is valid", arguments: ValidScenario.all)
  func valid(scenario: ValidScenario) throws {
    #expect(ValidScenario.all.count >= 30)
    #expect(checker.complaints(try nodes(scenario.text)) == [])
  }

  static let base = """
    outcry: 1
    title: T
    world:
      kind: repeated-auction
      horizon: 24 h
      arrivals: {kind: poisson, rate: 100 auctions/s}
      mechanism: second-price
      bidders:
        - {name: a, count: 2, participation: 50 %, values: {kind: uniform, high: 1/2}}
    variants:
      - {name: x, set: {world.ties: random, world.bidders.a.budget: 3}}
    metrics: [revenue]
    report: {bidders: true, buckets: 10, figures: [revenue]}
    expect:
      - {metric: revenue, variant: x, group: a, within: {value: 1, tolerance: 0.5}}
      - {metric: revenue, at-least: 0}

    """

  @Test("quantities with units, variants' free paths, reports and expectations are valid")
  func everything() throws {
    #expect(checker.complaints(try nodes(Self.base)) == [])
  }

  @Test(
    "a misspelt key, a wrong type, a value out of bounds, a reserved key are not",
    arguments: [
      ("horizon:", "horizn:"), ("title: T", "titel: T"), ("title: T", "title: [T]"), ("outcry: 1", "outcry: 2"),
      ("kind: repeated-auction", "kind: repeted-auction"), ("  kind: repeated-auction\n", ""),
      ("mechanism: second-price", "mechanism: secnd-price"),
      ("mechanism: second-price", "mechanism: {kind: second-price, reserv: 1}"),
      ("mechanism: second-price", "mechanism: {kind: second-price, reserve: -1}"),
      ("mechanism: second-price", "mechanism: {kind: second-price, reserve: high}"),
      ("count: 2", "count: 0"), ("count: 2", "count: 1.5"), ("count: 2", "cont: 2"), ("name: a, ", ""),
      ("participation: 50 %", "participation: 1.5"), ("buckets: 10", "buckets: 0"), ("bidders: true", "bidders: yes"),
      ("metrics: [revenue]", "metrics: revenue"), ("metric: revenue, at-least", "metric: revenue, at-lest"),
      ("metric: revenue, at-least", "at-least"), ("tolerance: 0.5", "tolerance: -1"),
      ("tolerance: 0.5", "tolerence: 1"),
      ("title: T", "title: T\nsweep: {}"), ("name: x, set", "name: x, sets"), ("name: x, ", ""),
    ])
  func invalid(old: String, new: String) throws {
    let text = Self.base.replacing(old, with: new)
    #expect(text != Self.base)
    #expect(checker.complaints(try nodes(text)) != [])
    #expect(throws: Diagnostics.self) { try Scenario(nodes(text)) }
  }

  @Test("the checker itself: each keyword in both directions")
  func checkerItself() throws {
    func holds(_ schema: Node, _ value: Node) -> Bool { SchemaChecker(root: schema).complaints(value).isEmpty }
    #expect(holds(["type": "integer"], 2) && !holds(["type": "integer"], 2.5))
    #expect(holds(["type": ["string", "boolean"]], true) && !holds(["type": ["string", "boolean"]], 1))
    #expect(holds(["minimum": 1], 1) && !holds(["minimum": 1], 0.5) && holds(["minimum": 1], "x"))
    #expect(!holds(["exclusiveMinimum": 1], 1) && holds(["exclusiveMinimum": 1], 2))
    #expect(holds(["maximum": 1], 1) && !holds(["maximum": 1], 2) && !holds(["exclusiveMaximum": 1], 1))
    #expect(holds(["enum": ["a", 1]], 1) && !holds(["enum": ["a"]], "b"))
    #expect(holds(["const": "a"], "a") && !holds(["const": "a"], "b"))
    #expect(holds(["pattern": "^[0-9]"], "1 s") && !holds(["pattern": "^[0-9]"], "s"))
    #expect(holds(["items": ["type": "number"]], [1, 2]) && !holds(["items": ["type": "number"]], [1, "x"]))
    #expect(holds(["minItems": 1], [1]) && !holds(["minItems": 1], []))
    #expect(holds(["required": ["a"]], ["a": 1]) && !holds(["required": ["a"]], ["b": 1]))
    let closed: Node = ["properties": ["a": ["type": "number"]], "additionalProperties": false]
    #expect(holds(closed, ["a": 1]) && !holds(closed, ["a": "x"]) && !holds(closed, ["b": 1]))
    let either: Node = ["anyOf": [["type": "number"], ["type": "string"]]]
    #expect(holds(either, 1) && holds(either, "x") && !holds(either, true))
    let referring: Node = ["$ref": "#/$defs/n", "$defs": ["n": ["type": "number"]]]
    #expect(holds(referring, 1) && !holds(referring, "x"))
    #expect(!holds(["$ref": "#/$defs/m"], 1) && !holds(["oneOf": []], 1))
  }
}
