internal import Foundation
public import MarketModel
public import MechanismTesting

/// Tests claims of cards, several at a time; the results, in the order of the claims, do not depend on how many.
/// - Parameters:
///   - claims: what is tested.
///   - catalogs: where the components are made.
///   - plan: how hard is searched.
///   - threads: claims tested at the same time — all cores by default.
///   - monitor: counts claims done, and stops the run between two of them.
/// - Throws: `CannotJudge` for the first claim that cannot be tested; `Interruption` when the monitor stops the run.
public func check(
  _ claims: [Claim], in catalogs: Catalogs, plan: SearchPlan = SearchPlan(), threads: Int? = nil,
  monitor: Monitor = Monitor()
) async throws -> [ClaimCheck] {
  let window = max(1, threads ?? ProcessInfo.processInfo.activeProcessorCount)
  var results = [Result<ClaimCheck, any Error>?](repeating: nil, count: claims.count)
  try await withThrowingTaskGroup(of: (Int, Result<ClaimCheck, any Error>).self) { group in
    var next = 0
    func start() {
      guard next < claims.count else { return }
      let index = next
      next += 1
      group.addTask { (index, Result { try claims[index].check(in: catalogs, plan: plan) }) }
    }
    for _ in 0..<window { start() }
    while let (index, result) = try await group.next() {
      results[index] = result
      try monitor.advance(by: 1)
      start()
    }
  }
  return try results.compactMap { try $0?.get() }
}
