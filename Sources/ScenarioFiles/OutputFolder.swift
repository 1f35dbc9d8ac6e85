internal import MarketModel

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// A folder of results, written whole or not at all.
///
/// The files are written into a temporary folder beside it, which then takes its place. A folder that exists is
/// replaced only when it is empty, or when its marker file `.outcry` names every file in it; no other file is ever
/// deleted. A power cut between the two renames leaves the old results under a name beginning with `.NAME.outcry-`.
public struct OutputFolder {
  /// The file by which a folder is known to be outcry's.
  static let marker = ".outcry"
  static let markerLine = "outcry wrote this folder and may replace it"

  /// Whether `write` could write to `path` now; changes nothing.
  public static func check(_ path: String) throws(FileProblem) {
    let target = try Target(path)
    try target.checkReplaceable()
    try target.checkWritable()
  }

  /// Writes the files and the marker that names them, in place of what was there.
  ///
  /// Folders above are made as needed. On failure everything is as it was.
  /// - Precondition: names are plain (no slash, no dot in front, no control characters), and none appears twice.
  public static func write(_ files: [(name: String, bytes: [UInt8])], to path: String) throws(FileProblem) {
    precondition(files.allSatisfy { isPlain($0.name) }, "an output file needs a plain name")
    precondition(Set(files.map(\.name)).count == files.count, "an output file needs a name of its own")
    let target = try Target(path)
    try target.checkReplaceable()
    let marker = ([markerLine] + files.map(\.name)).map { $0 + "\n" }.joined()
    let made = try makeFolders(target.parent)
    do throws(FileProblem) {
      let temporary = try target.makeTemporaryFolder()
      do throws(FileProblem) {
        for file in files { try writeFile(file.bytes, to: join(temporary, file.name)) }
        try writeFile(Array(marker.utf8), to: join(temporary, Self.marker))
        synchronize(temporary)
        try target.replace(by: temporary)
      } catch {
        for name in files.map(\.name) + [Self.marker] { unlink(join(temporary, name)) }
        rmdir(temporary)
        throw error
      }
    } catch {
      for folder in made.reversed() { rmdir(folder) }
      throw error
    }
  }

  private static func isPlain(_ name: String) -> Bool {
    !name.isEmpty && !name.hasPrefix(".") && !name.utf8.contains { $0 == UInt8(ascii: "/") || $0 < 32 }
  }

  /// Makes `folder` and those above it; gives those that were not there, outermost first.
  private static func makeFolders(_ folder: String) throws(FileProblem) -> [String] {
    var missing: [String] = []
    var current = folder
    while case .missing = PathKind(current) {
      missing.append(current)
      current = split(current).folder
    }
    var made: [String] = []
    for folder in missing.reversed() {
      if mkdir(folder, 0o777) == 0 {
        made.append(folder)
      } else if errno != EEXIST {
        let problem = FileProblem(folder, cannotBe: "made")
        for folder in made.reversed() { rmdir(folder) }
        throw problem
      }
    }
    return made
  }
}
