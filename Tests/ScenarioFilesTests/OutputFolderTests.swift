import Foundation
import ScenarioFiles
import Testing

private let report: [(name: String, bytes: [UInt8])] = [("report.md", Array("# é\n".utf8)), ("bids.csv", [])]

private let markerText = "outcry wrote this folder and may replace it\nreport.md\nbids.csv\n"

@Suite struct OutputFolderTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// What `check` and `write` say of `name`, which must be the same; `written` when nothing.
  private func outcome(_ name: String, files: [(name: String, bytes: [UInt8])] = report) -> String {
    let before = folder.all
    let checked = said { () throws(FileProblem) in try OutputFolder.check(folder.path(name)) }
    #expect(folder.all == before)
    let written = said { () throws(FileProblem) in try OutputFolder.write(files, to: folder.path(name)) }
    #expect(checked == written)
    if written != "written" { #expect(folder.all == before) }
    return written
  }

  private func said(_ action: () throws(FileProblem) -> Void) -> String {
    do {
      try action()
      return "written"
    } catch {
      return error.description.replacingOccurrences(of: folder.path + "/", with: "")
    }
  }

  @Test func writesAFreshFolderAndThoseAboveIt() throws {
    #expect(outcome("a/b/x/") == "written")
    #expect(folder.all == ["a", "a/b", "a/b/x", "a/b/x/.outcry", "a/b/x/bids.csv", "a/b/x/report.md"])
    #expect(try folder.text("a/b/x/report.md") == "# é\n")
    #expect(try folder.text("a/b/x/.outcry") == markerText)
  }

  @Test func fillsAnEmptyFolder() throws {
    try folder.makeFolder("x")
    #expect(outcome("x") == "written")
    #expect(folder.all == ["x", "x/.outcry", "x/bids.csv", "x/report.md"])
  }

  @Test func replacesWhatItWrote() throws {
    #expect(outcome("x") == "written")
    #expect(outcome("x", files: [("other.md", [65])]) == "written")
    #expect(folder.all == ["x", "x/.outcry", "x/other.md"])
    #expect(try folder.text("x/.outcry") == "outcry wrote this folder and may replace it\nother.md\n")
  }

  @Test func aFileThatWasDeletedIsNotMissed() throws {
    #expect(outcome("x") == "written")
    try FileManager.default.removeItem(atPath: folder.path("x/bids.csv"))
    #expect(outcome("x") == "written")
  }

  @Test func keepsFilesOfOthers() throws {
    let foreign = "was not written by outcry; move it or choose another --output"
    #expect(outcome("x") == "written")
    try folder.write("mine", to: "x/notes.txt")
    #expect(outcome("x") == "'x/notes.txt' \(foreign)")
    try folder.makeFolder("y")
    try folder.write("mine", to: "y/report.md")
    #expect(outcome("y") == "'y/report.md' \(foreign)")
    try folder.makeFolder("z/sub")
    try folder.write("outcry wrote this folder and may replace it\nsub\n", to: "z/.outcry")
    #expect(outcome("z") == "'z/sub' \(foreign)")
    try folder.makeFolder("v")
    try folder.write("somebody else's\nsub\n", to: "v/.outcry")
    #expect(outcome("v") == "'v/.outcry' \(foreign)")
    #expect(try folder.text("x/notes.txt") == "mine")
  }

  /// A marker that names files elsewhere reaches nothing.
  @Test func aForgedMarkerDeletesNothing() throws {
    try folder.makeFolder("x")
    try folder.write("mine", to: "notes.txt")
    let marker = "outcry wrote this folder and may replace it\n../notes.txt\n\(folder.path("notes.txt"))\n"
    try folder.write(marker, to: "x/.outcry")
    #expect(outcome("x") == "written")
    #expect(try folder.text("notes.txt") == "mine")
  }

  @Test func refusesFilesAndBrokenLinks() throws {
    try folder.write("", to: "f")
    #expect(outcome("f") == "'f' is a file, not a folder; choose another --output")
    #expect(outcome("f/x/y") == "'f' is a file, not a folder; choose another --output")
    try folder.link("broken", to: "nowhere")
    #expect(outcome("broken") == "'broken' is a link to nothing; remove it, or choose another --output")
    #expect(outcome("no/..") == "'no/..' names no folder; choose another --output")
    #expect(throws: FileProblem("'' names no folder", remedy: "choose another --output")) { try OutputFolder.check("") }
  }

  @Test(arguments: [".", "./", "/"]) func doesNotReplaceTheWorkingFolder(_ path: String) {
    let problem = FileProblem("'\(path)' cannot be replaced while outcry runs in it", remedy: "name a folder below it")
    #expect(throws: problem) { try OutputFolder.check(path) }
    #expect(throws: problem) { try OutputFolder.write(report, to: path) }
  }

  @Test func followsALinkToAFolder() throws {
    try folder.makeFolder("real")
    try folder.link("link", to: "real")
    #expect(outcome("link") == "written")
    #expect(outcome("link") == "written")
    #expect(folder.all == ["link", "real", "real/.outcry", "real/bids.csv", "real/report.md"])
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: folder.path("link")) == "real")
  }

  /// The second file's name is longer than any file system takes, so the first is already written.
  @Test func aFailureLeavesEverythingAsItWas() throws {
    let long = String(repeating: "x", count: 300)
    let failing: [(name: String, bytes: [UInt8])] = [("a.md", [1]), (long, [2])]
    for name in ["made/here/x", "x", "x"] {
      let before = folder.all
      let said = said { () throws(FileProblem) in try OutputFolder.write(failing, to: folder.path(name)) }
      #expect(said.hasSuffix("cannot be written: File name too long; choose a shorter name"))
      #expect(folder.all == before)
      try OutputFolder.write(report, to: folder.path("x"))
    }
    #expect(try folder.text("x/report.md") == "# é\n")
  }

  @Test(.enabled(if: permissionsHold)) func saysWhatIsNotPermitted() throws {
    try folder.makeFolder("closed")
    chmod(folder.path("closed"), 0o500)
    defer { chmod(folder.path("closed"), 0o700) }
    #expect(throws: FileProblem.self) { try OutputFolder.check(folder.path("closed/x")) }
    #expect(throws: FileProblem.self) { try OutputFolder.write(report, to: folder.path("closed/x")) }
  }
}
