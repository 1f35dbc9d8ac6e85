import Outcry

/// One input of libFuzzer as a CSV file, read with every kind of column.
///
/// Whatever the bytes are, they must become a table whose columns have one value per row, or be refused with at least
/// one problem. The first byte chooses which columns are asked for, so that plain and careful reading both have a turn.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneTable(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  if count == 0 { return 0 }
  let bytes = Array(UnsafeBufferPointer(start: start + 1, count: count - 1))
  switch CSV.read(bytes, columns: requests(start[0])) {
  case .success(let table):
    precondition(table.rows > 0, "a table without rows")
    for name in ["a", "b", "c"] {
      let counts = [table.numbers(name)?.count, table.integers(name)?.count, table.texts(name)?.count]
      precondition(counts.allSatisfy { $0 == nil || $0 == table.rows }, "a column of another length than the table")
    }
    for number in table.numbers("a") ?? [] { precondition(number.isFinite, "a number that is not finite") }
    for number in table.integers("b") ?? [] { precondition((-5...300).contains(number), "an integer out of bounds") }
    precondition(table.lineOfRow(table.rows - 1) >= table.rows, "rows that share a line")
  case .failure(let refusal):
    precondition(!refusal.problems.isEmpty, "a refused table without a problem")
    precondition(refusal.problems.count <= 20, "more problems than asked for")
  }
  return 0
}

private func requests(_ choice: UInt8) -> [ColumnRequest] {
  var columns = [ColumnRequest("a", .finiteNumber)]
  if choice & 1 != 0 { columns.append(ColumnRequest("b", .integer(in: -5...300))) }
  if choice & 2 != 0 { columns.append(ColumnRequest("c", .text, isOptional: true)) }
  if choice & 4 != 0 { columns.append(ColumnRequest("a", .number(in: 0...1))) }
  return columns
}
