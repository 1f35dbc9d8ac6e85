import Foundation
import OutcryCommand
import Testing

@Suite("The scenarios of docs/Scenarios.md")
struct DocumentedScenarioTests {
  /// Whole scenarios of the page: fenced YAML that begins with the version.
  static let scenarios: [String] = {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let page = (try? String(contentsOf: root.appending(path: "docs/Scenarios.md"), encoding: .utf8)) ?? ""
    return page.components(separatedBy: "```yaml\n").dropFirst().map { $0.components(separatedBy: "```")[0] }
      .filter { $0.hasPrefix("outcry: 1\n") }
  }()

  @Test("each is valid as it stands", arguments: scenarios.indices)
  func valid(index: Int) async throws {
    #expect(Self.scenarios.count >= 4)
    let place = try Workspace(["s.yaml": Self.scenarios[index]])
    let said = await outcry("validate", "@/s.yaml", in: place)
    #expect(said.status == .done && said.err.isEmpty, "\(said.err)")
  }
}
