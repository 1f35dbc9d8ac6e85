import Foundation
import OutcryCommand
import Testing

@Suite("Wrong input: files that are no scenarios")
struct WrongFilesTests {
  static let textMistakes: [Mistake] = [
    Mistake("empty file", "", " the file holds nothing; `outcry new` prints a scenario to start from"),
    Mistake("only a comment", "# nothing\n", " the file holds nothing; `outcry new` prints a scenario to start from"),
    Mistake(
      "a list", "- a\n- b\n",
      "1:1: a scenario is a table of settings, not a list; `outcry new` prints a scenario to start from"),
    Mistake(
      "a word", "hello\n",
      "1:1: a scenario is a table of settings, not the text 'hello'; `outcry new` prints a scenario to start from"),
    Mistake(
      "tabs", "outcry: 1\ntitle: T\nworld:\n\tkind: repeated-auction\n", "4:1: a tab cannot indent; use spaces"),
    Mistake(
      "a syntax error stands alone", "100", as: "[0\nseed: 1.5\nreplicats: 3",
      "6:5: a ',' or ']' is missing; check the list opened in line 5"),
    Mistake("duplicate keys", adding: "title: U\n", "8:1: the key 'title' appears twice; keep one"),
    // a: 10 + 1 nodes, b: 10 a's + 1, so the tenth b in c passes 1,000 = 9 × 111 + 1 …
    Mistake(
      "aliases that explode",
      """
      a: &a [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]
      b: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a, *a]
      c: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b, *b]
      d: [*c, *c, *c, *c, *c, *c, *c, *c, *c, *c]

      """, "3:40: aliases expand to more than 1,000 nodes; write them out"),
    Mistake("a NUL character", "title: \0\n", "1:8: the control character U+0000 is not text; remove it"),
  ]

  @Test("texts", arguments: textMistakes)
  func texts(mistake: Mistake) async throws { try await mistake.check() }

  @Test("20,000 nested brackets")
  func brackets() async throws {
    let brackets = String(repeating: "[", count: 20_000) + String(repeating: "]", count: 20_000)
    let place = try Workspace(["s.yaml": "a: " + brackets])
    let said = await outcry("run", "@/s.yaml", "--output", "@/o", in: place)
    #expect(said.err.wholeMatch(of: #/s\.yaml:1:\d+: nested deeper than 100 levels\n/#) != nil)
    #expect(said.status == .wrongInput)
    #expect(place.names() == ["s.yaml"])
  }

  @Test("a binary file")
  func binary() async throws {
    let place = try Workspace()
    try place.write(Data([0x7F, 0x45, 0x4C, 0x46, 0xFF, 0x00]), to: "s.yaml")
    let said = await outcry("validate", "@/s.yaml", in: place)
    #expect(said.err == "s.yaml:1:5: the byte 0xFF is not UTF-8 text; save the file as UTF-8\n")
    #expect(said.status == .wrongInput)
  }

  @Test("a file that is not there, with the nearest name")
  func missing() async throws {
    let place = try Workspace(["quickstart.yaml": smallScenario])
    let near = await outcry("run", "@/quikstart.yaml", in: place)
    #expect(near.err == "quikstart.yaml: 'quikstart.yaml' does not exist; did you mean 'quickstart.yaml'?\n")
    let far = await outcry("run", "@/xyz.yaml", in: place)
    #expect(far.err == "xyz.yaml: 'xyz.yaml' does not exist; known: quickstart.yaml\n")
    #expect(near.status == .wrongInput && far.status == .wrongInput)
  }

  @Test("a folder, a pipe that nobody writes to, and devices: refused at once, never read")
  func notFiles() async throws {
    let place = try Workspace(["folder/x": ""])
    #expect(mkfifo(place.path + "/pipe", 0o600) == 0)
    #expect(
      await outcry("run", "@/folder", in: place).err
        == "folder: 'folder' is a folder, not a file; name a file in it\n")
    #expect(
      await outcry("run", "@/pipe", in: place).err
        == "pipe: 'pipe' is a device, pipe or socket; name a file on the disk\n")
    for device in ["/dev/null", "/dev/zero"] {
      let said = await outcry("run", device, in: place)
      #expect(said.err == "\(device): '\(device)' is a device, pipe or socket; name a file on the disk\n")
      #expect(said.status == .wrongInput)
    }
  }

  @Test("a file without a name")
  func noName() async throws {
    let said = await outcry("run", "")
    #expect(said == Said(status: .wrongInput, out: "", err: "scenario: the file name is empty; name a file\n"))
  }
}
