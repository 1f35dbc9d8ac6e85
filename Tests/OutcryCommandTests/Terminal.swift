import Foundation
import Outcry
import OutcryCommand
import Synchronization
import Testing

/// What a command said and how it ended.
struct Said: Equatable {
  var status: OutcryCommand.ExitStatus
  var out: String
  var err: String
}

/// A terminal of one's own: keeps what is written, folder names removed.
final class Terminal: Sendable {
  private let written = Mutex<(out: String, err: String)>(("", ""))
  let monitor = Monitor()
  private let catalogs: Catalogs
  private let isTerminal: Bool
  private let usesColour: Bool
  private let progressPeriod: Double?

  init(
    catalogs: Catalogs = .standard, isTerminal: Bool = false, usesColour: Bool = false, progressPeriod: Double? = nil
  ) {
    self.catalogs = catalogs
    self.isTerminal = isTerminal
    self.usesColour = usesColour
    self.progressPeriod = progressPeriod
  }

  /// Runs one command; words may name files of the workspace as `@/x.yaml`, and what is said names them as `x.yaml`.
  func run(_ arguments: [String], in workspace: Workspace? = nil) async -> Said {
    let base = workspace.map { $0.path + "/" } ?? ""
    let shell = Shell(
      catalogs: catalogs, print: { text in self.written.withLock { $0.out += text } },
      complain: { text in self.written.withLock { $0.err += text } }, isTerminal: isTerminal, usesColour: usesColour,
      columns: 80, progressPeriod: progressPeriod, monitor: monitor)
    let status = await runCommand(arguments.map { $0.replacing("@/", with: base) }, shell)
    let (out, err) = written.withLock { ($0.out, $0.err) }
    if base.isEmpty { return Said(status: status, out: out, err: err) }
    return Said(status: status, out: out.replacing(base, with: ""), err: err.replacing(base, with: ""))
  }
}

/// One command in a terminal of its own.
func outcry(_ arguments: String..., in workspace: Workspace? = nil) async -> Said {
  await Terminal().run(arguments, in: workspace)
}

/// A folder that is deleted with the value's last copy.
final class Workspace: Sendable {
  let path: String

  init(_ files: [String: String] = [:]) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "outcry-tests-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    // The temporary folder may be a link: messages about output name what it leads to.
    path = folder.resolvingSymlinksInPath().path
    for (name, text) in files { try write(text, to: name) }
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func write(_ text: String, to name: String) throws { try write(Data(text.utf8), to: name) }

  func write(_ bytes: Data, to name: String) throws {
    let file = URL(filePath: path).appending(path: name)
    try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try bytes.write(to: file)
  }

  func text(_ name: String) -> String? {
    (try? Data(contentsOf: URL(filePath: path).appending(path: name))).map { String(decoding: $0, as: UTF8.self) }
  }

  /// Names in a folder of the workspace, hidden ones included; nil without such a folder.
  func names(in folder: String = ".") -> [String]? {
    try? FileManager.default.contentsOfDirectory(atPath: URL(filePath: path).appending(path: folder).path).sorted()
  }

  /// Every file below a folder with its bytes.
  func contents(of folder: String) throws -> [String: Data] {
    var found: [String: Data] = [:]
    let base = URL(filePath: path).appending(path: folder)
    for name in try FileManager.default.subpathsOfDirectory(atPath: base.path) {
      found[name] = try? Data(contentsOf: base.appending(path: name))
    }
    return found
  }
}

/// The smallest scenario: two bidders, 100 auctions, in seven lines, the last one a bidder group that can be gone on.
let smallScenario = """
  outcry: 1
  title: Small
  world:
    kind: repeated-auction
    horizon: 100
    bidders:
      - {name: a, count: 2}

  """
