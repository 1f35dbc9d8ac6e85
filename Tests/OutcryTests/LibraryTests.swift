import Foundation
import Outcry
import Testing

@Suite("The library: everything the command does, callable")
struct LibraryTests {
  // The README's example. Second price, two values uniform on [0, 1], 2,000 auctions × 20 replicates: the mean revenue
  // is 1/3 (the mean of the lower of two); its standard deviation per auction is √(1/18) = 0.236, so that of the mean
  // is 0.236 / √40,000 = 0.0012. Seed 1; off by more than 4.9 of them with probability 1e-6.
  @Test("a scenario in code, run, and its report")
  func example() async throws {
    let scenario = try Scenario([
      "title": "Two bidders",
      "replicates": 20,
      "world": [
        "kind": "repeated-auction",
        "horizon": 2000,
        "bidders": [["name": "rivals", "count": 2]],
      ],
      "metrics": ["revenue", "efficiency"],
    ])
    let results = try await run(scenario)
    let revenue = try #require(results["revenue"])
    #expect(abs(try #require(revenue.mean) - 1.0 / 3) < 4.9 * 0.0012)
    #expect(results["efficiency"]?.mean == 1)

    let files = report(results)
    #expect(files.map(\.name).contains("report.md"))
    let folder = FileManager.default.temporaryDirectory.appending(path: "outcry-library-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try write(files, to: folder)
    let written = try String(contentsOfFile: folder + "/report.md", encoding: .utf8)
    #expect(written.hasPrefix("# Two bidders\n"))
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
