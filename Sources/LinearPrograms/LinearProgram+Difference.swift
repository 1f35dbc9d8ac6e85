extension LinearProgram {
  /// How another program differs, in its first difference; variables and rows are matched by name, in any order.
  ///
  /// Numbers agree if they differ by at most 10⁻¹⁴ of their size, which is what 15 digits in a file keep.
  func difference(from other: LinearProgram) -> String? {
    if direction != other.direction { return "another direction" }
    guard agree(objectiveConstant, other.objectiveConstant) else { return "another constant in the objective" }
    guard variableCount == other.variableCount else {
      return "\(other.variableCount) variables instead of \(variableCount)"
    }
    guard rowCount == other.rowCount else { return "\(other.rowCount) rows instead of \(rowCount)" }
    var columns: [String: Variable] = [:]
    for variable in other.variables { columns[other.name(of: variable) ?? ""] = variable }
    var rows: [String: Row] = [:]
    for row in other.rows { rows[other.name(of: row) ?? ""] = row }
    guard columns.count == variableCount, rows.count == rowCount else { return "a name stands twice" }
    for variable in variables {
      let name = name(of: variable) ?? ""
      guard let match = columns.removeValue(forKey: name) else { return "no variable '\(Problems.shown(name))'" }
      let (own, others) = (bounds(of: variable), other.bounds(of: match))
      guard agree(cost(of: variable), other.cost(of: match)), agree(own.lower, others.lower),
        agree(own.upper, others.upper), (kind(of: variable) == .continuous) == (other.kind(of: match) == .continuous)
      else { return "another cost, bound or kind of variable '\(Problems.shown(name))'" }
    }
    var own = [[String: Double]](repeating: [:], count: rowCount)
    for entry in entries where entry.coefficient != 0 {
      own[entry.row.index][name(of: entry.variable) ?? ""] = entry.coefficient
    }
    var others = [[String: Double]](repeating: [:], count: rowCount)
    for entry in other.entries where entry.coefficient != 0 {
      others[entry.row.index][other.name(of: entry.variable) ?? ""] = entry.coefficient
    }
    for row in self.rows {
      let name = name(of: row) ?? ""
      guard let match = rows.removeValue(forKey: name) else { return "no row '\(Problems.shown(name))'" }
      let (bounds, otherBounds) = (bounds(of: row), other.bounds(of: match))
      let matching = others[match.index]
      guard agree(bounds.lower, otherBounds.lower), agree(bounds.upper, otherBounds.upper),
        own[row.index].count == matching.count,
        own[row.index].allSatisfy({ matching[$0.key].map { [value = $0.value] in agree($0, value) } ?? false })
      else { return "another row '\(Problems.shown(name))'" }
    }
    return nil
  }
}

private func agree(_ a: Double, _ b: Double) -> Bool { a == b || abs(a - b) <= 1e-14 * max(abs(a), abs(b)) }
