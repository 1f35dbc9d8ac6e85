public import Experiments
internal import MarketModel

/// The headline for a terminal: aligned columns of `mean ± half width`, at most 100 wide where names allow, with the
/// notes below. Measures are rows and variants columns, or the other way round when there are more variants than
/// measures; columns that do not fit go into a further block. Ends with a line break.
public func headlineTable(_ results: Results) -> String {
  let rows = results.headlineRows
  guard !rows.isEmpty else { return "" }
  var notes = Notes(replicates: results.scenario.replicates)
  let measures = rows.map { visible($0.measure.heading, limit: 30) }
  let variants = results.variants.map { visible($0.name, limit: 24) }
  let cells = rows.map { row in row.estimates.map { notes.text($0) } }
  let text: String
  if variants.count > 4 && variants.count > measures.count {
    let turned = variants.indices.map { variant in cells.map { $0[variant] } }
    text = aligned(corner: "variant", heads: measures, names: variants, cells: turned, width: 100)
  } else {
    text = aligned(corner: "", heads: variants, names: measures, cells: cells, width: 100)
  }
  return ([text + notes.explanation] + notes.lines.map { printable($0) }).joined(separator: "\n") + "\n"
}

/// Columns of equal width, numbers to the right; as many blocks of columns as `width` asks for.
private func aligned(corner: String, heads: [String], names: [String], cells: [[String]], width: Int) -> String {
  let lines = [(name: corner, row: heads)] + names.indices.map { (name: names[$0], row: cells[$0]) }
  let first = lines.map(\.name.count).max() ?? 0
  let widths = heads.indices.map { column in lines.map { $0.row[column].count }.max() ?? 0 }
  var text = ""
  var column = 0
  while column < heads.count {
    var end = column + 1
    var used = first + 2 + widths[column]
    while end < heads.count, used + 2 + widths[end] <= width {
      used += 2 + widths[end]
      end += 1
    }
    for (name, row) in lines {
      text += name + String(repeating: " ", count: first - name.count)
      for index in column..<end {
        text += "  " + String(repeating: " ", count: widths[index] - row[index].count) + row[index]
      }
      text += "\n"
    }
    text += "\n"
    column = end
  }
  return text
}
