/// Where one field lies in the bytes of a table; it does not hold or interpret the content.
struct CSVField {
  /// What makes the quoting of a field unreadable.
  enum Flaw {
    case quoteNeverCloses
    case quoteInsideUnquoted
    case textAfterQuote
  }

  /// Offset of the first byte, the opening quote if there is one.
  let start: Int

  /// Offsets of the content, without the enclosing quotes.
  private(set) var content: Range<Int>

  /// Offset of what ends the field: a comma, `\n`, `\r`, or the end of the file.
  private(set) var end: Int

  private(set) var hasDoubledQuotes = false

  /// Newlines inside quotes, and the offset after the last of them.
  private(set) var newlines = 0
  private(set) var lastLineStart = 0

  private(set) var flaw: Flaw?

  /// Finds the field that starts at `start`, which may be the end of the file: an empty field.
  ///
  /// - Complexity: O(*n*) for a field of *n* bytes.
  init(_ bytes: Span<UInt8>, at start: Int) {
    self.start = start
    content = start..<start
    end = start
    if start < bytes.count, bytes[start] == ASCII.quote {
      locateQuoted(bytes)
    } else {
      skipToSeparator(bytes)
      content = start..<end
    }
  }

  private mutating func locateQuoted(_ bytes: Span<UInt8>) {
    var index = start + 1
    while index < bytes.count {
      let byte = bytes[index]
      index += 1
      if byte == ASCII.newline {
        newlines += 1
        lastLineStart = index
      } else if byte == ASCII.quote {
        if index < bytes.count, bytes[index] == ASCII.quote {
          hasDoubledQuotes = true
          index += 1
          continue
        }
        content = start + 1..<index - 1
        end = index
        skipToSeparator(bytes)
        if end > index { flaw = .textAfterQuote }
        return
      }
    }
    content = start + 1..<bytes.count
    end = bytes.count
    flaw = .quoteNeverCloses
  }

  private mutating func skipToSeparator(_ bytes: Span<UInt8>) {
    while end < bytes.count {
      switch bytes[end] {
      case ASCII.comma, ASCII.newline, ASCII.carriageReturn: return
      case ASCII.quote: flaw = .quoteInsideUnquoted
      default: break
      }
      end += 1
    }
  }

  /// The content without spaces and tabs around it.
  func trimmed(_ bytes: Span<UInt8>) -> Range<Int> {
    var range = content
    while let first = range.first, ASCII.isBlank(bytes[first]) { range = first + 1..<range.upperBound }
    while let last = range.last, ASCII.isBlank(bytes[last]) { range = range.lowerBound..<last }
    return range
  }

  /// The bytes in `range` of the content as text, `""` read as one quote; nil when they are not UTF-8.
  func text(_ bytes: Span<UInt8>, in range: Range<Int>) -> String? {
    guard hasDoubledQuotes else {
      guard let valid = try? UTF8Span(validating: bytes.extracting(range)) else { return nil }
      return String(copying: valid)
    }
    var plain: [UInt8] = []
    var index = range.lowerBound
    while index < range.upperBound {
      plain.append(bytes[index])
      index += bytes[index] == ASCII.quote ? 2 : 1
    }
    return String(validating: plain, as: UTF8.self)
  }
}

/// The bytes that mean something in a table.
enum ASCII {
  static let tab: UInt8 = 0x09
  static let newline: UInt8 = 0x0A
  static let carriageReturn: UInt8 = 0x0D
  static let space: UInt8 = 0x20
  static let quote: UInt8 = 0x22
  static let plus: UInt8 = 0x2B
  static let comma: UInt8 = 0x2C
  static let minus: UInt8 = 0x2D
  static let point: UInt8 = 0x2E
  static let zero: UInt8 = 0x30
  static let lowercaseE: UInt8 = 0x65

  /// Setting this bit turns an upper-case letter into its lower-case one.
  static let lowercaseBit: UInt8 = 0x20

  @inline(__always)
  static func isBlank(_ byte: UInt8) -> Bool { byte == space || byte == tab }
}
