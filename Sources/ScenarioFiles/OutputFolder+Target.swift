internal import MarketModel

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

extension OutputFolder {
  /// The place the results go to, links followed.
  struct Target {
    /// As given, for messages.
    let shown: String
    let parent: String
    let name: String
    let exists: Bool

    var path: String { join(parent, name) }
  }
}

extension OutputFolder.Target {
  init(_ path: String) throws(FileProblem) {
    let anotherFolder = "choose another --output"
    if path.isEmpty || path.utf8.contains(0) {
      throw FileProblem("\(quoted(path)) names no folder", remedy: anotherFolder)
    }
    shown = path
    switch PathKind(path) {
    case .folder:
      guard let resolved = realpath(path, nil) else { throw FileProblem(path, cannotBe: "found") }
      defer { free(resolved) }
      (parent, name) = split(String(cString: resolved))
      exists = true
      if name.isEmpty || Self.isWorkingFolder(path) {
        throw FileProblem(
          "\(quoted(path)) cannot be replaced while outcry runs in it", remedy: "name a folder below it")
      }
    case .missing:
      (parent, name) = split(path)
      exists = false
      if case .other = PathKind(join(parent, name), followingLinks: false) {
        throw FileProblem("\(quoted(path)) is a link to nothing", remedy: "remove it, or \(anotherFolder)")
      }
      if name == ".." || name == "." { throw FileProblem("\(quoted(path)) names no folder", remedy: anotherFolder) }
    case .file, .other: throw FileProblem("\(quoted(path)) is a file, not a folder", remedy: anotherFolder)
    case .hidden(let code):
      if code == ENOTDIR, let file = Self.fileAbove(path) {
        throw FileProblem("\(quoted(file)) is a file, not a folder", remedy: anotherFolder)
      }
      throw FileProblem(path, cannotBe: "reached", code)
    }
  }

  private static func isWorkingFolder(_ path: String) -> Bool {
    var here = stat()
    var there = stat()
    guard stat(".", &here) == 0, stat(path, &there) == 0 else { return false }
    return here.st_dev == there.st_dev && here.st_ino == there.st_ino
  }

  /// The file that is used as a folder on the way to `path`.
  private static func fileAbove(_ path: String) -> String? {
    var current = path
    while case .hidden = PathKind(current), case let above = split(current).folder, above != current { current = above }
    if case .file = PathKind(current) { return current }
    return nil
  }

  /// Refuses a folder with files that outcry did not write.
  func checkReplaceable() throws(FileProblem) {
    if !exists { return }
    let all = try entries()
    let own = Set(try markedNames(among: all) + [OutputFolder.marker])
    for name in all {
      if own.contains(name), case .file = PathKind(join(path, name), followingLinks: false) { continue }
      throw FileProblem(
        "\(quoted(join(shown, name))) was not written by outcry", remedy: "move it or choose another --output")
    }
  }

  /// Tests what the system's permissions allow, without writing.
  func checkWritable() throws(FileProblem) {
    var folder = parent
    while case .missing = PathKind(folder) { folder = split(folder).folder }
    for folder in exists ? [folder, path] : [folder] where access(folder, W_OK | X_OK) != 0 {
      throw FileProblem(folder, cannotBe: "written")
    }
  }

  func makeTemporaryFolder() throws(FileProblem) -> String {
    var number = 0
    while true {
      let folder = join(parent, ".\(name).outcry-\(getpid())-\(number)")
      if mkdir(folder, 0o777) == 0 { return folder }
      guard errno == EEXIST, number < 1000 else { throw FileProblem(shown, cannotBe: "written") }
      number += 1
    }
  }

  /// Puts `temporary` in the target's place and deletes what outcry wrote there before.
  func replace(by temporary: String) throws(FileProblem) {
    guard exists else {
      // An empty folder made by someone else meanwhile would be replaced silently, which harms nobody.
      guard rename(temporary, path) == 0 else { throw FileProblem(shown, cannotBe: "written") }
      return synchronize(parent)
    }
    try checkReplaceable()
    let old = try makeTemporaryFolder()
    guard rename(path, old) == 0 else {
      let problem = FileProblem(shown, cannotBe: "replaced")
      rmdir(old)
      throw problem
    }
    guard rename(temporary, path) == 0 else {
      let problem = FileProblem(shown, cannotBe: "replaced")
      rename(old, path)
      throw problem
    }
    synchronize(parent)
    let retired = Self(shown: shown, parent: parent, name: split(old).name, exists: true)
    try retired.removeOwnFiles()
  }

  /// A file that came in after the check is kept, and with it the folder.
  private func removeOwnFiles() throws(FileProblem) {
    for name in try markedNames(among: try entries()) { unlink(join(path, name)) }
    unlink(join(path, OutputFolder.marker))
    if rmdir(path) != 0 {
      throw FileProblem(
        "\(quoted(shown)) is written, but the old folder could not be removed", remedy: "see \(quoted(path))")
    }
  }

  private func entries() throws(FileProblem) -> [String] {
    guard let all = names(in: path) else { throw FileProblem(shown, cannotBe: "listed") }
    return all
  }

  /// The names the marker file lists, as far as they are there; none without a marker of ours.
  private func markedNames(among all: [String]) throws(FileProblem) -> [String] {
    if !all.contains(OutputFolder.marker) { return [] }
    let text = String(decoding: try readFile(join(path, OutputFolder.marker), limit: 1 << 20), as: UTF8.self)
    let lines = text.split(separator: "\n").map(String.init)
    guard lines.first == OutputFolder.markerLine else {
      throw FileProblem(
        "\(quoted(join(shown, OutputFolder.marker))) was not written by outcry",
        remedy: "move it or choose another --output")
    }
    let listed = Set(lines.dropFirst())
    return all.filter(listed.contains)
  }
}
