package import Experiments
internal import MarketModel

/// `results.json`: the numbers of a report as shortest round-trip doubles, in a stable order.
package func resultsJSON(_ results: Results) -> String {
  let scenario = results.scenario
  let tables = results.variants.flatMap { variant in variant.tables.map { json($0, of: variant) } }
  let document = JSON.table(
    [
      ("outcry", .integer(1)),
      ("scenario", .line([("title", .text(scenario.title)), ("digest", .text(scenario.provenance.digest))])),
      ("seed", .integer(scenario.seed)),
      ("replicates", .integer(UInt64(scenario.replicates))),
      ("variants", .list(results.variants.map(json))),
      ("comparisons", .list(results.comparisons.map(json))),
      ("series", .list(results.variants.flatMap { variant in variant.series.map { json($0, of: variant) } })),
      ("expectations", .list(results.expectations.map(json))),
    ] + (tables.isEmpty ? [] : [("tables", .list(tables))]))
  return document.text() + "\n"
}

private func json(_ variant: VariantResults) -> JSON {
  let groups = variant.plan.groups.enumerated().map { index, name in
    JSON.table([("name", .text(name)), ("metrics", json(variant.groups[index], variant.plan.measures))])
  }
  return .table([
    ("name", .text(variant.name)),
    ("metrics", json(variant.overall, variant.plan.measures)),
    ("groups", .list(groups)),
  ])
}

/// Only measures that apply.
private func json(_ estimates: [Estimate?], _ measures: [Measure]) -> JSON {
  .table(
    measures.indices.compactMap { index in
      estimates[index].map { (measures[index].name, json($0, unit: measures[index].unit)) }
    })
}

private func json(_ estimate: Estimate, unit: Unit) -> JSON {
  let error = estimate.interval == nil ? nil : estimate.standardError.flatMap { $0.isFinite ? $0 : nil }
  var entries: [(String, JSON)] = [
    ("mean", JSON(estimate.finiteMean)),
    ("standard_error", JSON(error)),
    ("ci95", JSON(estimate.interval)),
    ("unit", .text(unit.symbol)),
    ("replicates", .integer(UInt64(max(0, estimate.replicates)))),
  ]
  if estimate.finiteMean == nil || estimate.interval == nil || error == nil {
    let isSingle = estimate.finiteMean != nil && estimate.replicates < 2
    let standIn = isSingle ? "an interval needs at least two replicates" : "it cannot be computed"
    entries.append(("reason", .text(estimate.reason ?? standIn)))
  }
  return .line(entries)
}

private func json(_ comparison: Comparison) -> JSON {
  .table([
    ("metric", .text(comparison.measure.name)),
    ("a", .text(comparison.a)),
    ("b", .text(comparison.b)),
    ("difference", json(comparison.difference, unit: comparison.measure.unit)),
  ])
}

private func json(_ series: VariantResults.Series, of variant: VariantResults) -> JSON {
  let axis = variant.plan.axis
  var entries: [(String, JSON)] = [("name", .text(series.measure.name)), ("variant", .text(variant.name))]
  if let group = series.group { entries.append(("group", .text(group))) }
  let x = [("unit", JSON.text(axis.unit.symbol)), ("values", JSON.row(axis.values.map { JSON($0) }))]
  return .table(
    entries + [
      ("x", .line(x)),
      ("mean", .row(series.estimates.map { JSON($0.finiteMean) })),
      ("ci95", .row(series.estimates.map { JSON($0.interval) })),
    ])
}

/// What the first replicate put on record, row by row; null where nothing applies.
private func json(_ table: Recording.Table, of variant: VariantResults) -> JSON {
  let columns = table.columns.map { JSON.line([("label", .text($0.label)), ("unit", .text($0.unit.symbol))]) }
  let rows = table.rows.map { row in
    JSON.row(
      row.map { cell in
        switch cell {
        case .text(let text): .text(text)
        case .number(let number): JSON(number)
        case .none: .null
        }
      })
  }
  return .table([
    ("name", .text(table.name)), ("variant", .text(variant.name)), ("columns", .row(columns)), ("rows", .list(rows)),
  ])
}

private func json(_ expectation: ExpectationResult) -> JSON {
  let value = expectation.value.flatMap { $0.isFinite ? $0 : nil }
  var entries: [(String, JSON)] = [
    ("text", .text(expectation.text)), ("passed", .flag(expectation.passed)), ("value", JSON(value)),
  ]
  if value == nil { entries.append(("reason", .text(expectation.reason ?? "it cannot be computed"))) }
  return .table(entries)
}
