import Foundation

/// `make bench`: measures all rows, or the one that `ONLY` names.
///
/// Exit codes: 0 done, targets missed included; 1 a row failed, an input is missing under `CI=true`, or a target is
/// missed under `OUTCRY_BENCH_STRICT=1`; 2 `ONLY` names no row.
@main
enum BenchCommand {
  static func main() async {
    let arguments = CommandLine.arguments.dropFirst()
    if arguments.first == MemoryBench.flag { return MemoryBench.play(arguments.dropFirst().first ?? "") }
    let environment = ProcessInfo.processInfo.environment
    let only = environment["ONLY"].flatMap { $0.isEmpty ? nil : $0 }
    let names = allBenches.flatMap { $0.rows.map(\.name) }
    if let only, !names.contains(only) {
      complain("no row is called '\(only)'; there are: \(names.joined(separator: ", "))")
      exit(2)
    }
    var outcomes: [Outcome] = []
    for bench in allBenches {
      let rows = bench.rows.filter { only == nil || $0.name == only }
      if rows.isEmpty { continue }
      let found = await outcomesOf(bench, rows)
      for outcome in found { emit(outcome.json + "\n") }
      outcomes += found
    }
    Scratch.remove()
    emit("\n" + table(outcomes))
    exit(status(outcomes, environment))
  }

  private static func outcomesOf(_ bench: Bench, _ rows: [Bench.Row]) async -> [Outcome] {
    func outcomes(_ results: [Result<Measurement, Outcome.Reason>]) -> [Outcome] {
      zip(rows, results).map { Outcome(row: $0, unit: bench.unit, result: $1) }
    }
    do {
      return outcomes(try await bench.measure(rows.map(\.name)).map { .success($0) })
    } catch {
      let reason = Outcome.Reason(text: "\(error)", isUnavailable: error is Unavailable)
      return outcomes(rows.map { _ in .failure(reason) })
    }
  }

  private static func status(_ outcomes: [Outcome], _ environment: [String: String]) -> Int32 {
    let isStrict = environment["OUTCRY_BENCH_STRICT"] == "1"
    let fails = outcomes.contains { outcome in
      switch outcome.result {
      case .success: isStrict && outcome.missesTarget
      case .failure(let reason): !reason.isUnavailable || environment["CI"] == "true"
      }
    }
    return fails ? 1 : 0
  }

  private static func emit(_ text: String) { FileHandle.standardOutput.write(Data(text.utf8)) }

  static func complain(_ text: String) { FileHandle.standardError.write(Data("bench: \(text)\n".utf8)) }
}
