internal import CYaml

/// One step of a YAML text, as libyaml reports it.
struct YAMLEvent {
  enum Kind {
    case documentStart
    case documentEnd
    case streamEnd
    case alias(String)
    case scalar(YAMLScalar, anchor: String?)
    case listStart(tag: String?, anchor: String?)
    case listEnd
    case tableStart(tag: String?, anchor: String?)
    case tableEnd
  }

  var kind: Kind
  var mark: YAMLMark
}

/// A scalar before its type is known.
struct YAMLScalar {
  var text: String
  var tag: String?
  /// Written without quotes, and not as a block (`|`, `>`).
  var isPlain: Bool
}

/// Line and column from 1; columns count Unicode scalars.
struct YAMLMark {
  var line: Int
  var column: Int
}

/// What libyaml says about a text it cannot read.
struct YAMLComplaint {
  var problem: String
  var mark: YAMLMark
  var context: String
  var contextMark: YAMLMark
}

/// Pulls the events of a YAML text one by one.
///
/// Why events and not `Yams.Parser`: it builds its tree by recursion and hashes whole key nodes to find duplicates, so
/// that a file of a few kilobytes (aliases inside keys, nested keys, chains of aliases) can hold it for hours or
/// overflow its stack. Events let the reader stop at the first one too many. `CYaml` is the libyaml inside the Yams
/// package.
///
/// The bytes must be valid UTF-8 and outlive the parser.
final class YAMLEvents {
  /// On the heap: libyaml keeps a pointer to the parser inside the parser.
  private let parser: UnsafeMutablePointer<yaml_parser_t>

  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    parser = .allocate(capacity: 1)
    parser.initialize(to: yaml_parser_t())
    yaml_parser_initialize(parser)
    yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
    yaml_parser_set_input_string(parser, bytes.baseAddress, bytes.count)
  }

  deinit {
    yaml_parser_delete(parser)
    parser.deallocate()
  }

  /// The next event; after `streamEnd` there is none to ask for.
  func next() throws(YAMLFailure) -> YAMLEvent {
    while true {
      var event = yaml_event_t()
      guard yaml_parser_parse(parser, &event) == 1 else { throw YAMLFailure.syntax(complaint) }
      defer { yaml_event_delete(&event) }
      if let kind = kind(of: event) { return YAMLEvent(kind: kind, mark: YAMLMark(event.start_mark)) }
    }
  }

  /// Nil for the events that carry nothing.
  private func kind(of event: yaml_event_t) -> YAMLEvent.Kind? {
    switch event.type {
    case YAML_DOCUMENT_START_EVENT: return .documentStart
    case YAML_DOCUMENT_END_EVENT: return .documentEnd
    case YAML_STREAM_END_EVENT: return .streamEnd
    case YAML_ALIAS_EVENT: return .alias(string(event.data.alias.anchor) ?? "")
    case YAML_SCALAR_EVENT:
      let scalar = event.data.scalar
      let text = String(decoding: UnsafeBufferPointer(start: scalar.value, count: scalar.length), as: UTF8.self)
      let isPlain = scalar.style == YAML_PLAIN_SCALAR_STYLE
      return .scalar(YAMLScalar(text: text, tag: string(scalar.tag), isPlain: isPlain), anchor: string(scalar.anchor))
    case YAML_SEQUENCE_START_EVENT:
      let start = event.data.sequence_start
      return .listStart(tag: string(start.tag), anchor: string(start.anchor))
    case YAML_SEQUENCE_END_EVENT: return .listEnd
    case YAML_MAPPING_START_EVENT:
      let start = event.data.mapping_start
      return .tableStart(tag: string(start.tag), anchor: string(start.anchor))
    case YAML_MAPPING_END_EVENT: return .tableEnd
    default: return nil
    }
  }

  private var complaint: YAMLComplaint {
    let state = parser.pointee
    return YAMLComplaint(
      problem: state.problem.map { String(cString: $0) } ?? "unreadable", mark: YAMLMark(state.problem_mark),
      context: state.context.map { String(cString: $0) } ?? "", contextMark: YAMLMark(state.context_mark))
  }

  private func string(_ bytes: UnsafeMutablePointer<UInt8>?) -> String? {
    bytes.map { String(cString: $0) }
  }
}

extension YAMLMark {
  fileprivate init(_ mark: yaml_mark_t) {
    self.init(line: Int(mark.line) + 1, column: Int(mark.column) + 1)
  }
}
