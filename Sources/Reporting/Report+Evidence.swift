internal import Experiments
internal import MarketModel

extension Report {
  /// How many expectations came true, in one line for the top; nil without any.
  func verdict() -> String? {
    let all = results.expectations.count
    let failed = results.expectations.filter { !$0.passed }.count
    switch (all, failed) {
    case (0, _): return nil
    case (1, 0): return "The one expectation passed.\n"
    case (1, _): return "The one expectation **FAILED**: see [Expectations](#expectations).\n"
    case (_, 0): return "All \(all) expectations passed.\n"
    default: return "\(failed) of \(all) expectations **FAILED**: see [Expectations](#expectations).\n"
    }
  }

  /// `## Expectations`: what the scenario says will come out.
  func expectations() -> String? {
    guard !results.expectations.isEmpty else { return nil }
    var table = MarkdownTable([("expected", .left), ("found", .right), ("result", .left)])
    for each in results.expectations {
      let value = each.value.flatMap { $0.isFinite ? significant($0) : nil }
      let found = value ?? "— (\(cell(each.reason ?? "it cannot be computed")))"
      table.add([markdown(each.text, limit: 160), found, each.passed ? "passed" : "**FAILED**"])
    }
    return "## Expectations\n\n" + table.text
  }

  /// `## Checks`: two routes to one number. Gaps within the bound are not printed: their digits are the machine's.
  func checks() -> String? {
    var statements: [String] = []
    for identity in variants.flatMap(\.identities) where !statements.contains(identity.statement) {
      statements.append(identity.statement)
    }
    guard !statements.isEmpty else { return nil }
    var table = MarkdownTable([("identity", .left), ("largest relative gap", .left), ("result", .left)])
    for statement in statements {
      let found = variants.flatMap { variant in
        variant.identities.filter { $0.statement == statement }.map { (variant: variant.name, identity: $0) }
      }
      let broken = found.filter { !$0.identity.holds }
      let name = markdown(statement, limit: 160)
      if broken.isEmpty { table.add([name, "within 1e-9", "holds"]) }
      for (variant, identity) in broken {
        table.add([name, significant(identity.worstGap), "**does not hold** in \(cell(variant))"])
      }
    }
    return "## Checks\n\nAccounting identities, in every replicate of every variant:\n\n" + table.text
  }

  /// `## Definitions`: every measure that was reported.
  func definitions() -> String? {
    var measures = results.reportedMeasures
    for measure in variants.flatMap({ $0.series.map(\.measure) })
    where !measures.contains(where: { $0.name == measure.name }) {
      measures.append(measure)
    }
    let averaged = measures.count
    for measure in variants.flatMap({ $0.distributions.map(\.measure) })
    where !measures.contains(where: { $0.name == measure.name }) {
      measures.append(measure)
    }
    guard !measures.isEmpty else { return nil }
    let lines = measures.enumerated().map { index, measure in
      let form =
        index < averaged
        ? measure.form.inWords(replicates: scenario.replicates) : "distribution over all replicates together"
      let unit = measure.unit.symbol == "1" ? "pure number" : markdown(measure.unit.symbol)
      return "- **\(markdown(measure.label))** (`\(slug(measure.name))`; \(unit); \(form)):"
        + " \(markdown(measure.definition))\n"
    }
    return "## Definitions\n\n" + lines.joined()
  }
}

extension Measure.Form {
  fileprivate func inWords(replicates: Int) -> String {
    // Of one replicate there is no interval to speak of.
    if replicates < 2 { return self == .ratioOfMeans ? "ratio of two totals, one replicate" : "one replicate" }
    return switch self {
    case .mean: "mean over replicates, Student's interval"
    case .ratioOfMeans: "ratio of two means over replicates, interval by the delta method"
    case .meanOfRatios: "mean of the replicates' ratios, Student's interval"
    }
  }
}
