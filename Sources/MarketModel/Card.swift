/// What a component is and what it promises. The only place these facts exist: listings, documentation, the schema and
/// the property tests read them here.
public struct Card: Sendable {
  /// Stable name in scenario files: `second-price`.
  public let id: String
  /// For table cells and legends: `second price`.
  public let label: String
  /// One sentence: what it does.
  public let summary: String
  /// Promises, each of which is searched for a counterexample.
  public let holds: [Property]
  /// Promises it does not keep, each of which must have a counterexample.
  public let fails: [Property]
  /// Where it is defined: author and year, or "ours".
  public let source: String
  /// Settings for the example that `outcry explain` prints, where the defaults alone do not run.
  public let example: [Node.Entry]
  /// Settings of the world in that example, where the family's smallest market does not do.
  public let surroundings: [Node.Entry]
  /// Settings with which its promises and denials are tested: a promise with each, a denial must be confirmed
  /// with one. Not empty; the first is the example's.
  public let tried: [Node]
  /// Settings that change what it promises.
  public let exceptions: [Exception]

  /// Settings with which a component promises something else than by default.
  public struct Exception: Sendable {
    public let settings: Node
    /// Promises it makes only then; those of the card are kept, but for what `fails` names.
    public let holds: [Property]
    public let fails: [Property]

    public init(_ settings: Node, holds: [Property] = [], fails: [Property]) {
      self.settings = settings
      self.holds = holds
      self.fails = fails
    }
  }

  public init(
    _ id: String, label: String? = nil, _ summary: String, holds: [Property] = [], fails: [Property] = [],
    source: String, example: KeyValuePairs<String, Node> = [:], surroundings: KeyValuePairs<String, Node> = [:],
    tried: [Node] = [], exceptions: [Exception] = []
  ) {
    self.id = id
    self.label = label ?? String(id.map { $0 == "-" ? " " : $0 })
    self.summary = summary
    self.holds = holds
    self.fails = fails
    self.source = source
    let entries = example.map { Node.Entry($0.key, $0.value) }
    self.example = entries
    self.surroundings = surroundings.map { Node.Entry($0.key, $0.value) }
    self.tried = [Node(.table(entries))] + tried
    self.exceptions = exceptions
  }
}

/// Something that scenario files choose by `kind:`.
///
/// A component is one file and one line in its family's list. Reading a setting declares it: the initialiser is also
/// run against recording settings, so **which settings it reads must not depend on their values**.
public protocol Component: Sendable {
  static var card: Card { get }
  /// Reads its settings. A mistake in them is recorded by `settings`, which hands back a stand-in: what is built then
  /// is never run.
  init(_ settings: inout Settings)
}
