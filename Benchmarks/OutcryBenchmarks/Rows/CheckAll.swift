import Outcry

/// Every promise and denial of every card, on two cores [s].
extension Bench {
  static let checkAll = Bench("check-all", target: 1, unit: "s") {
    let claims = Claim.all(in: .standard, Conformance.standard)
    let clock = ContinuousClock()
    let start = clock.now
    let checks = try await check(claims, in: .standard, threads: 2)
    let seconds = (clock.now - start) / .seconds(1)
    let wrong = checks.count { !$0.isConfirmed }
    if wrong > 0 { throw BenchFailure("\(wrong) of \(checks.count) claims are wrong: run outcry check") }
    return .cost(seconds, limit: 60)
  }
}
