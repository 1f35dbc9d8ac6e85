import Foundation
import Outcry
import Testing

@Suite("The digest of a scenario")
struct DigestTests {
  /// A scenario whose values come from a file in `folder`, and its digest.
  private func digest(of folder: URL, _ name: String, contents: String) throws -> String {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let file = folder.appendingPathComponent(name)
    try Data(contents.utf8).write(to: file)
    let scenario = try Scenario([
      "title": "Observed values",
      "world": [
        "kind": "repeated-auction", "horizon": 10,
        "bidders": [
          ["name": "observed", "values": ["kind": "empirical", "file": Node(.text(file.path))]]
        ],
      ],
    ])
    return scenario.provenance.digest
  }

  @Test("where an input lies decides nothing, what it holds and what it is called do")
  func inputs() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("outcry-digest-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let (here, there) = (folder.appendingPathComponent("a"), folder.appendingPathComponent("b/c"))
    let digest = try digest(of: here, "values.csv", contents: "value\n1\n2\n")
    #expect(digest.count == 8)
    #expect(try self.digest(of: there, "values.csv", contents: "value\n1\n2\n") == digest)
    #expect(try self.digest(of: there, "values.csv", contents: "value\n1\n3\n") != digest)
    #expect(try self.digest(of: there, "other.csv", contents: "value\n1\n2\n") != digest)
  }
}
