internal import Experiments
internal import MarketModel

/// Sentences about differences that one report prints; `results.json` has them all.
private let mostSentences = 40

extension Report {
  /// `## Differences`: paired differences on common random numbers, as a table against the first variant and in words.
  func differences() -> String? {
    guard let first = variants.first, !results.comparisons.isEmpty else { return nil }
    let comparisons = results.comparisons.map(withoutDust)
    let againstFirst = comparisons.filter { $0.b == first.name }
    let others = comparisons.filter { $0.b != first.name }
    var text =
      "## Differences\n\nEvery variant minus \(mention(first.name)), replicate by replicate on the same random"
      + " numbers.\n\n" + table(of: againstFirst)
    let sentences = againstFirst.filter(\.isSignificant).map(sentence)
    let otherSentences = others.filter(\.isSignificant).map(sentence)
    let shown = Array(sentences.prefix(mostSentences))
    let otherShown = Array(otherSentences.prefix(mostSentences - shown.count))
    if !shown.isEmpty { text += "\n" + shown.map { "- \($0)\n" }.joined() }
    if let count = countOfRest(againstFirst) { text += "\n\(count)\n" }
    if !others.isEmpty && scenario.replicates > 1 {
      text += "\nBetween the other variants:\n"
      if !otherShown.isEmpty { text += "\n" + otherShown.map { "- \($0)\n" }.joined() }
      if let count = countOfRest(others) { text += "\n\(count)\n" }
    }
    let omitted = sentences.count + otherSentences.count - shown.count - otherShown.count
    if omitted > 0 {
      text += "\n\(omitted) more significant differences are left out here; all are in `results.json`.\n"
    }
    return text
  }

  /// What two equal sums leave when they are added up in another order (10⁻¹² of either mean) is no difference.
  private func withoutDust(_ comparison: Comparison) -> Comparison {
    let means = [comparison.a, comparison.b].compactMap { results[variant: $0]?[comparison.measure.name]?.finiteMean }
    let dust = 1e-12 * (means.map { abs($0) }.max() ?? 0)
    guard let mean = comparison.difference.finiteMean, abs(mean) <= dust, (comparison.difference.halfWidth ?? 0) <= dust
    else { return comparison }
    var result = comparison
    result.difference.mean = 0
    if comparison.difference.interval != nil { (result.difference.low, result.difference.high) = (0, 0) }
    result.isSignificant = false
    return result
  }

  private func table(of comparisons: [Comparison]) -> String {
    let measures = results.reportedMeasures.filter { measure in
      comparisons.contains { $0.measure.name == measure.name }
    }
    let names = variants.dropFirst().map(\.name)
    var notes = Notes(replicates: scenario.replicates)
    func text(_ measure: Measure, _ variant: String) -> String {
      guard let found = comparisons.first(where: { $0.measure.name == measure.name && $0.a == variant }) else {
        return ""
      }
      return notes.text(found.difference) + (found.isSignificant ? " \\*" : "")
    }
    var table: MarkdownTable
    if names.count <= 6 {
      table = MarkdownTable(names: "measure", numbers: names.map(cell))
      for measure in measures { table.add([cell(measure.heading)] + names.map { text(measure, $0) }) }
    } else {
      table = MarkdownTable(names: "variant", numbers: measures.map { cell($0.heading) })
      for name in names { table.add([cell(name)] + measures.map { text($0, name) }) }
    }
    let star =
      comparisons.contains(where: \.isSignificant)
      ? "\\* told apart from zero at 5 % after Holm's correction over all comparisons of this report.  \n" : ""
    return table.text + "\n" + star + notes.markdownText
  }

  /// `revenue is 0.0212 money higher in `lazy` than in `none` (95 % interval 0.0196 to 0.0228, p < 0.001 after …).`
  private func sentence(_ comparison: Comparison) -> String {
    let mean = comparison.difference.finiteMean ?? 0
    let unit = comparison.measure.unit.symbol == "1" ? "" : " " + markdown(comparison.measure.unit.symbol)
    var evidence: [String] = []
    if let interval = comparison.difference.interval, interval.low < interval.high {
      let ends = mean < 0 ? (-interval.high, -interval.low) : (interval.low, interval.high)
      evidence.append("95 % interval \(significant(ends.0)) to \(significant(ends.1))")
    } else {
      evidence.append("the same in every replicate")
    }
    if let p = comparison.adjustedP, p.isFinite {
      evidence.append((p < 0.001 ? "p < 0.001" : "p = \(significant(p, digits: 2))") + " after Holm's correction")
    }
    return
      "\(markdown(comparison.measure.label)) is **\(significant(abs(mean)))\(unit) \(mean < 0 ? "lower" : "higher")**"
      + " in \(mention(comparison.a)) than in \(mention(comparison.b)) (\(evidence.joined(separator: ", ")))."
  }

  /// How many differences are not told apart from zero, and how many cannot be.
  private func countOfRest(_ comparisons: [Comparison]) -> String? {
    let rest = comparisons.filter { !$0.isSignificant }
    let unknown = rest.filter { $0.difference.finiteMean == nil }.count
    let equal = rest.filter { $0.difference.finiteMean == 0 && ($0.difference.halfWidth ?? 1) == 0 }.count
    let open = rest.count - unknown - equal
    var sentences: [String] = []
    if scenario.replicates < 2, open > 0 {
      sentences.append("With one replicate no difference can be told apart from chance.")
    } else if open > 0 {
      sentences.append("\(counted(open, of: comparisons.count)) not told apart from zero.")
    }
    if equal > 0 { sentences.append("\(counted(equal, of: comparisons.count)) zero in every replicate.") }
    if unknown > 0 { sentences.append("\(counted(unknown, of: comparisons.count)) not defined.") }
    return sentences.isEmpty ? nil : sentences.joined(separator: " ")
  }

  private func counted(_ count: Int, of all: Int) -> String {
    all == 1 ? "The difference is" : "\(count) of the \(all) differences \(count == 1 ? "is" : "are")"
  }
}
