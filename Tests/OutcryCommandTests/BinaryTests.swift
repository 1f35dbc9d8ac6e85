import Foundation
import OutcryCommand
import Testing

/// The command as it was built beside these tests, in a process of its own.
private struct Binary {
  var folder: String
  var environment: [String: String] = [:]

  static let path: String? = {
    let tests = URL(filePath: CommandLine.arguments.first ?? "").deletingLastPathComponent()
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let candidates = [tests.appending(path: "outcry"), root.appending(path: ".build/release/outcry")]
    return candidates.map(\.path).first { FileManager.default.isExecutableFile(atPath: $0) }
  }()

  func run(_ arguments: String...) throws -> (status: Int32, out: String, err: String) { try run(arguments) }

  func run(_ arguments: [String]) throws -> (status: Int32, out: String, err: String) {
    let path = try #require(Binary.path, "build the product `outcry` before these tests")
    let process = Process()
    process.executableURL = URL(filePath: path)
    process.arguments = arguments
    process.currentDirectoryURL = URL(filePath: folder)
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    // Files, not pipes: a pipe that nobody reads fills up.
    let streams = try Workspace(["out": "", "err": ""])
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = try FileHandle(forWritingTo: URL(filePath: streams.path + "/out"))
    process.standardError = try FileHandle(forWritingTo: URL(filePath: streams.path + "/err"))
    try process.run()
    process.waitUntilExit()
    // A machine that is busy may take long enough for lines of progress.
    let errors = (streams.text("err") ?? "").split(separator: "\n", omittingEmptySubsequences: false)
      .filter { !$0.contains(" auctions/s, ") }.joined(separator: "\n")
    return (process.terminationStatus, streams.text("out") ?? "", errors)
  }
}

/// Every kind of randomness, several variants and replicates, delayed feedback, and an input file.
private let busyScenario = """
  outcry: 1
  title: Busy
  seed: 7
  replicates: 6
  world:
    kind: repeated-auction
    horizon: 10 min
    arrivals: {kind: poisson}
    ties: random
    eligibility: {kind: sample, size: 3}
    settlement: {delay: 5 s, falls-due: 0.8}
    bidders:
      - {name: a, count: 4, budget: 20, values: {kind: empirical, file: v.csv}}
      - {name: b, count: 3, participation: 0.7, values: lognormal}
  variants:
    - {name: second}
    - {name: first, set: {world.mechanism: first-price}}

  """
private let busyValues = "value\n0.1\n0.5\n0.5\n0.9\n1.7\n"

@Suite("The built command")
struct BinaryTests {
  @Test("statuses 0, 1 and 2 reach the caller; streams are apart; nothing is redrawn in a file")
  func statuses() throws {
    let place = try Workspace([
      "s.yaml": smallScenario, "fails.yaml": smallScenario + "expect:\n  - {metric: auctions, equals: 3}\n",
      "wrong.yaml": "outcry: 2\n",
    ])
    let binary = Binary(folder: place.path)
    let done = try binary.run("run", "s.yaml")
    #expect(done.status == 0)
    #expect(done.out.hasPrefix("Small\n\n") && done.out.hasSuffix("\nReports/s/report.md\n"))
    #expect(done.err.isEmpty)
    let failed = try binary.run("run", "fails.yaml")
    #expect(failed.status == 1)
    #expect(failed.err == "outcry: fails.yaml: expectation failed: auctions equals 3; found 100\n")
    let wrong = try binary.run("validate", "wrong.yaml")
    #expect(wrong.status == 2)
    #expect(wrong.out.isEmpty && wrong.err.hasPrefix("wrong.yaml:1:1: "))
    for said in [done, failed, wrong] { #expect(!(said.out + said.err).contains { "\r\u{1B}".contains($0) }) }
  }

  @Test("the default folder: Reports/ and the path below Scenarios/, else the file's name")
  func defaultFolder() throws {
    let place = try Workspace([
      "Scenarios/rtb/deep/s.yaml": smallScenario,
      "elsewhere/t.json": "{\"title\": \"T\", \"world\": {\"kind\": "
        + "\"repeated-auction\", \"horizon\": 10, \"bidders\": [{\"name\": \"a\"}]}}",
    ])
    let binary = Binary(folder: place.path)
    #expect(try binary.run("run", "Scenarios/rtb/deep/s.yaml", "elsewhere/t.json", "--quiet").status == 0)
    #expect(place.text("Reports/rtb/deep/s/report.md") != nil)
    #expect(place.text("Reports/t/report.md") != nil)
    #expect(place.names() == ["Reports", "Scenarios", "elsewhere"])
  }

  @Test("overrides add ~ and eight digits: the same for the same overrides, others for others")
  func overrideFolders() throws {
    let place = try Workspace(["s.yaml": smallScenario])
    let binary = Binary(folder: place.path)
    let runs: [[String]] = [[], ["--set", "world.horizon=50"], ["--seed", "3"], ["--replicates", "2"]]
    for _ in 1...2 {
      for options in runs {
        let arguments = ["run", "s.yaml", "--quiet"] + options
        #expect(try binary.run(arguments).status == 0)
      }
    }
    let names = try #require(place.names(in: "Reports"))
    #expect(names.count == 4)
    #expect(names.contains("s"))
    for name in names where name != "s" { #expect(name.wholeMatch(of: #/s~[0-9a-f]{8}/#) != nil, "\(name)") }
  }

  @Test("files in --set are relative to the working folder, those in the scenario to it")
  func relativeFiles() throws {
    let text = smallScenario + "expect:\n  - {metric: revenue, equals: 0.25}\n"
    let place = try Workspace([
      "in/s.yaml": text, "work/v.csv": "value\n0.25\n", "in/v.csv": "value\n0.75\n",
    ])
    let binary = Binary(folder: place.path + "/work")
    let set = "world.bidders.a.values={kind: empirical, file: v.csv}"
    #expect(try binary.run("run", "../in/s.yaml", "--quiet", "--set", set).status == 0)
  }

  @Test("same bytes: twice, at any number of threads, from another folder, in another locale and time zone")
  func determinism() throws {
    let place = try Workspace([
      "in/Scenarios/s.yaml": busyScenario, "in/Scenarios/v.csv": busyValues, "elsewhere/empty": "",
    ])
    let home = Binary(folder: place.path + "/in")
    #expect(try home.run("run", "Scenarios/s.yaml", "--threads", "1", "--output", "one").status == 0)
    let expected = try place.contents(of: "in/one")
    #expect(expected.count >= 5)
    #expect(expected["report.md"].map { $0.count > 1000 } == true)
    for threads in ["1", "2", "7"] {
      #expect(try home.run("run", "Scenarios/s.yaml", "--threads", threads, "--output", "again").status == 0)
      #expect(try place.contents(of: "in/again") == expected, "\(threads) threads")
    }
    let settings = [
      ["LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8", "TZ": "Asia/Kathmandu"], ["LC_ALL": "de_DE.UTF-8", "TZ": "UTC"],
      ["LC_ALL": "C", "NO_COLOR": "1", "COLUMNS": "20"],
    ]
    for environment in settings {
      let away = Binary(folder: place.path + "/elsewhere", environment: environment)
      #expect(try away.run("run", "../in/Scenarios/s.yaml", "--output", "there").status == 0)
      #expect(try place.contents(of: "elsewhere/there") == expected, "\(environment)")
    }
  }
}
