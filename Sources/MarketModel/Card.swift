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

  public init(
    _ id: String, label: String? = nil, _ summary: String, holds: [Property] = [], fails: [Property] = [],
    source: String, example: KeyValuePairs<String, Node> = [:]
  ) {
    self.id = id
    self.label = label ?? String(id.map { $0 == "-" ? " " : $0 })
    self.summary = summary
    self.holds = holds
    self.fails = fails
    self.source = source
    self.example = example.map { Node.Entry($0.key, $0.value) }
  }
}

/// Something a mechanism can promise, by its standard name.
public enum Property: String, Sendable, CaseIterable {
  /// Bidding one's value is a dominant strategy.
  case truthful
  /// A truthful bidder never loses (ex post).
  case individuallyRational = "individually-rational"
  /// No bidder is ever paid.
  case noPositiveTransfers = "no-positive-transfers"
  /// With truthful bids the item goes to a highest value, or stays only when no bid meets its reserve.
  case efficient
  /// Whenever some bid meets its own reserve the item is sold.
  case sellsAboveReserve = "sells-above-reserve"
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
