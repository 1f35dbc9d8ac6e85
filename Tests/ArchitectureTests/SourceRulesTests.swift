import Outcry
import Testing

@Suite("Rules of the source text")
struct SourceRulesTests {
  @Test("the stripper of comments and literals keeps code and lines")
  func stripper() {
    #expect(SourceTree.code(of: "a // b\nc") == "a \nc")
    #expect(SourceTree.code(of: #"f("x", 1) // "y"#) == #"f("", 1) "#)
    #expect(SourceTree.code(of: #"f("a \(g("b")) c") + h"#) == #"f("") + h"#)
    #expect(SourceTree.code(of: "f(\"a \\\" b\") + h") == "f(\"\") + h")
    #expect(SourceTree.code(of: "f(\"\"\"\n  x \"y\" \\(z)\n  \"\"\")\nh") == "f(\n\n\"\")\nh")
  }

  @Test("nothing ends the program without a sentence, and no cast or try is forced")
  func noForcing() {
    let rules: [(Regex<Substring>, String)] = [
      (SourceTree.words(#/\bfatalError\b/#), "use preconditionFailure with a sentence"),
      (SourceTree.words(#/\btry!/#), "handle the error"),
      (SourceTree.words(#/\bas!/#), "use `as?` and say what to do otherwise"),
    ]
    for file in SourceTree.sources {
      for (pattern, remedy) in rules {
        for place in file.places(of: pattern) { Issue.record("\(place): \(remedy)") }
      }
    }
  }

  @Test("nothing is left for later")
  func nothingLeftForLater() {
    let pattern = SourceTree.words(#/\b(?:TODO|FIXME)\b/#)
    for file in SourceTree.sources {
      for (index, line) in file.lines.enumerated() where line.contains(pattern) {
        Issue.record("\(file.path):\(index + 1): do it now, or open an issue and remove the note")
      }
    }
  }

  @Test("no file has more than 400 lines")
  func filesAreShort() {
    for file in SourceTree.sources {
      // A file ends with a line break, after which there is no line.
      let count = file.lines.count - (file.text.hasSuffix("\n") ? 1 : 0)
      #expect(count <= 400, "\(file.path) has \(count) lines: split it by concern, like Outcome+Invariants.swift")
    }
  }

  @Test("only the command prints")
  func onlyTheCommandPrints() {
    let pattern = SourceTree.words(
      #/(?:^|[^.\w])(?:print|debugPrint|dump|puts|fputs|printf|fprintf)\(|\bFileHandle\b|\bstd(?:out|err)\b/#)
    var found = 0
    for file in SourceTree.sources {
      let places = file.places(of: pattern)
      found += places.count
      if file.target == "OutcryCommand" { continue }
      for place in places { Issue.record("\(place): return text, and let OutcryCommand print it") }
    }
    #expect(found > 0, "the pattern finds the command's own prints")
  }

  @Test("no type bears a module's name: it would hide the module")
  func noTypeIsAModule() {
    let modules = Set(SourceTree.folders(below: "Sources"))
    var types = 0
    for file in SourceTree.sources {
      for match in file.code.matches(of: #/(?:struct|class|enum|protocol|actor|typealias) (\w+)/#) {
        types += 1
        #expect(!modules.contains(String(match.1)), "\(file.path): give the type \(match.1) another name")
      }
    }
    #expect(types > 100)
  }

  @Test("draws come from our own streams: no generator of the toolchain, no shuffle")
  func randomnessIsOurs() {
    let pattern = SourceTree.words(
      #/\bSystemRandomNumberGenerator\b|\.shuffled?\(\)|\b(?:Double|Int|Bool|Float)\.random\(|\brandomElement\(/#)
    for file in SourceTree.sources {
      for place in file.places(of: pattern) {
        Issue.record("\(place): draw from a RandomStream; the toolchain's algorithms may change")
      }
    }
  }

  @Test("the results epoch stands in the changelog, once there is one")
  func epochInChangelog() {
    guard let text = SourceTree.text("CHANGELOG.md") else { return }
    let epoch = Release.resultsEpoch
    #expect(
      text.contains("`resultsEpoch` is \(epoch)"),
      "add a line to CHANGELOG.md that says which figures moved and why: `resultsEpoch` is \(epoch): …")
  }
}
