/// The state of reading one table: a position in the bytes, the columns so far, the problems so far.
///
/// Numbers written plainly take a short way that never looks at a byte twice; whatever it does not recognise is read
/// again the careful way, which alone decides what is a problem. Once there is a problem the columns no longer matter
/// and may have different lengths.
struct TableReader {
  /// What to do with the fields of one column of the file.
  enum Plan {
    case ignore
    case number(request: Int, ClosedRange<Double>)
    case integer(request: Int, ClosedRange<Int>)
    /// Text, or several requests for the same column: no short way.
    case careful
  }

  let requests: [ColumnRequest]
  var problems: ProblemCollector

  /// Offset of the next byte.
  var cursor = 0
  /// The line of the cursor [1-based], and the offset at which that line starts.
  var line = 1
  var lineStart = 0
  /// Has a carriage return alone been met, and reported?
  private var hasLoneReturn = false
  /// Did the last field open a quote that never closes?
  private var isInsideQuotes = false

  /// One per column of the file.
  var plans: [Plan] = []
  /// Per column of the file, the requests it answers; per request, whether a column answers it.
  var requestsOfColumn: [[Int]] = []
  var isPresent: [Bool]

  // Indexed by request; a request fills the one of its kind. Apart, because appending through an enum copies.
  var numbers: [[Double]]
  var integers: [[Int]]
  var texts: [[String]]

  /// Names in the header that nobody asked for.
  var others: [HeaderName] = []

  private var rows = 0
  private var lineRuns: [LineRun] = []
  private var lineOfNextRow = 0

  init(requests: [ColumnRequest], maximumProblems: Int) {
    self.requests = requests
    problems = ProblemCollector(maximum: maximumProblems)
    isPresent = Array(repeating: false, count: requests.count)
    numbers = Array(repeating: [], count: requests.count)
    integers = Array(repeating: [], count: requests.count)
    texts = Array(repeating: [], count: requests.count)
  }

  /// Reads all rows below the header.
  mutating func readRows(_ bytes: Span<UInt8>) {
    while cursor < bytes.count {
      if !skipBlankLine(bytes) { readRow(bytes) }
    }
    if rows == 0 {
      report(bytes, at: cursor) { $0.noRows }
    }
  }

  /// The table, or the problems if there was one.
  consuming func finish() -> Result<Table, CSVProblems> {
    guard problems.isEmpty else { return .failure(CSVProblems(problems: problems.kept, more: problems.more)) }
    var columns: [(request: ColumnRequest, values: ColumnValues)] = []
    for index in requests.indices where isPresent[index] {
      let values: ColumnValues =
        switch requests[index].kind {
        case .number: .numbers(numbers[index])
        case .integer: .integers(integers[index])
        case .text: .texts(texts[index])
        }
      columns.append((requests[index], values))
    }
    return .success(Table(rows: rows, columns: columns, others: others, lineRuns: lineRuns))
  }

  private mutating func readRow(_ bytes: Span<UInt8>) {
    if line != lineOfNextRow { lineRuns.append(LineRun(firstRow: rows, firstLine: line)) }
    lineOfNextRow = line + 1
    rows += 1
    var fields = 0
    while true {
      if fields < plans.count {
        readField(bytes, column: fields)
      } else {
        skipSurplusField(bytes, isFirst: fields == plans.count)
      }
      fields += 1
      guard cursor < bytes.count, bytes[cursor] == ASCII.comma else { break }
      cursor += 1
    }
    // A quote that never closes has swallowed the missing fields; it is the problem, and reported.
    if fields < plans.count, !isInsideQuotes {
      report(bytes, at: cursor) { $0.tooFewFields(fields) }
    }
    endLine(bytes)
  }

  private mutating func readField(_ bytes: Span<UInt8>, column: Int) {
    switch plans[column] {
    case .number(let request, let bounds):
      if let number = DecimalNumber(bytes, at: cursor), endsField(bytes, at: number.range.upperBound) {
        let value = number.rounded(bytes)
        if value.isFinite, bounds.contains(value) {
          numbers[request].append(value)
          cursor = number.range.upperBound
          return
        }
      }
    case .integer(let request, let bounds):
      if let number = DecimalNumber(bytes, at: cursor), endsField(bytes, at: number.range.upperBound),
        case .exactly(let value) = number.whole(), bounds.contains(value)
      {
        integers[request].append(value)
        cursor = number.range.upperBound
        return
      }
    case .ignore, .careful:
      break
    }
    let field = CSVField(bytes, at: cursor)
    if reportFlaw(bytes, of: field) {
      for request in requestsOfColumn[column] { check(bytes, field, request) }
    }
    advance(past: field)
  }

  private mutating func skipSurplusField(_ bytes: Span<UInt8>, isFirst: Bool) {
    let field = CSVField(bytes, at: cursor)
    if isFirst { report(bytes, at: cursor) { $0.tooManyFields } }
    _ = reportFlaw(bytes, of: field)
    advance(past: field)
  }

  @inline(__always)
  private func endsField(_ bytes: Span<UInt8>, at index: Int) -> Bool {
    guard index < bytes.count else { return true }
    let byte = bytes[index]
    return byte == ASCII.comma || byte == ASCII.newline || byte == ASCII.carriageReturn
  }

  /// Reports unreadable quoting at the field's start; true when there is nothing to report.
  mutating func reportFlaw(_ bytes: Span<UInt8>, of field: CSVField) -> Bool {
    guard let flaw = field.flaw else { return true }
    report(bytes, at: field.start) { $0.message(of: flaw, bytes, field) }
    if flaw == .quoteNeverCloses { isInsideQuotes = true }
    return false
  }

  /// Moves the cursor to what ends the field and the line count past the newlines inside it.
  mutating func advance(past field: CSVField) {
    cursor = field.end
    if field.newlines > 0 {
      line += field.newlines
      lineStart = field.lastLineStart
    }
  }

  /// Moves the cursor past the end of the line it stands at, if the file does not end here.
  mutating func endLine(_ bytes: Span<UInt8>) {
    guard cursor < bytes.count else { return }
    if bytes[cursor] == ASCII.carriageReturn {
      if cursor + 1 < bytes.count, bytes[cursor + 1] == ASCII.newline {
        cursor += 1
      } else if !hasLoneReturn {
        hasLoneReturn = true
        report(bytes, at: cursor) { $0.loneReturn }
      }
    }
    cursor += 1
    line += 1
    lineStart = cursor
  }

  /// Skips the line at the cursor if it holds nothing but spaces and tabs.
  mutating func skipBlankLine(_ bytes: Span<UInt8>) -> Bool {
    var end = cursor
    while end < bytes.count, ASCII.isBlank(bytes[end]) { end += 1 }
    guard end == bytes.count || bytes[end] == ASCII.newline || bytes[end] == ASCII.carriageReturn else { return false }
    cursor = end
    endLine(bytes)
    return true
  }

  /// Reports a problem with what starts at `offset` of the current line.
  mutating func report(_ bytes: Span<UInt8>, at offset: Int, _ message: (TableReader) -> String) {
    report(line: line, column: problems.isFull ? 1 : column(bytes, of: offset), message)
  }

  mutating func report(line: Int, column: Int, _ message: (TableReader) -> String) {
    if problems.isFull {
      problems.countAnother()
    } else {
      problems.keep(CSVProblem(line: line, column: column, message: message(self)))
    }
  }

  /// The column [1-based] of an offset in the current line: bytes that continue a UTF-8 scalar do not count.
  func column(_ bytes: Span<UInt8>, of offset: Int) -> Int {
    var column = 1
    for index in lineStart..<offset where bytes[index] & 0b1100_0000 != 0b1000_0000 { column += 1 }
    return column
  }
}
