import Bidders
import MarketModel
import Tables
import Testing

/// Files that are documents in memory.
struct Documents: InputFiles {
  let node: Node

  func table(_ name: String, from place: Place, columns: [ColumnRequest]) -> TableReading {
    .failure(file: name, problems: [])
  }

  func document(_ name: String, from place: Place) -> DocumentReading {
    .success(node, baseName: name, digest: "00000000")
  }

  static func read(_ node: Node) -> (rule: any BiddingRule, diagnostics: [Diagnostic]) {
    var root = Settings(
      root: ["r": ["kind": "trained", "file": "policy.json"]], catalogs: Catalogs(biddingRules),
      files: Documents(node: node))
    let rule: any BiddingRule = root.component("r", .rules, "R.")
    return (rule, root.diagnostics)
  }

  static func rule(_ node: Node) throws -> any BiddingRule {
    let (rule, diagnostics) = read(node)
    try #require(diagnostics.isEmpty, "\(diagnostics)")
    return rule
  }
}

@Suite("Policy files")
struct PolicyDocumentTests {
  private func policy(_ node: Node) throws -> Node {
    var trainer = try SmallMarket.trainer(node)
    try trainer.advance(to: 2)
    return trainer.policy
  }

  private var deepQ: Node {
    get throws { try policy(["kind": "deep-q", "hidden": [4], "bids": [0, 1, 2]]) }
  }

  /// All paths that are complained of.
  private func complaints(_ node: Node) -> [String] { Documents.read(node).diagnostics.map(\.path) }

  @Test("the checksum is FNV-1a: of nothing its offset, of the byte a its published value")
  func checksum() throws {
    // The weights' bits are bytes; 0x00000061 is a, 0, 0, 0. FNV-1a of "a" alone is published as af63dc4c8601ec8c; the
    // three zeros after it multiply by the prime each.
    let expected = (0..<3).reduce(0xaf63_dc4c_8601_ec8c as UInt64) { hash, _ in hash &* 0x100_0000_01b3 }
    var node = try deepQ
    node["bids"] = [0]
    node["network"] = [
      "shape": [3, 1], "hidden": "relu", "output": "identity", "numbers": "float32", "checksum": "0",
      "weights": [Node(.number(Double(Float(bitPattern: 0x61)))), 0, 0, 0],
    ]
    // Twelve more zero bytes: three weights of 0.
    let all = (0..<12).reduce(expected) { hash, _ in hash &* 0x100_0000_01b3 }
    let said = Documents.read(node).diagnostics
    #expect(said.count == 1)
    #expect(said.first?.problem.contains(String(all, radix: 16)) == true, "\(said)")
  }

  @Test("another version is not known")
  func version() throws {
    var node = try deepQ
    node["outcry-policy"] = 2
    #expect(complaints(node) == ["outcry-policy"])
    node["outcry-policy"] = nil
    #expect(complaints(node) == ["outcry-policy"])
  }

  @Test("a network of another shape is refused")
  func shape() throws {
    let node = try deepQ
    var changed = node
    changed["bids"] = [0, 1, 2, 3]
    #expect(complaints(changed) == ["network.shape"])
    changed = node
    for (widths, path) in [
      ([3], "network.shape"), ([2, 4, 3], "network.shape"), ([3, 5, 3], "network.weights"),
      ([3, 4, 2], "network.shape"),
    ] {
      var network = try #require(node["network"])
      network["shape"] = Node(.list(widths.map { Node(.number(Double($0))) }))
      changed["network"] = network
      #expect(complaints(changed) == [path], "\(widths)")
    }
    var network = try #require(node["network"])
    network["shape"] = [3, 4.5, 3]
    changed["network"] = network
    #expect(complaints(changed) == ["network.shape"])
  }

  @Test("weights that were changed, lost or are no numbers are refused")
  func weights() throws {
    let node = try deepQ
    let network = try #require(node["network"])
    let weights = try #require(network["weights"]).elements
    func with(_ weights: [Node]) -> Node {
      var (changed, inner) = (node, network)
      inner["weights"] = Node(.list(weights))
      changed["network"] = inner
      return changed
    }
    #expect(complaints(with(weights)).isEmpty)
    #expect(complaints(with([0.5] + weights.dropFirst())) == ["network.checksum"])
    #expect(complaints(with(Array(weights.dropLast()))) == ["network.weights"])
    #expect(complaints(with([Node(.number(.infinity))] + weights.dropFirst())).contains("network.weights[0]"))
    #expect(complaints(with(["x"] + weights.dropFirst())).contains("network.weights[0]"))
  }

  @Test("what is missing, unknown or of another method is told, all at once, and nothing crashes")
  func everyKey() throws {
    for trained in [
      try deepQ, try policy(["kind": "q-learning", "bids": [0, 1, 2], "time-cells": 2, "budget-cells": 2]),
      try policy(["kind": "actor-critic", "hidden": [4], "episodes": 1]),
      try policy(["kind": "rlb-network", "hidden": [4]]),
    ] {
      #expect(complaints(trained).isEmpty)
      for entry in trained.entries {
        for value: Node? in [nil, "nonsense", -1, [], Node(.number(1e300))] {
          var changed = trained
          changed[entry.key] = value
          // Left out, numbers of the episode are 1 and 0; a scale may be any positive number; all else is a mistake.
          let isOptional =
            ["episode", "budget", "method"].contains(entry.key) && value == nil
            || ["worth", "scale"].contains(entry.key) && value?.number == 1e300
          #expect(!complaints(changed).isEmpty || isOptional, "\(entry.key): \(String(describing: value))")
        }
      }
      var changed = trained
      changed["wieghts"] = 1
      #expect(complaints(changed) == ["wieghts"])
      for method in ["table", "deep-q", "gaussian", "value-differences"] where trained["method"]?.text != method {
        changed = trained
        changed["method"] = Node(stringLiteral: method)
        #expect(!complaints(changed).isEmpty, "\(trained["method"]?.text ?? "") as \(method)")
      }
    }
  }
}
