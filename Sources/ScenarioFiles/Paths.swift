#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// What stands at a path.
enum PathKind {
  case missing
  case file
  case folder
  /// A device, pipe or socket — or, where links are not followed, a link.
  case other
  /// Some folder on the way cannot be searched.
  case hidden(CInt)

  init(_ path: String, followingLinks: Bool = true) {
    var status = stat()
    let result = followingLinks ? stat(path, &status) : lstat(path, &status)
    if result == 0 { self.init(mode: status.st_mode) } else { self = errno == ENOENT ? .missing : .hidden(errno) }
  }

  init(mode: mode_t) {
    switch mode & S_IFMT {
    case S_IFREG: self = .file
    case S_IFDIR: self = .folder
    default: self = .other
    }
  }
}

/// The folder part and the last part of a path, trailing slashes aside: `a/b/` is `a` and `b`, `b` is `.` and `b`.
func split(_ path: String) -> (folder: String, name: String) {
  var trimmed = Substring(path)
  while trimmed.count > 1 && trimmed.hasSuffix("/") { trimmed.removeLast() }
  guard let slash = trimmed.lastIndex(of: "/") else { return (".", String(trimmed)) }
  let folder = trimmed[..<slash]
  return (folder.isEmpty ? "/" : String(folder), String(trimmed[trimmed.index(after: slash)...]))
}

func join(_ folder: String, _ name: String) -> String {
  folder == "." ? name : folder.hasSuffix("/") ? folder + name : "\(folder)/\(name)"
}

/// The names in a folder in alphabetical order, hidden ones included; nil when it cannot be listed.
func names(in folder: String) -> [String]? {
  guard let stream = opendir(folder) else { return nil }
  defer { closedir(stream) }
  var names: [String] = []
  while let entry = readdir(stream) {
    let name = withUnsafePointer(to: &entry.pointee.d_name) { tuple in
      tuple.withMemoryRebound(to: CChar.self, capacity: MemoryLayout.size(ofValue: tuple.pointee)) {
        String(cString: $0)
      }
    }
    if name != "." && name != ".." { names.append(name) }
  }
  return names.sorted()
}

/// Writes a new file, down to the disk.
func writeFile(_ bytes: [UInt8], to path: String) throws(FileProblem) {
  let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
  if file < 0 { throw FileProblem(path, cannotBe: "written") }
  var written = 0
  while written < bytes.count {
    let count = bytes.withUnsafeBytes { buffer in
      let rest = UnsafeRawBufferPointer(rebasing: buffer[written...])
      return write(file, rest.baseAddress, rest.count)
    }
    if count >= 0 {
      written += count
    } else if errno != EINTR {
      let problem = FileProblem(path, cannotBe: "written")
      close(file)
      throw problem
    }
  }
  let code = fsync(file) == 0 ? 0 : errno
  if close(file) != 0 || code != 0 { throw FileProblem(path, cannotBe: "written", code == 0 ? errno : code) }
}

/// Asks the system to put a folder's names on the disk; not every file system can.
func synchronize(_ folder: String) {
  let file = open(folder, O_RDONLY | O_CLOEXEC)
  if file < 0 { return }
  fsync(file)
  close(file)
}
