internal import MarketModel

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// The bytes of the regular file at `path`, at most `limit` of them.
///
/// Never waits: pipes, devices and sockets are refused, not read.
/// **Edge cases**: a link is followed. A missing file — the nearest name in its folder is suggested.
public func readFile(_ path: String, limit: Int) throws(FileProblem) -> [UInt8] {
  if path.isEmpty { throw FileProblem("the file name is empty", remedy: "name a file") }
  if path.utf8.contains(0) {
    throw FileProblem("\(quoted(path)) is not a file name", remedy: "remove the NUL character")
  }
  // Without O_NONBLOCK, opening a pipe waits for its writer.
  let file = open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC)
  if file < 0 {
    switch errno {
    case ENOENT: throw missing(path)
    case ENXIO: throw notRegular(path)
    case ENOTDIR:
      throw FileProblem("\(quoted(path)) does not exist: a part before the last is a file", remedy: "check the path")
    default: throw FileProblem(path, cannotBe: "read")
    }
  }
  defer { close(file) }
  var status = stat()
  guard fstat(file, &status) == 0 else { throw FileProblem(path, cannotBe: "read") }
  switch PathKind(mode: status.st_mode) {
  case .file: break
  case .folder: throw FileProblem("\(quoted(path)) is a folder, not a file", remedy: "name a file in it")
  default: throw notRegular(path)
  }
  if status.st_size > limit { throw tooLarge(path, limit: limit) }
  return try contents(of: file, path: path, expected: Int(status.st_size), limit: limit)
}

/// Reads to the end: files of `/proc` say they are empty, and a file may grow while it is read.
private func contents(of file: CInt, path: String, expected: Int, limit: Int) throws(FileProblem) -> [UInt8] {
  var bytes = [UInt8](repeating: 0, count: expected + 1)
  var count = 0
  while true {
    if count == bytes.count { bytes.append(contentsOf: repeatElement(0, count: max(4096, count))) }
    let received = bytes.withUnsafeMutableBytes { buffer in
      let free = UnsafeMutableRawBufferPointer(rebasing: buffer[count...])
      return read(file, free.baseAddress, free.count)
    }
    if received < 0 && errno == EINTR { continue }
    if received < 0 { throw FileProblem(path, cannotBe: "read") }
    if received == 0 { break }
    count += received
    if count > limit { throw tooLarge(path, limit: limit) }
  }
  bytes.removeLast(bytes.count - count)
  return bytes
}

private func missing(_ path: String) -> FileProblem {
  let (folder, name) = split(path)
  let problem = "\(quoted(path)) does not exist"
  guard let all = names(in: folder) else {
    return FileProblem("\(problem): there is no folder \(quoted(folder))", remedy: "check the path")
  }
  let known = all.filter { !$0.hasPrefix(".") }
  let withExtension = known.first { $0.hasPrefix(name + ".") }
  if let near = nearest(to: name, among: known) ?? withExtension {
    return FileProblem(problem, remedy: "did you mean \(quoted(join(folder, near)))?")
  }
  let suffix = name.lastIndex(of: ".").map { String(name[$0...]) } ?? ""
  let alike = known.filter { $0.hasSuffix(suffix) }
  if known.isEmpty { return FileProblem(problem, remedy: "the folder is empty") }
  if alike.isEmpty {
    return FileProblem(
      problem, remedy: "there is no \(printable(suffix)) file in its folder; put it there, or give another path")
  }
  return FileProblem(problem, remedy: suggestion(for: name, among: alike))
}

private func notRegular(_ path: String) -> FileProblem {
  FileProblem("\(quoted(path)) is a device, pipe or socket", remedy: "name a file on the disk")
}

private func tooLarge(_ path: String, limit: Int) -> FileProblem {
  let mebibyte = 1 << 20
  let size = limit >= mebibyte && limit % mebibyte == 0 ? "\(limit / mebibyte) MiB" : "\(limit) bytes"
  return FileProblem("\(quoted(path)) is larger than \(size)", remedy: "give a smaller file")
}
