internal import MarketModel

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// A file or folder that cannot be read or written: one sentence, and what to do.
public struct FileProblem: Error, Sendable, Hashable, CustomStringConvertible {
  /// Names the file: `'x.yaml' does not exist`.
  public var problem: String
  /// What the reader can do; empty when the problem says it all.
  public var remedy: String

  public init(_ problem: String, remedy: String = "") {
    self.problem = problem
    self.remedy = remedy
  }

  public var description: String { remedy.isEmpty ? problem : "\(problem); \(remedy)" }
}

extension FileProblem {
  /// `'path' cannot be read: Permission denied`, from the system's last error number.
  init(_ path: String, cannotBe action: String, _ code: CInt = errno) {
    let reason = strerror(code).map { String(cString: $0) } ?? "error \(code)"
    let remedy =
      switch code {
      case EACCES, EPERM: "check the permissions"
      case EROFS: "choose a folder that can be written"
      case ENOSPC, EDQUOT: "make room on the disk"
      case ENAMETOOLONG: "choose a shorter name"
      default: ""
      }
    self.init("\(quoted(path)) cannot be \(action): \(reason)", remedy: remedy)
  }
}
