internal import Experiments

extension Estimate {
  /// nil when it is missing or not finite.
  var finiteMean: Double? { mean.flatMap { $0.isFinite ? $0 : nil } }

  /// The 95 % interval; nil when an end is missing or not finite.
  var interval: (low: Double, high: Double)? {
    guard finiteMean != nil, let low, let high, low.isFinite, high.isFinite else { return nil }
    return (low, high)
  }

  /// Half of the interval. What is left of a zero width after rounding (10⁻¹² of the mean) is zero, so that no report
  /// shows digits that depend on the machine.
  var halfWidth: Double? {
    guard let interval, let mean else { return nil }
    let half = interval.high / 2 - interval.low / 2
    return half <= 1e-12 * abs(mean) ? 0 : half
  }

  /// `0.416667 ± 0.0012`, `3` without an interval; nil without a mean.
  package var text: String? {
    guard let finiteMean else { return nil }
    return significant(finiteMean) + (halfWidth.map { " ± " + significant($0) } ?? "")
  }
}

/// Reasons below a table, each once, numbered in the order met.
struct Notes {
  private var reasons: [String] = []
  /// Replicates of the scenario: fewer behind an estimate get a note.
  let replicates: Int

  init(replicates: Int) { self.replicates = replicates }

  /// The cell's text, with the number of a note when there is something to say.
  mutating func text(_ estimate: Estimate?) -> String {
    guard let estimate else { return "—" }
    guard let text = estimate.text else { return "— " + mark(estimate.reason ?? "it cannot be computed") }
    if let reason = estimate.reason, estimate.interval == nil, replicates > 1 { return "\(text) \(mark(reason))" }
    if estimate.replicates < replicates {
      let counted = "over \(estimate.replicates) of the \(replicates) replicates"
      return "\(text) \(mark(estimate.reason.map { "\(counted): \($0)" } ?? counted))"
    }
    return text
  }

  private mutating func mark(_ reason: String) -> String {
    if let index = reasons.firstIndex(of: reason) { return "(\(index + 1))" }
    reasons.append(reason)
    return "(\(reasons.count))"
  }

  var lines: [String] { reasons.enumerated().map { "(\($0 + 1)) \($1)" } }

  /// What stands below a table of estimates.
  var explanation: String {
    replicates > 1
      ? "± half of the 95 % interval over \(replicates) replicates (Student)" : "one replicate: there is no interval"
  }

  /// The same as Markdown, followed by the notes.
  var markdownText: String {
    let first = explanation.prefix(1).uppercased() + explanation.dropFirst() + "."
    return ([first] + lines.map { markdown($0) }).joined(separator: "  \n") + "\n"
  }
}
