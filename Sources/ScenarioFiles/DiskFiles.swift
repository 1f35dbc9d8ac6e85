internal import MarketModel
internal import Synchronization
internal import Tables

/// Reads the CSV files that scenarios name from the disk, each once per scenario.
final class DiskFiles: InputFiles {
  private struct Key: Hashable {
    var path: String
    var columns: String
  }

  private let tables = Mutex<[Key: TableReading]>([:])

  /// 2 GiB: beyond it a log should be cut.
  private static let largest = 2 * 1024 * 1024 * 1024

  func table(_ name: String, from place: Place, columns: [ColumnRequest]) -> TableReading {
    let path = Self.resolve(name, place)
    let key = Key(path: path, columns: columns.map { "\($0.name):\($0.kind)" }.joined(separator: ","))
    if let known = tables.withLock({ $0[key] }) { return known }
    let reading = Self.read(path, columns)
    tables.withLock { $0[key] = reading }
    return reading
  }

  func document(_ name: String, from place: Place) -> DocumentReading {
    let path = Self.resolve(name, place)
    do {
      let bytes = try readFile(path, limit: YAMLLimits.bytes)
      let baseName = path.split(separator: "/").last.map(String.init) ?? path
      let root = try readDocument(bytes, file: .file(path))
      return .success(root, baseName: baseName, digest: String(Digest(sha256: bytes).hex.prefix(8)))
    } catch let problem as FileProblem {
      return .failure(Diagnostic(at: place, path: "", problem.problem, remedy: problem.remedy))
    } catch let diagnostic as Diagnostic {
      return .failure(diagnostic)
    } catch {
      return .failure(Diagnostic(at: place, path: "", "\(quoted(path)) cannot be read: \(error)"))
    }
  }

  func location(of name: String, from place: Place) -> String { Self.resolve(name, place) }

  /// Names in a scenario file are relative to it; others to the working folder.
  private static func resolve(_ name: String, _ place: Place) -> String {
    guard case .file(let scenario) = place.origin, !name.hasPrefix("/"), let slash = scenario.lastIndex(of: "/") else {
      return name
    }
    return scenario[...slash] + name
  }

  private static func read(_ path: String, _ columns: [ColumnRequest]) -> TableReading {
    let bytes: [UInt8]
    do {
      bytes = try readFile(path, limit: largest)
    } catch {
      return .failure(file: path, problems: [(0, 0, error.description)])
    }
    switch CSV.read(bytes, columns: columns) {
    case .success(let table):
      let baseName = path.split(separator: "/").last.map(String.init) ?? path
      return .success(table, baseName: baseName, digest: String(Digest(sha256: bytes).hex.prefix(8)))
    case .failure(let failure):
      var problems = failure.problems.map { (line: $0.line, column: $0.column, text: $0.message) }
      if failure.more > 0, let last = problems.last {
        problems.append((last.line, last.column, "and \(failure.more) more mistakes in this file; mend these first"))
      }
      return .failure(file: path, problems: problems)
    }
  }
}
