/// The wording of every problem: what is wrong; what to do.
extension TableReader {
  func column(_ request: Int) -> String { "column " + quoted(requests[request].name) }

  private func write(_ request: Int) -> String { "write \(requests[request].kind.expectation)" }

  var emptyFile: String {
    "the file is empty; the first line must name the columns"
      + (requests.isEmpty ? "" : ": " + requests.map { escaped($0.name) }.joined(separator: ", "))
  }

  var noRows: String { "no rows below the header; add at least one line of data" }

  var loneReturn: String { #"a carriage return without a newline; save the file with \n or \r\n line ends"# }

  func missing(_ name: String, among names: [String]) -> String {
    let advice = nearest(to: name, among: names).map { "did you mean \(quoted($0))?" } ?? "add it or name another;"
    return "no column \(quoted(name)); \(advice) the header has: \(list(names))"
  }

  func duplicate(_ name: String) -> String { "a second column \(quoted(name)); rename or remove one of them" }

  func tooFewFields(_ fields: Int) -> String {
    "the row has \(fields) field\(fields == 1 ? "" : "s"), the header \(plans.count); add what is missing"
  }

  var tooManyFields: String {
    "the row has more fields than the header, which has \(plans.count); quote a field that holds a comma"
  }

  func emptyField(_ request: Int) -> String { "\(column(request)) is empty here; \(write(request))" }

  func notNumber(_ bytes: Span<UInt8>, _ range: Range<Int>, _ request: Int) -> String {
    "\(quoted(bytes, range)) in \(column(request)) is not a number; \(write(request))"
  }

  func notFinite(_ bytes: Span<UInt8>, _ range: Range<Int>, _ request: Int) -> String {
    "\(quoted(bytes, range)) in \(column(request)) is not finite; \(write(request))"
  }

  func notWhole(_ bytes: Span<UInt8>, _ range: Range<Int>, _ request: Int) -> String {
    "\(quoted(bytes, range)) in \(column(request)) is not an integer; \(write(request))"
  }

  func below(_ bound: String, _ bytes: Span<UInt8>, _ range: Range<Int>, _ request: Int) -> String {
    "\(quoted(bytes, range)) in \(column(request)) is below \(bound); \(write(request))"
  }

  func above(_ bound: String, _ bytes: Span<UInt8>, _ range: Range<Int>, _ request: Int) -> String {
    "\(quoted(bytes, range)) in \(column(request)) is above \(bound); \(write(request))"
  }

  func notUnicode(_ bytes: Span<UInt8>, _ range: Range<Int>, place: String) -> String {
    "\(quoted(bytes, range)) in \(place) is not valid UTF-8; save the file as UTF-8"
  }

  func message(of flaw: CSVField.Flaw, _ bytes: Span<UInt8>, _ field: CSVField) -> String {
    switch flaw {
    case .quoteNeverCloses:
      return #"a quote opens here and never closes; add the closing ", and write "" for a quote inside"#
    case .quoteInsideUnquoted:
      return "\(quoted(bytes, field.start..<field.end)) has a quote inside an unquoted field; "
        + #"quote the whole field and write "" for a quote inside"#
    case .textAfterQuote:
      return "\(quoted(bytes, field.start..<field.end)) goes on after its closing quote; "
        + #"end the field there, or write "" for a quote inside"#
    }
  }

  /// Names in the order of the file, the first twelve of them.
  private func list(_ names: [String]) -> String {
    let shown = names.prefix(12).map { $0.isEmpty ? "''" : escaped($0) }.joined(separator: ", ")
    return names.count > 12 ? shown + ", … (\(names.count) in all)" : shown
  }
}
