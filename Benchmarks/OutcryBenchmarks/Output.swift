import Foundation

/// A row with what came of it.
struct Outcome {
  let row: Bench.Row
  let unit: String
  /// The figures, or why there are none.
  let result: Result<Measurement, Reason>

  struct Reason: Error {
    let text: String
    /// Whether only an input is missing.
    let isUnavailable: Bool
  }

  var missesTarget: Bool { if case .success(let it) = result { it.ratio < row.target } else { false } }

  /// One line of JSON, its keys always in this order.
  var json: String {
    let figures: (ours: String, baseline: String, ratio: String, rest: String)
    switch result {
    case .success(let it):
      let rest = it.cRate.map { ",\"c_rate\":\(digits($0))" } ?? ""
      figures = (digits(it.ours), digits(it.baseline), digits(it.ratio), rest)
    case .failure(let reason): figures = ("null", "null", "null", ",\"reason\":\(quoted(reason.text))")
    }
    return "{\"name\":\(quoted(row.name)),\"ours\":\(figures.ours),\"baseline\":\(figures.baseline),"
      + "\"unit\":\(quoted(unit)),\"ratio\":\(figures.ratio),\"target\":\(digits(row.target))\(figures.rest)}"
  }

  private func quoted(_ text: String) -> String {
    let escaped = text.unicodeScalars.map { scalar in
      switch scalar {
      case "\"", "\\": "\\\(scalar)"
      case _ where scalar.value < 0x20: String(format: "\\u%04x", scalar.value)
      default: String(scalar)
      }
    }
    return "\"\(escaped.joined())\""
  }
}

/// Four significant digits: more of them are noise.
private func digits(_ number: Double) -> String { String(format: "%.4g", number) }

/// All rows under each other, numbers to the right, a mark where a target is missed.
func table(_ outcomes: [Outcome]) -> String {
  var lines = [["name", "ours", "baseline", "unit", "ratio", "target", ""]]
  for outcome in outcomes {
    let tail = [digits(outcome.row.target)]
    switch outcome.result {
    case .success(let it):
      let figures = [digits(it.ours), digits(it.baseline), outcome.unit, String(format: "%.2f", it.ratio)]
      let note = it.cRate.map { "C: \(digits($0))" } ?? ""
      let marks = [outcome.missesTarget ? "MISSED" : "", note].filter { !$0.isEmpty }
      lines.append([outcome.row.name] + figures + tail + [marks.joined(separator: " ")])
    case .failure(let reason):
      lines.append([outcome.row.name, "-", "-", outcome.unit, "-"] + tail + [reason.text])
    }
  }
  let widths = lines[0].indices.map { column in lines.map { $0[column].count }.max() ?? 0 }
  let alignedLeft: Set = [0, 3, 6]
  return lines.map { line in
    let cells = line.enumerated().map { column, cell in
      let padding = String(repeating: " ", count: widths[column] - cell.count)
      return alignedLeft.contains(column) ? cell + padding : padding + cell
    }
    var text = cells.joined(separator: "  ")
    while text.hasSuffix(" ") { text.removeLast() }
    return text + "\n"
  }.joined()
}
