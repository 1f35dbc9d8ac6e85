extension TableReader {
  /// Reads the header and plans the columns; false when what follows cannot be read as rows.
  mutating func readHeader(_ bytes: Span<UInt8>) -> Bool {
    if bytes.count >= 3, bytes[0] == 0xEF, bytes[1] == 0xBB, bytes[2] == 0xBF {
      cursor = 3
      lineStart = 3
    }
    while cursor < bytes.count, skipBlankLine(bytes) {}
    guard cursor < bytes.count else {
      (line, lineStart) = (1, cursor)
      report(bytes, at: cursor) { $0.emptyFile }
      return false
    }

    // A name may hold newlines; what is missing is missing where the header starts.
    let headerLine = line
    guard let names = readNames(bytes) else { return false }
    for (index, request) in requests.enumerated() where !isPresent[index] && !request.isOptional {
      report(line: headerLine, column: 1) { $0.missing(request.name, among: names) }
    }
    plans = requestsOfColumn.map(plan)
    endLine(bytes)
    return true
  }

  /// Reads the names and who asks for them; nil when a quote never closes and there are no names to speak of.
  private mutating func readNames(_ bytes: Span<UInt8>) -> [String]? {
    var names: [String] = []
    while true {
      let field = CSVField(bytes, at: cursor)
      let isSound = reportFlaw(bytes, of: field)
      if field.flaw == .quoteNeverCloses { return nil }
      names.append(readName(bytes, field, isSound: isSound))
      advance(past: field)
      guard cursor < bytes.count, bytes[cursor] == ASCII.comma else { return names }
      cursor += 1
    }
  }

  /// One name; a name that cannot be read becomes the empty one and answers no request.
  private mutating func readName(_ bytes: Span<UInt8>, _ field: CSVField, isSound: Bool) -> String {
    requestsOfColumn.append([])
    guard isSound else { return "" }
    guard let name = field.text(bytes, in: field.trimmed(bytes)) else {
      report(bytes, at: field.start) { $0.notUnicode(bytes, field.content, place: "the header") }
      return ""
    }
    let asking = requests.indices.filter { requests[$0].name == name }
    guard let first = asking.first else {
      others.append(HeaderName(name: name, line: line, column: column(bytes, of: field.start)))
      return name
    }
    if isPresent[first] {
      report(bytes, at: field.start) { $0.duplicate(name) }
      return name
    }
    for request in asking { isPresent[request] = true }
    requestsOfColumn[requestsOfColumn.count - 1] = asking
    return name
  }

  private func plan(_ asking: [Int]) -> Plan {
    guard let request = asking.first else { return .ignore }
    guard asking.count == 1 else { return .careful }
    switch requests[request].kind {
    case .number(let bounds): return .number(request: request, bounds)
    case .integer(let bounds): return .integer(request: request, bounds)
    case .text: return .careful
    }
  }
}
