internal import Experiments
internal import MarketModel

extension Report {
  /// Rows of a table that a report shows; `results.json` has all.
  private static let mostRowsShown = 40

  /// One section per table that worlds put on record, with a part for each variant that has it.
  func tables() -> String? {
    var names: [String] = []
    for table in variants.flatMap(\.tables) where !names.contains(table.name) { names.append(table.name) }
    let sections = names.map { name in
      let found = variants.flatMap { variant in
        variant.tables.filter { $0.name == name }.map { (variant: variant.name, table: $0) }
      }
      return section(found)
    }
    return sections.isEmpty ? nil : sections.joined(separator: "\n")
  }

  private func section(_ found: [(variant: String, table: Recording.Table)]) -> String {
    var text = "## \(markdown(found[0].table.title))\n"
    if scenario.replicates > 1 { text += "\nOf the first of \(scenario.replicates) replicates.\n" }
    var told = ""
    for (variant, table) in found {
      if variants.count > 1 { text += "\nIn \(mention(variant)):\n" }
      if table.note != told { text += "\n\(markdown(table.note))\n" }
      told = table.note
      text += "\n" + (table.rows.isEmpty ? "No rows.\n" : rows(of: table))
    }
    return text
  }

  private func rows(of table: Recording.Table) -> String {
    let heads = table.columns.indices.map { column -> (String, MarkdownTable.Alignment) in
      let hasNumbers = table.rows.contains { if case .number = $0[column] { true } else { false } }
      return (cell(withUnit(table.columns[column].label, table.columns[column].unit)), hasNumbers ? .right : .left)
    }
    var shown = MarkdownTable(heads)
    for row in table.rows.prefix(Report.mostRowsShown) {
      shown.add(
        row.map { each in
          switch each {
          case .text(let text): cell(text)
          case .number(let number): significant(number)
          case .none: "—"
          }
        })
    }
    if table.rows.count <= Report.mostRowsShown { return shown.text }
    return shown.text + "\nThe first \(Report.mostRowsShown) of \(table.rows.count) rows; `results.json` has all.\n"
  }
}
