import Outcry
import OutcryCommand
import Testing

/// The kinds of world as messages list them.
let worlds = Catalogs.standard.registrations.filter { $0.family == "world" }.map(\.card.id).joined(separator: ", ")

/// A scenario file and everything `outcry validate` has to say about it.
struct Mistake: Sendable, CustomTestStringConvertible {
  var name: String
  var text: String
  var messages: [String]

  init(_ name: String, _ text: String, _ messages: String...) {
    self.name = name
    self.text = text
    self.messages = messages
  }

  /// The small scenario with `old` (the horizon's number, `count: 2` …) in other words.
  init(_ name: String, _ old: String, as new: String, _ messages: String...) {
    self.name = name
    text = smallScenario.replacing(old, with: new)
    self.messages = messages
  }

  /// The small scenario with lines below its last bidder group.
  init(_ name: String, adding lines: String, _ messages: String...) {
    self.name = name
    text = smallScenario + lines
    self.messages = messages
  }

  var testDescription: String { name }

  /// Both `validate` and `run` say exactly the messages, and nothing is written.
  func check() async throws {
    let place = try Workspace(["s.yaml": text])
    let expected = messages.map { "s.yaml:\($0)\n" }.joined()
    let validated = await outcry("validate", "@/s.yaml", in: place)
    #expect(validated == Said(status: .wrongInput, out: "", err: expected))
    let run = await outcry("run", "@/s.yaml", "--output", "@/o", in: place)
    #expect(run == Said(status: .wrongInput, out: "", err: expected))
    #expect(place.names() == ["s.yaml"])
  }
}
