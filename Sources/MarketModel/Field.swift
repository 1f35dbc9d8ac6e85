/// One setting as its component declared it by reading it: the source of schema, documentation and reports.
public struct Field: Sendable {
  public indirect enum Kind: Sendable {
    case number(Bounds)
    case integer(ClosedRange<Int>)
    case text
    case flag
    case choice([String])
    case numbers(Bounds)
    case texts
    /// A CSV file with these columns.
    case file(columns: [String])
    /// A file that outcry wrote.
    case document
    /// A component of the family: a kind alone, or a table with `kind` and its settings.
    case component(family: String)
    case section([Field])
    case list(item: String, [Field], atLeast: Int)
    /// Either form is accepted.
    case either(Kind, Kind)
  }

  /// What the scenario at hand says, for the report.
  public indirect enum Value: Sendable {
    case none
    case plain(String)
    case component(label: String, summary: String, kind: String, [Field])
    case section([Field])
    case list([[Field]])
  }

  public var key: String
  public var kind: Kind
  public var unit: Unit
  public var help: String
  /// As listings print it; nil where the setting must be given or may stay unset (`isRequired` tells).
  public var defaultText: String?
  public var isRequired: Bool
  public var value: Value
  /// Whether the scenario set it.
  public var isGiven: Bool
}
