/// Whether more of the items is better or worse.
public enum ItemKind: String, Sendable, Hashable, CaseIterable {
  /// Values ≥ 0, of which an agent wants much.
  case goods
  /// Costs ≥ 0, of which an agent wants little.
  case chores
}
