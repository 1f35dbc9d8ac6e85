import Foundation
import ScenarioFiles
import Testing

@Suite struct ScenarioSourceTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// The message reading `name` gives, with the folder's path taken out.
  private func message(_ name: String, limit: Int = 1 << 20) -> String {
    do {
      return "read \(try readFile(folder.path(name), limit: limit).count) bytes"
    } catch {
      return error.description.replacingOccurrences(of: folder.path + "/", with: "").replacingOccurrences(
        of: folder.path, with: ".")
    }
  }

  @Test func readsWholeFiles() throws {
    try folder.write("", to: "empty")
    try folder.write(String(repeating: "x", count: 100_000), to: "long")
    try folder.link("link", to: "long")
    #expect(message("empty") == "read 0 bytes")
    #expect(message("long") == "read 100000 bytes")
    #expect(message("link") == "read 100000 bytes")
    try folder.write("a: é\n", to: "a.yaml")
    #expect(try readFile(folder.path("a.yaml"), limit: 6) == Array("a: é\n".utf8))
  }

  @Test func suggestsTheNearestNameForAMissingFile() throws {
    #expect(message("x.yaml") == "'x.yaml' does not exist; the folder is empty")
    try folder.write("", to: "second-price.yaml")
    try folder.write("", to: "budget.yaml")
    try folder.write("", to: ".hidden.yaml")
    #expect(message("secnod-price.yaml") == "'secnod-price.yaml' does not exist; did you mean 'second-price.yaml'?")
    #expect(message("budget") == "'budget' does not exist; did you mean 'budget.yaml'?")
    #expect(message("auction.csv") == "'auction.csv' does not exist; known: budget.yaml, second-price.yaml")
    #expect(message("no/x.yaml") == "'no/x.yaml' does not exist: there is no folder 'no'; check the path")
    #expect(
      message("budget.yaml/x") == "'budget.yaml/x' does not exist: a part before the last is a file; check the path")
    try folder.link("broken.yaml", to: "nowhere")
    #expect(message("broken.yaml").hasPrefix("'broken.yaml' does not exist; "))
  }

  @Test func refusesWhatIsNotAFile() throws {
    try folder.makeFolder("sub")
    #expect(message("sub") == "'sub' is a folder, not a file; name a file in it")
    #expect(mkfifo(folder.path("pipe"), 0o600) == 0)
    #expect(message("pipe") == "'pipe' is a device, pipe or socket; name a file on the disk")
    try folder.link("zero", to: "/dev/zero")
    #expect(message("zero") == "'zero' is a device, pipe or socket; name a file on the disk")
    #expect(makeSocket(folder.path("s")) == 0)
    #expect(message("s") == "'s' is a device, pipe or socket; name a file on the disk")
    #expect(message("a\0b") == "'a\\u{0}b' is not a file name; remove the NUL character")
    #expect(throws: FileProblem("the file name is empty", remedy: "name a file")) { try readFile("", limit: 1) }
  }

  private func makeSocket(_ path: String) -> Int32 {
    let socket = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(socket) }
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
    return withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(socket, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
  }

  @Test func refusesLargeFiles() throws {
    try folder.write("123456", to: "six")
    #expect(message("six", limit: 6) == "read 6 bytes")
    #expect(message("six", limit: 5) == "'six' is larger than 5 bytes; give a smaller file")
    try folder.write(String(repeating: "x", count: (1 << 20) + 1), to: "large")
    #expect(message("large", limit: 1 << 20) == "'large' is larger than 1 MiB; give a smaller file")
  }

  /// Files of /proc have the size 0 and some text.
  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/proc/self/status")))
  func readsToTheEndWhateverTheSizeSays() throws {
    #expect(try readFile("/proc/self/status", limit: 1 << 20).count > 100)
    #expect(throws: FileProblem.self) { try readFile("/proc/self/status", limit: 100) }
  }

  @Test(.enabled(if: permissionsHold)) func saysWhatIsNotPermitted() throws {
    try folder.write("x", to: "secret")
    chmod(folder.path("secret"), 0)
    #expect(message("secret") == "'secret' cannot be read: Permission denied; check the permissions")
  }
}
