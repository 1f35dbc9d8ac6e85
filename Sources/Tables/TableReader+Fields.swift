extension TableReader {
  /// Reads one field as one request wants it, the careful way: the value or the problem.
  mutating func check(_ bytes: Span<UInt8>, _ field: CSVField, _ request: Int) {
    let trimmed = field.trimmed(bytes)
    guard !trimmed.isEmpty else {
      report(bytes, at: field.start) { $0.emptyField(request) }
      return
    }
    switch requests[request].kind {
    case .text:
      guard let text = field.text(bytes, in: field.content) else {
        report(bytes, at: field.start) { $0.notUnicode(bytes, field.content, place: $0.column(request)) }
        return
      }
      texts[request].append(text)
    case .number(let bounds):
      guard let number = finiteNumber(bytes, trimmed, field, request) else { return }
      let value = number.rounded(bytes)
      if value < bounds.lowerBound {
        report(bytes, at: field.start) { $0.below(shortest(bounds.lowerBound), bytes, trimmed, request) }
      } else if value > bounds.upperBound {
        report(bytes, at: field.start) { $0.above(shortest(bounds.upperBound), bytes, trimmed, request) }
      } else {
        numbers[request].append(value)
      }
    case .integer(let bounds):
      guard let number = finiteNumber(bytes, trimmed, field, request) else { return }
      switch number.whole() {
      case .isFraction:
        report(bytes, at: field.start) { $0.notWhole(bytes, trimmed, request) }
      case .tooLow:
        report(bytes, at: field.start) { $0.below(String(bounds.lowerBound), bytes, trimmed, request) }
      case .tooHigh:
        report(bytes, at: field.start) { $0.above(String(bounds.upperBound), bytes, trimmed, request) }
      case .exactly(let value):
        if value < bounds.lowerBound {
          report(bytes, at: field.start) { $0.below(String(bounds.lowerBound), bytes, trimmed, request) }
        } else if value > bounds.upperBound {
          report(bytes, at: field.start) { $0.above(String(bounds.upperBound), bytes, trimmed, request) }
        } else {
          integers[request].append(value)
        }
      }
    }
  }

  /// The number that fills `range`; nil after reporting that there is none or that it is not finite.
  private mutating func finiteNumber(
    _ bytes: Span<UInt8>, _ range: Range<Int>, _ field: CSVField, _ request: Int
  ) -> DecimalNumber? {
    // The number must not run past a closing quote, which it cannot: a quote is no part of one.
    if let number = DecimalNumber(bytes, at: range.lowerBound), number.range == range {
      if number.rounded(bytes).isFinite { return number }
      report(bytes, at: field.start) { $0.notFinite(bytes, range, request) }
    } else if spellsNotFinite(bytes, range) {
      report(bytes, at: field.start) { $0.notFinite(bytes, range, request) }
    } else {
      report(bytes, at: field.start) { $0.notNumber(bytes, range, request) }
    }
    return nil
  }

  /// Is this some program's way to write an infinity or NaN: `inf`, `-Infinity`, `nan`, `NaN`?
  private func spellsNotFinite(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    var letters = range
    if bytes[letters.lowerBound] == ASCII.minus || bytes[letters.lowerBound] == ASCII.plus {
      letters = letters.lowerBound + 1..<letters.upperBound
    }
    guard letters.count <= 8 else { return false }
    let word = String(decoding: letters.map { bytes[$0] | ASCII.lowercaseBit }, as: UTF8.self)
    return word == "inf" || word == "infinity" || word == "nan"
  }
}
