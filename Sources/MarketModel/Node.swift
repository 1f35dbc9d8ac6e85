/// A scenario as written: a tree of YAML 1.2 core-schema values, each with the place it came from.
///
/// Scenarios built in code are nodes too, written as literals:
/// `["world": ["kind": "repeated-auction", "horizon": 1000]]`.
public struct Node: Sendable {
  public enum Content: Sendable {
    case null
    case flag(Bool)
    case number(Double)
    case text(String)
    case list([Node])
    case table([Entry])
  }

  /// One `key: value` of a table, in the order written; keys are unique.
  public struct Entry: Sendable {
    public var key: String
    public var place: Place
    public var value: Node

    public init(_ key: String, _ value: Node, at place: Place? = nil) {
      self.key = key
      self.value = value
      self.place = place ?? value.place
    }
  }

  public var content: Content
  public var place: Place

  public init(_ content: Content, at place: Place = .code) {
    self.content = content
    self.place = place
  }
}

extension Node {
  /// The entries of a table — none for anything else.
  public var entries: [Entry] { if case .table(let entries) = content { entries } else { [] } }
  /// The elements of a list — none for anything else.
  public var elements: [Node] { if case .list(let elements) = content { elements } else { [] } }
  public var text: String? { if case .text(let text) = content { text } else { nil } }
  public var number: Double? { if case .number(let number) = content { number } else { nil } }
  public var isNull: Bool { if case .null = content { true } else { false } }
  public var isTable: Bool { if case .table = content { true } else { false } }

  /// The value of `key` in a table; setting nil removes the entry, setting a new key appends it.
  public subscript(_ key: String) -> Node? {
    get { entries.first { $0.key == key }?.value }
    set {
      var entries = entries
      let index = entries.firstIndex { $0.key == key }
      switch (index, newValue) {
      case (let index?, let value?): entries[index] = Entry(key, value)
      case (let index?, nil): entries.remove(at: index)
      case (nil, let value?): entries.append(Entry(key, value))
      case (nil, nil): return
      }
      content = .table(entries)
    }
  }

  /// `a number`, `a list` …, for messages.
  public var sort: String {
    switch content {
    case .null: "nothing"
    case .flag(let flag): flag ? "true" : "false"
    case .number(let number): "the number \(shortest(number))"
    case .text(let text): "the text \(quoted(text))"
    case .list: "a list"
    case .table: "a table of settings"
    }
  }
}

extension Node: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral,
  ExpressibleByBooleanLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
  public init(stringLiteral value: String) { self.init(.text(value)) }
  public init(integerLiteral value: Int) { self.init(.number(Double(value))) }
  public init(floatLiteral value: Double) { self.init(.number(value)) }
  public init(booleanLiteral value: Bool) { self.init(.flag(value)) }
  public init(arrayLiteral elements: Node...) { self.init(.list(elements)) }
  public init(dictionaryLiteral elements: (String, Node)...) {
    self.init(.table(elements.map { Entry($0, $1) }))
  }
}

/// The shortest decimal that reads back as `number`, whole numbers without a point: `0.1`, `5`, `1e-07`, `nan`.
public func shortest(_ number: Double) -> String {
  let text = number == 0 ? "0" : "\(number)"
  return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
}
