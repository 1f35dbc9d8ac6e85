internal import Experiments
internal import MarketModel

/// Sentences about differences that one report prints; `results.json` has them all.
private let mostSentences = 40
/// Pairs of variants that one measure names where nothing is told apart.
private let mostPairs = 8

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
    // Many variants: sentences for the first measures only, lest nobody reads them.
    let measures = results.reportedMeasures.map(\.name).filter { name in
      comparisons.contains { $0.measure.name == name }
    }
    let told = variants.count > 6 ? Array(measures.prefix(3)) : measures
    func sentences(_ comparisons: [Comparison]) -> [String] {
      comparisons.filter { $0.isSignificant && told.contains($0.measure.name) }.map(sentence)
    }
    let all = (first: sentences(againstFirst), others: sentences(others))
    let shown = Array(all.first.prefix(mostSentences))
    let otherShown = Array(all.others.prefix(mostSentences - shown.count))
    if !(shown + otherShown).isEmpty {
      let which = told.count < measures.count ? ", for the first three measures" : ""
      text += "\nIn words\(which); p is after Holm's correction:\n"
    }
    if !shown.isEmpty { text += "\n" + shown.map { "- \($0)\n" }.joined() }
    if let rest = rest(of: againstFirst, isAgainstFirst: true) { text += "\n\(rest)" }
    if !others.isEmpty && scenario.replicates > 1 {
      text += "\nBetween the other variants:\n"
      if !otherShown.isEmpty { text += "\n" + otherShown.map { "- \($0)\n" }.joined() }
      if let rest = rest(of: others, isAgainstFirst: false) { text += "\n\(rest)" }
    }
    let omitted = comparisons.filter(\.isSignificant).count - shown.count - otherShown.count
    if omitted > 0 {
      let (noun, verb) = omitted == 1 ? ("difference", "is") : ("differences", "are")
      text += "\n\(omitted) more significant \(noun) \(verb) left out here; all are in `results.json`.\n"
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
        return "—"
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

  /// `**revenue**: 0.0212 money higher in `lazy` than in `none` (95 % interval 0.0196 to 0.0228, p < 0.001).`
  private func sentence(_ comparison: Comparison) -> String {
    let mean = comparison.difference.finiteMean ?? 0
    let measure = comparison.measure
    let unit = measure.heading == measure.label ? "" : " " + markdown(measure.unit.symbol)
    var evidence: [String] = []
    if let interval = comparison.difference.interval, interval.low < interval.high {
      let ends = mean < 0 ? (-interval.high, -interval.low) : (interval.low, interval.high)
      evidence.append("95 % interval \(significant(ends.0)) to \(significant(ends.1))")
    } else {
      evidence.append("the same in every replicate")
    }
    if let p = comparison.adjustedP, p.isFinite {
      evidence.append(p < 0.001 ? "p < 0.001" : "p = \(significant(p, digits: 2))")
    }
    return "**\(markdown(measure.label))**: \(significant(abs(mean)))\(unit) \(mean < 0 ? "lower" : "higher") in"
      + " \(mention(comparison.a)) than in \(mention(comparison.b)) (\(evidence.joined(separator: ", ")))."
  }

  /// Which differences are not told apart from zero, are zero or cannot be computed: equality may be the claim.
  private func rest(of comparisons: [Comparison], isAgainstFirst: Bool) -> String? {
    let rest = comparisons.filter { !$0.isSignificant }
    let unknown = rest.filter { $0.difference.finiteMean == nil }
    let equal = rest.filter { $0.difference.finiteMean == 0 && $0.difference.halfWidth == 0 }
    let open = rest.filter { each in
      each.difference.finiteMean.map { $0 != 0 || each.difference.halfWidth != 0 } ?? false
    }
    var paragraphs: [String] = []
    func list(_ title: String, _ found: [Comparison]) {
      guard !found.isEmpty else { return }
      paragraphs.append("\(title): \(names(found, of: comparisons, isAgainstFirst: isAgainstFirst)).\n")
    }
    if scenario.replicates < 2 {
      if !(open + equal).isEmpty {
        paragraphs.append("With one replicate no difference can be told apart from chance.\n")
      }
    } else {
      list("Not told apart from zero", open)
      list("Zero in every replicate", equal)
    }
    list("Not defined", unknown)
    return paragraphs.isEmpty ? nil : paragraphs.joined(separator: "\n")
  }

  /// `revenue in `a` and `b`; sale rate in every variant`.
  private func names(_ found: [Comparison], of all: [Comparison], isAgainstFirst: Bool) -> String {
    var parts: [String] = []
    for measure in results.reportedMeasures {
      let own = found.filter { $0.measure.name == measure.name }
      guard !own.isEmpty else { continue }
      let label = markdown(measure.label)
      if own.count > 1, own.count == all.filter({ $0.measure.name == measure.name }).count {
        parts.append(label + (isAgainstFirst ? " in every variant" : " between any two"))
        continue
      }
      let pairs = own.prefix(mostPairs).map {
        isAgainstFirst ? mention($0.a) : "\(mention($0.a)) against \(mention($0.b))"
      }
      let more = own.count > pairs.count ? ["\(own.count - pairs.count) more"] : []
      parts.append(label + " in " + enumerated(pairs + more))
    }
    return parts.joined(separator: "; ")
  }
}

/// `a`, `a and b`, `a, b and c`.
func enumerated(_ names: [String]) -> String {
  guard let last = names.last, names.count > 1 else { return names.first ?? "" }
  return names.dropLast().joined(separator: ", ") + " and " + last
}
