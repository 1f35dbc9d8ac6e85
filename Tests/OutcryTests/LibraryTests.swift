import Foundation
import Outcry
import Testing

@Suite("The library: everything the command does, callable")
struct LibraryTests {
  // The README's example. Values are uniform on [0, 1]. Without a reserve an auction earns the lower value: mean 1/3,
  // variance 1/18. With ½ it earns nothing (¼), ½ (½) or the lower of two above ½ (¼; mean 2/3, mean square 11/24):
  // mean 5/12, variance 1/8 + 11/96 − 25/144 = 0.0660. Over 100,000 auctions the standard deviations of the means are
  // 7.5e-4 and 8.2e-4. Seed 1; either is off by more than 4.9 of its own with probability 1e-6.
  @Test("a scenario in code, run, and its report")
  func example() async throws {
    let scenario = try Scenario([
      "title": "Does a reserve pay?",
      "replicates": 50,
      "world": ["kind": "repeated-auction", "horizon": 2000, "bidders": [["name": "rivals", "count": 2]]],
      "variants": [
        ["name": "none"],
        ["name": "half", "set": ["world.mechanism.reserve": 0.5]],
      ],
    ])
    let results = try await run(scenario)
    let none = try #require(results[variant: "none"]?["revenue"]?.mean)
    let half = try #require(results[variant: "half"]?["revenue"]?.mean)
    #expect(abs(none - 1.0 / 3) < 4.9 * 7.5e-4)
    #expect(abs(half - 5.0 / 12) < 4.9 * 8.2e-4)
    #expect(headlineTable(results).contains("revenue [money/auction]"))

    let files = report(results)
    #expect(files.map(\.name).contains("report.md"))
    let folder = FileManager.default.temporaryDirectory.appending(path: "outcry-library-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try write(files, to: folder)
    let written = try String(contentsOfFile: folder + "/report.md", encoding: .utf8)
    #expect(written.hasPrefix("# Does a reserve pay?\n"))
  }

  @Test("the README's example is the one above, in at most 15 lines")
  func readme() throws {
    let own = URL(filePath: #filePath)
    let root = own.deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    func lines(_ file: URL) throws -> [String] {
      try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map { line in
        String(line.drop { $0 == " " })
      }
    }
    let text = try lines(root.appending(path: "README.md"))
    let begin = try #require(text.firstIndex(of: "import Outcry"), "show the example in README.md")
    let example = text[begin...].prefix { $0 != "```" }
    #expect(example.count <= 15)
    let tested = try Set(lines(own))
    for line in example where !line.hasPrefix("print(") && !line.hasPrefix("try write(") {
      #expect(tested.contains(line), "README.md: this line is not tested: \(line)")
    }
  }

  @Test("what is wrong with a scenario in code is told like what is wrong with a file")
  func mistakes() {
    #expect {
      try Scenario(["title": "T", "world": ["kind": "repeated-auction", "horizn": 3, "bidders": [["name": "a"]]]])
    } throws: {
      "\($0)" == "scenario: world.horizn: unknown setting; did you mean 'horizon'?"
    }
  }

  @Test("a file is read the same way")
  func file() throws {
    #expect {
      try Scenario(file: "no-such-folder/x.yaml")
    } throws: {
      "\($0)"
        == "no-such-folder/x.yaml: 'no-such-folder/x.yaml' does not exist: there is no folder 'no-such-folder'; "
        + "check the path"
    }
  }

  @Test("a stopped monitor stops a run")
  func interruption() async throws {
    let scenario = try Scenario([
      "title": "T", "world": ["kind": "repeated-auction", "horizon": 1000, "bidders": [["name": "a"]]],
    ])
    let monitor = Monitor()
    monitor.stop()
    await #expect(throws: Interruption.self) { try await run(scenario, monitor: monitor) }
  }

  @Test("the folder of somebody else's files is not written into")
  func foreignFolder() async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "outcry-library-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try Data("mine".utf8).write(to: folder.appending(path: "thesis.txt"))
    #expect(throws: FileProblem.self) { try write([ReportFile(name: "report.md", text: "x")], to: folder.path) }
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["thesis.txt"])
  }
}

@Suite("Determinism of the library")
struct LibraryDeterminismTests {
  /// All that is random: arrivals, ties, samples, participation, values of several groups, settlement.
  static let scenario: Node = [
    "title": "Busy", "seed": 3, "replicates": 5,
    "world": [
      "kind": "repeated-auction", "horizon": "5 min", "ties": "random", "eligibility": ["kind": "sample", "size": 3],
      "settlement": ["delay": "5 s", "falls-due": 0.8],
      "bidders": [
        ["name": "a", "count": 4, "budget": 20],
        ["name": "b", "count": 3, "participation": 0.7, "values": "lognormal", "strategy": "random"],
      ],
    ],
    "variants": [["name": "second"], ["name": "first", "set": ["world.mechanism": "first-price"]]],
  ]

  static let log: Node = [
    "title": "Log", "seed": 3, "replicates": 5,
    "world": [
      "kind": "auction-log", "log": ["kind": "synthetic-log", "auctions": 4000], "training": ["auctions": 2000],
      "episode": ["auctions": 100],
    ],
    "variants": [["name": "rlb"], ["name": "linear", "set": ["world.rule": "linear"]]],
  ]

  private func bytes(_ scenario: Node, threads: Int) async throws -> [String: String] {
    let results = try await run(Scenario(scenario), threads: threads)
    return Dictionary(report(results).map { ($0.name, $0.text) }, uniquingKeysWith: { first, _ in first })
  }

  @Test("the report is the same twice and at 1, 2 and 7 threads", arguments: [scenario, log])
  func threads(scenario: Node) async throws {
    let expected = try await bytes(scenario, threads: 1)
    #expect(expected.count >= 4)
    for threads in [1, 2, 7] { #expect(try await bytes(scenario, threads: threads) == expected) }
  }

  @Test("another seed gives another report", arguments: [scenario, log])
  func seeds(scenario: Node) async throws {
    var other = scenario
    other["seed"] = 4
    #expect(try await bytes(scenario, threads: 2)["results.json"] != bytes(other, threads: 2)["results.json"])
  }

  // Common random numbers: a group added behind, a budget, a mechanism change nobody else's values. With a posted price
  // of 0 the first bidder always buys, so its welfare is the sum of its values whatever the others do.
  @Test("adding a group changes nobody else's values")
  func groupsAreApart() async throws {
    func surplus(_ groups: Node) async throws -> Double? {
      let world: Node = [
        "kind": "repeated-auction", "horizon": 500, "mechanism": ["kind": "posted-price", "price": 0],
        "bidders": groups,
      ]
      return try await run(Scenario(["title": "T", "world": world, "metrics": ["surplus"]]))["surplus"]?.mean
    }
    let alone = try #require(try await surplus([["name": "a"]]))
    #expect(alone > 0)
    #expect(try await surplus([["name": "a"], ["name": "b", "count": 5, "values": "lognormal"]]) == alone)
    #expect(try await surplus([["name": "a"], ["name": "b", "budget": 3]]) == alone)
  }
}
