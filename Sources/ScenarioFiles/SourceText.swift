internal import MarketModel

/// The bytes of a YAML file, checked to be text that YAML allows, with line ends of any system.
struct SourceText {
  /// Without a byte-order mark.
  let bytes: [UInt8]

  init(_ bytes: [UInt8]) throws(YAMLFailure) {
    self.bytes = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
    if String(validating: self.bytes, as: UTF8.self) == nil { throw invalid() }
    if let control = firstControl() {
      let digits = String(control.code, radix: 16, uppercase: true)
      let code = "U+" + String(repeating: "0", count: 4 - digits.count) + digits
      throw YAMLFailure.refused(
        mark(ofByte: control.offset), problem: "the control character \(code) is not text", remedy: "remove it")
    }
    if let offset = firstDirectiveTooMany() {
      throw YAMLFailure.refused(mark(ofByte: offset), problem: "more than 100 %TAG directives", remedy: "remove them")
    }
  }

  /// The bytes of a line, from 1, without its end.
  func line(_ number: Int) -> [UInt8] {
    var current = 1
    var start = 0
    var index = 0
    while index < bytes.count {
      let end = lineEnd(at: index)
      if end > 0 {
        if current == number { break }
        current += 1
        start = index + end
      }
      index += max(end, 1)
    }
    return current == number ? Array(bytes[start..<index]) : []
  }

  /// The byte count of the line end at `index`, zero when there is none.
  private func lineEnd(at index: Int) -> Int {
    switch bytes[index] {
    case 10: 1
    case 13: index + 1 < bytes.count && bytes[index + 1] == 10 ? 2 : 1
    // NEL, LS and PS end a line for libyaml.
    case 0xC2: bytes[index...].starts(with: [0xC2, 0x85]) ? 2 : 0
    case 0xE2:
      bytes[index...].starts(with: [0xE2, 0x80, 0xA8]) || bytes[index...].starts(with: [0xE2, 0x80, 0xA9]) ? 3 : 0
    default: 0
    }
  }

  private func mark(ofByte offset: Int) -> YAMLMark {
    var line = 1
    var column = 1
    var index = 0
    while index < offset {
      let end = lineEnd(at: index)
      if end > 0 {
        line += 1
        column = 1
      } else if bytes[index] & 0xC0 != 0x80 {
        column += 1
      }
      index += max(end, 1)
    }
    return YAMLMark(line: line, column: column)
  }

  private func invalid() -> YAMLFailure {
    var offset = 0
    var iterator = bytes.makeIterator()
    var parser = UTF8.ForwardParser()
    scan: while true {
      switch parser.parseScalar(from: &iterator) {
      case .valid(let encoded): offset += encoded.count
      case .emptyInput, .error: break scan
      }
    }
    let byte = offset < bytes.count ? String(bytes[offset], radix: 16, uppercase: true) : ""
    return .refused(
      mark(ofByte: offset), problem: "the byte 0x\(byte) is not UTF-8 text", remedy: "save the file as UTF-8")
  }

  /// The first character that YAML does not allow: C0 and C1 controls other than tab and line ends, U+FFFE and U+FFFF.
  private func firstControl() -> (offset: Int, code: UInt32)? {
    bytes.withUnsafeBufferPointer { bytes in
      for (offset, byte) in bytes.enumerated() {
        switch byte {
        case 9, 10, 13: continue
        case 0..<32, 127: return (offset, UInt32(byte))
        case 0xC2 where bytes[offset + 1] < 0xA0 && bytes[offset + 1] != 0x85:
          return (offset, UInt32(bytes[offset + 1]))
        case 0xEF where bytes[offset + 1] == 0xBF && bytes[offset + 2] >= 0xBE:
          return (offset, 0xFFC0 + UInt32(bytes[offset + 2] & 0x3F))
        default: continue
        }
      }
      return nil
    }
  }

  /// libyaml compares every `%TAG` with all before it, so that many of them take hours.
  private func firstDirectiveTooMany() -> Int? {
    bytes.withUnsafeBufferPointer { bytes in
      var count = 0
      for (offset, byte) in bytes.enumerated() where byte == UInt8(ascii: "%") {
        if bytes[offset...].starts(with: "%TAG".utf8) { count += 1 }
        if count > YAMLLimits.directives { return offset }
      }
      return nil
    }
  }
}
