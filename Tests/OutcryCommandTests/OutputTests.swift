import Foundation
import OutcryCommand
import Testing

@Suite("Output folders")
struct OutputTests {
  @Test("a folder with a file that outcry did not write is refused before anything runs, and stays as it is")
  func foreignFiles() async throws {
    let place = try Workspace(["s.yaml": smallScenario, "o/thesis.txt": "ten years of work"])
    let said = await outcry("run", "@/s.yaml", "--output", "@/o", in: place)
    #expect(
      said
        == Said(
          status: .wrongInput, out: "",
          err: "outcry: 'o/thesis.txt' was not written by outcry; move it or choose another --output\n"))
    #expect(place.names(in: "o") == ["thesis.txt"])
    #expect(place.text("o/thesis.txt") == "ten years of work")
  }

  @Test("so is one with a file of the user's among outcry's own")
  func mixedFiles() async throws {
    let place = try Workspace(["s.yaml": smallScenario])
    #expect(await outcry("run", "@/s.yaml", "--output", "@/o", in: place).status == .done)
    try place.write("mine", to: "o/notes.md")
    let before = try place.contents(of: "o")
    let said = await outcry("run", "@/s.yaml", "--output", "@/o", "--seed", "2", in: place)
    #expect(said.status == .wrongInput)
    #expect(said.err == "outcry: 'o/notes.md' was not written by outcry; move it or choose another --output\n")
    #expect(try place.contents(of: "o") == before)
  }

  @Test("an empty folder and one that outcry wrote are replaced; nothing else is left beside them")
  func replaced() async throws {
    let place = try Workspace(["s.yaml": smallScenario])
    try FileManager.default.createDirectory(atPath: place.path + "/o", withIntermediateDirectories: false)
    #expect(await outcry("run", "@/s.yaml", "--output", "@/o", in: place).status == .done)
    let first = place.text("o/results.json")
    #expect(await outcry("run", "@/s.yaml", "--output", "@/o", "--seed", "2", in: place).status == .done)
    #expect(place.text("o/results.json") != first)
    #expect(place.names() == ["o", "s.yaml"])
  }

  @Test("a report is a report, its figures, JSON and CSV")
  func files() async throws {
    let place = try Workspace(["s.yaml": smallScenario])
    #expect(await outcry("run", "@/s.yaml", "--output", "@/o", in: place).status == .done)
    let names = try #require(place.names(in: "o"))
    #expect(Set(names).isSuperset(of: [".outcry", "metrics.csv", "report.md", "results.json"]))
    #expect(names.contains { $0.hasSuffix(".svg") })
  }

  @Test("a file in the folder's place is refused")
  func fileInPlace() async throws {
    let place = try Workspace(["s.yaml": smallScenario, "o": "a file"])
    let said = await outcry("run", "@/s.yaml", "--output", "@/o", in: place)
    #expect(said.err == "outcry: 'o' is a file, not a folder; choose another --output\n")
    #expect(said.status == .wrongInput)
    #expect(place.text("o") == "a file")
  }

  @Test("several files get one subfolder each")
  func several() async throws {
    let place = try Workspace(["s.yaml": smallScenario, "Scenarios/rtb/t.yml": smallScenario])
    let said = await outcry("run", "@/s.yaml", "@/Scenarios/rtb/t.yml", "--output", "@/o", in: place)
    #expect(said.status == .done)
    #expect(place.text("o/s/report.md") != nil)
    #expect(place.text("o/rtb/t/report.md") != nil)
    #expect(said.out.contains("\no/s/report.md\n") && said.out.contains("\no/rtb/t/report.md\n"))
  }

  @Test("two scenarios for one folder are refused before either runs")
  func twoForOneFolder() async throws {
    let place = try Workspace(["a/s.yaml": smallScenario, "b/s.yaml": smallScenario])
    let said = await outcry("run", "@/a/s.yaml", "@/b/s.yaml", "--output", "@/o", in: place)
    #expect(said.err == "outcry: two scenarios would write 'o/s'; run them one by one, with --output\n")
    #expect(said.status == .wrongInput)
    #expect(place.names() == ["a", "b"])
  }

  @Test("so is a report inside of another")
  func oneInsideAnother() async throws {
    let place = try Workspace(["Scenarios/x.yaml": smallScenario, "Scenarios/x/y.yaml": smallScenario])
    let said = await outcry("run", "@/Scenarios/x/y.yaml", "@/Scenarios/x.yaml", "--output", "@/o", in: place)
    #expect(
      said.err
        == "outcry: 'o/x/y' would lie inside of another report, 'o/x'; run them one by one, with --output\n")
    #expect(said.status == .wrongInput)
    #expect(place.names() == ["Scenarios"])
  }

  @Test("--quiet says nothing of a run that goes well, and tells a failed expectation")
  func quiet() async throws {
    let place = try Workspace([
      "s.yaml": smallScenario, "t.yaml": smallScenario + "expect:\n  - {metric: auctions, equals: 3}\n",
    ])
    let well = await outcry("run", "@/s.yaml", "--output", "@/o", "--quiet", in: place)
    #expect(well == Said(status: .done, out: "", err: ""))
    let badly = await outcry("run", "@/t.yaml", "--output", "@/o", "--quiet", in: place)
    let message = "outcry: t.yaml: expectation failed: auctions equals 3; found 100\n"
    #expect(badly == Said(status: .failed, out: "", err: message))
  }

  @Test("names from files never become paths, markup or formulas")
  func untrustedNames() async throws {
    let names = [
      "../x", "<script>alert(1)</script>", "=cmd|'/C calc'!A0", String(repeating: "n", count: 300), "A", "a", "a|b",
      "\u{202E}evil", "tab\there",
    ]
    let variants = names.map { name in
      let escaped = name.replacing("\t", with: "\\t").replacing("\u{202E}", with: "\\u202E")
      return "  - {name: \"\(escaped)\"}\n"
    }
    let place = try Workspace([
      "in/s.yaml": smallScenario.replacing("title: Small", with: "title: \"../../<b>T|\\n# x\"")
        + "replicates: 2\nvariants:\n" + variants.joined()
    ])
    let said = await outcry("run", "@/in/s.yaml", "--output", "@/in/o", in: place)
    #expect(said.status == .done)
    #expect(place.names() == ["in"])
    #expect(place.names(in: "in") == ["o", "s.yaml"])
    let files = try #require(place.names(in: "in/o"))
    for file in files where file != ".outcry" {
      #expect(file.wholeMatch(of: #/[a-z0-9-]{1,60}\.(?:md|svg|json|csv)/#) != nil, "\(file)")
    }
    #expect(Set(files.map { $0.lowercased() }).count == files.count)
    for file in files where file.hasSuffix(".md") || file.hasSuffix(".svg") {
      let text = try #require(place.text("in/o/\(file)"))
      #expect(!text.contains("<script") && !text.contains("<b>") && !text.contains("\u{202E}"), "\(file)")
    }
    let csv = try #require(place.text("in/o/metrics.csv"))
    #expect(!csv.contains(",=cmd") && csv.contains("'=cmd"))
    #expect(!said.out.contains("\u{202E}") && !said.out.contains("\t"))
    let json = try #require(place.text("in/o/results.json"))
    let root = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any]
    let listed = (root?["variants"] as? [[String: Any]])?.compactMap { $0["name"] as? String }
    #expect(listed == names)
  }
}
