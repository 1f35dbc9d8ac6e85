import Foundation

/// Peak memory of a process that does nothing but play one market: this program, started again with a hidden argument.
extension Bench {
  /// Memory is independent of the horizon. It takes over 5 s, so once.
  static let memoryOfManyAuctions = Bench("memory-100m", target: 1, unit: "MiB") {
    .cost(try MemoryBench.peak("memory-100m"), limit: 40)
  }

  static let memoryOfManyBidders = Bench("memory-100k-bidders", target: 1, unit: "MiB") {
    let peaks = try await medians { [try MemoryBench.peak("memory-100k-bidders")] }
    return .cost(peaks[0], limit: 64)
  }
}

enum MemoryBench {
  static let flag = "--play"

  /// Peak memory of the market of a row [MiB].
  static func peak(_ row: String) throws -> Double {
    let program = Bundle.main.executablePath ?? CommandLine.arguments[0]
    let finished = try run(program, [flag, row])
    guard finished.status == 0 else { throw BenchFailure("\(row) ended with status \(finished.status)") }
    return finished.peakMemory / 1024 / 1024
  }

  /// What the other process does.
  static func play(_ row: String) {
    do {
      switch row {
      case "memory-100m": try Market(groups: [10], auctions: 100_000_000).play()
      case "memory-100k-bidders": try Market(groups: [100_000], sample: 20, auctions: 200_000).play()
      case "sparse-100000": try Bench.matchSparse()
      default: throw BenchFailure("no market is called '\(row)'")
      }
    } catch {
      BenchCommand.complain("\(error)")
      exit(1)
    }
  }
}
