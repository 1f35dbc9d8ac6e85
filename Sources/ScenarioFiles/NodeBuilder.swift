internal import MarketModel

/// Builds the tree of one document from its events, with a stack of its own: no depth of nesting can overflow the
/// program's stack, and every limit holds before the node in question is built.
struct NodeBuilder {
  private let events: YAMLEvents
  private let origin: Place.Origin
  private var open: [OpenCollection] = []
  private var anchors: [String: Anchored] = [:]
  private var nodeCount = 0
  private var aliasedCount = 0

  init(_ events: YAMLEvents, origin: Place.Origin) {
    self.events = events
    self.origin = origin
  }

  /// The document's root; nil for an empty stream.
  mutating func root() throws(YAMLFailure) -> Node? {
    guard case .documentStart = try events.next().kind else { return nil }
    var root: Built?
    while root == nil { root = try step() }
    _ = try events.next()
    let next = try events.next()
    guard case .streamEnd = next.kind else {
      throw .refused(next.mark, problem: "one document only", remedy: "remove everything from the second '---'")
    }
    return root?.node
  }

  /// Takes in one event; gives the root once it is whole.
  private mutating func step() throws(YAMLFailure) -> Built? {
    let event = try events.next()
    let mark = event.mark
    switch event.kind {
    case .alias(let name): return try place(aliased(name, at: mark), at: mark)
    case .scalar(let scalar, let anchor):
      try count(mark)
      if awaitsKey {
        try setKey(scalar, anchor: anchor, at: mark)
        return nil
      }
      let built = Built(node: Node(try content(of: scalar, at: mark), at: Place(origin, mark)), size: 1, depth: 0)
      remember(built, as: anchor)
      return try place(built, at: mark)
    case .listStart(let tag, let anchor):
      try start(isTable: false, tag: tag, standard: "seq", anchor: anchor, at: mark)
      return nil
    case .tableStart(let tag, let anchor):
      try start(isTable: true, tag: tag, standard: "map", anchor: anchor, at: mark)
      return nil
    case .listEnd, .tableEnd:
      guard let closed = open.popLast() else { preconditionFailure("libyaml closes only what it opened") }
      let built = closed.built
      remember(built, as: closed.anchor)
      return try place(built, at: mark)
    case .documentStart, .documentEnd, .streamEnd:
      preconditionFailure("libyaml ends a document only after its root")
    }
  }

  /// The next event is a key of the innermost table.
  private var awaitsKey: Bool { open.last.map { $0.isTable && $0.key == nil } ?? false }

  /// Puts a finished value where it belongs; gives it back when it is the root.
  private mutating func place(_ built: Built, at mark: YAMLMark) throws(YAMLFailure) -> Built? {
    if open.isEmpty { return built }
    open[open.count - 1].append(built)
    return nil
  }

  private mutating func start(
    isTable: Bool, tag: String?, standard: String, anchor: String?, at mark: YAMLMark
  ) throws(YAMLFailure) {
    try count(mark)
    if awaitsKey {
      throw .refused(
        mark, problem: "a key cannot be \(isTable ? "a table" : "a list")", remedy: "write a text before the ':'")
    }
    if let tag, tag != "!", tag != CoreSchema.tagPrefix + standard { throw unknownTag(tag, at: mark) }
    if open.count == YAMLLimits.depth { throw .refused(mark, problem: tooDeep, remedy: "") }
    open.append(OpenCollection(isTable: isTable, place: Place(origin, mark), anchor: anchor))
  }

  private mutating func setKey(_ scalar: YAMLScalar, anchor: String?, at mark: YAMLMark) throws(YAMLFailure) {
    _ = try content(of: scalar, at: mark)
    let key = scalar.text
    if key.isEmpty && scalar.isPlain {
      throw .refused(mark, problem: "a key is missing before the ':'", remedy: "write `key: value`")
    }
    if !open[open.count - 1].keys.insert(key).inserted {
      throw .refused(mark, problem: "the key \(quoted(key)) appears twice", remedy: "keep one")
    }
    open[open.count - 1].key = (key, Place(origin, mark))
    remember(Built(node: Node(.text(key), at: Place(origin, mark)), size: 1, depth: 0), as: anchor)
  }

  private func content(of scalar: YAMLScalar, at mark: YAMLMark) throws(YAMLFailure) -> Node.Content {
    if let content = CoreSchema.content(of: scalar) { return content }
    let tag = scalar.tag ?? ""
    guard ["null", "bool", "int", "float"].contains(where: { tag == CoreSchema.tagPrefix + $0 }) else {
      throw unknownTag(tag, at: mark)
    }
    throw .refused(mark, problem: "\(quoted(scalar.text)) does not read as \(shown(tag))", remedy: "remove the tag")
  }

  private func unknownTag(_ tag: String, at mark: YAMLMark) -> YAMLFailure {
    .refused(mark, problem: "the tag \(quoted(shown(tag))) is not understood", remedy: "remove it")
  }

  private func shown(_ tag: String) -> String {
    tag.hasPrefix(CoreSchema.tagPrefix) ? "!!" + tag.dropFirst(CoreSchema.tagPrefix.count) : tag
  }

  // MARK: Limits

  private mutating func count(_ mark: YAMLMark) throws(YAMLFailure) {
    nodeCount += 1
    if nodeCount > YAMLLimits.nodes {
      throw .refused(
        mark, problem: "a scenario of more than 200,000 values", remedy: "put data into a CSV file and name it")
    }
  }

  private mutating func aliased(_ name: String, at mark: YAMLMark) throws(YAMLFailure) -> Built {
    if awaitsKey { throw .refused(mark, problem: "a key cannot be an alias", remedy: "write the key out") }
    guard let anchored = anchors[name] else {
      let label = quoted("*" + name)
      throw .refused(
        mark, problem: "the alias \(label) repeats nothing",
        remedy: "write '&\(printable(name, limit: 120))' before the value it should repeat")
    }
    aliasedCount += anchored.size
    if aliasedCount > YAMLLimits.aliasedNodes {
      throw .refused(mark, problem: "aliases expand to more than 1,000 nodes", remedy: "write them out")
    }
    if open.count + anchored.depth > YAMLLimits.depth { throw .refused(mark, problem: tooDeep, remedy: "") }
    return anchored
  }

  private mutating func remember(_ built: Built, as anchor: String?) {
    if let anchor { anchors[anchor] = built }
  }
}

/// A finished node with its number of nodes and its levels below a scalar.
private struct Built {
  var node: Node
  var size: Int
  var depth: Int
}

private typealias Anchored = Built

/// A list or table whose end has not come yet.
private struct OpenCollection {
  let isTable: Bool
  let place: Place
  let anchor: String?
  var key: (text: String, place: Place)?
  var keys: Set<String> = []
  private var elements: [Node] = []
  private var entries: [Node.Entry] = []
  private var size = 1
  private var depth = 1

  init(isTable: Bool, place: Place, anchor: String?) {
    self.isTable = isTable
    self.place = place
    self.anchor = anchor
  }

  mutating func append(_ built: Built) {
    size += built.size
    depth = max(depth, built.depth + 1)
    if let key {
      entries.append(Node.Entry(key.text, built.node, at: key.place))
      self.key = nil
    } else {
      elements.append(built.node)
    }
  }

  var built: Built {
    Built(node: Node(isTable ? .table(entries) : .list(elements), at: place), size: size, depth: depth)
  }
}
