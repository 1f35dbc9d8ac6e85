internal import MarketModel

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// One file of results, written whole or not at all.
///
/// It is written beside its place, which it then takes. A file that exists is replaced only when it begins as outcry's
/// files of the kind do.
public struct OutputFile: Sendable {
  public let path: String
  /// How files of this kind begin: no other file is replaced.
  private let mark: [UInt8]

  public init(_ path: String, startingWith mark: String) {
    self.path = path
    self.mark = Array(mark.utf8)
  }

  /// Whether a file of this kind is there.
  public func exists() throws(FileProblem) -> Bool {
    try check()
    if case .file = PathKind(path) { return true }
    return false
  }

  /// Whether `write` could write now; changes nothing.
  public func check() throws(FileProblem) {
    let remedy = "choose another --output"
    if path.isEmpty || path.utf8.contains(0) || path.hasSuffix("/") {
      throw FileProblem("\(quoted(path)) names no file", remedy: remedy)
    }
    switch PathKind(path) {
    case .missing:
      if case .other = PathKind(path, followingLinks: false) {
        throw FileProblem("\(quoted(path)) is a link to nothing", remedy: "remove it, or \(remedy)")
      }
    case .folder: throw FileProblem("\(quoted(path)) is a folder, not a file", remedy: remedy)
    case .other: throw FileProblem("\(quoted(path)) is a device, pipe or socket", remedy: remedy)
    case .hidden(let code): throw FileProblem(path, cannotBe: "reached", code)
    case .file:
      if try !readFile(path, limit: 1 << 30).starts(with: mark) {
        throw FileProblem("\(quoted(path)) was not written by outcry", remedy: "move it or \(remedy)")
      }
    }
    let folder = split(path).folder
    guard case .folder = PathKind(folder) else {
      throw FileProblem("there is no folder \(quoted(folder))", remedy: "make it, or \(remedy)")
    }
    if access(folder, W_OK | X_OK) != 0 { throw FileProblem(folder, cannotBe: "written") }
  }

  /// Writes the file. On failure what was there stays.
  /// - Precondition: `text` begins as files of this kind do.
  public func write(_ text: String) throws(FileProblem) {
    let bytes = Array(text.utf8)
    precondition(bytes.starts(with: mark), "a file must begin with the mark of its kind")
    try check()
    var place = path
    if let resolved = realpath(path, nil) {
      place = String(cString: resolved)
      free(resolved)
    }
    let (folder, name) = split(place)
    let temporary = join(folder, ".\(name).outcry-\(getpid())")
    unlink(temporary)
    do {
      try writeFile(bytes, to: temporary)
    } catch {
      unlink(temporary)
      throw error
    }
    guard rename(temporary, place) == 0 else {
      let problem = FileProblem(path, cannotBe: "written")
      unlink(temporary)
      throw problem
    }
    synchronize(folder)
  }

  /// Removes the file, if it is there and of this kind.
  public func remove() throws(FileProblem) {
    if try exists(), unlink(path) != 0 { throw FileProblem(path, cannotBe: "removed") }
  }
}
