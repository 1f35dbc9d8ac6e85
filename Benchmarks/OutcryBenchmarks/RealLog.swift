import Foundation
import Outcry

/// The real auction log that some rows need: `OUTCRY_DATA/ipinyou-2997`.
enum RealLog {
  /// Its folder.
  /// - Throws: `Unavailable` when this machine does not have it.
  static func folder() throws -> String {
    guard let data = ProcessInfo.processInfo.environment["OUTCRY_DATA"], !data.isEmpty else {
      throw Unavailable(description: "OUTCRY_DATA is not set")
    }
    let folder = "\(data)/ipinyou-2997"
    guard FileManager.default.fileExists(atPath: "\(folder)/auctions.csv") else {
      throw Unavailable(description: "OUTCRY_DATA has no ipinyou-2997/auctions.csv")
    }
    return folder
  }

  static func bytes(_ name: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: URL(fileURLWithPath: "\(try folder())/\(name)")))
  }

  /// A file read whole.
  static func table(_ bytes: [UInt8], _ columns: [ColumnRequest]) throws -> Table {
    switch CSV.read(bytes, columns: columns) {
    case .success(let table): return table
    case .failure(let failure): throw BenchFailure(failure.problems.first?.message ?? "the file cannot be read")
    }
  }

  static func integers(_ table: Table, _ name: String) throws -> [Int] {
    guard let column = table.integers(name) else { throw BenchFailure("no column '\(name)'") }
    return column
  }

  static func numbers(_ table: Table, _ name: String) throws -> [Double] {
    guard let column = table.numbers(name) else { throw BenchFailure("no column '\(name)'") }
    return column
  }

  /// Totals of the training log, in the price unit of the log; auctions in an episode and share of their cost.
  static let training = (impressions: 312_437, cost: 19_689_072, clicks: 1386)
  static let episode = (auctions: 1000, budgetFraction: 1.0 / 32)
}
