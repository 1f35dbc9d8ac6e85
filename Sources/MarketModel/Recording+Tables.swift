extension Recording {
  /// Rows of facts that a report shows as they are: who was matched with whom, and at what price.
  ///
  /// Not a measure: nothing in it is averaged. Results keep the tables of the first replicate, so a world need not make
  /// any in the others.
  public struct Table: Sendable {
    /// What stands in one row and column.
    public enum Cell: Sendable, Hashable {
      case text(String)
      case number(Double)
      /// Nothing applies here: a dash.
      case none
    }

    public struct Column: Sendable, Hashable {
      public var label: String
      public var unit: Unit

      public init(_ label: String, unit: Unit = .one) {
        self.label = label
        self.unit = unit
      }
    }

    /// Stable id, as `results.json` has it: `pairs`.
    public var name: String
    /// The heading of its section in the report: `Pairs`.
    public var title: String
    /// What a row is, in sentences.
    public var note: String
    public var columns: [Column]
    /// (rows × columns).
    public private(set) var rows: [[Cell]] = []

    public init(_ name: String, title: String, note: String, columns: [Column]) {
      self.name = name
      self.title = title
      self.note = note
      self.columns = columns
    }

    public mutating func add(_ row: [Cell]) {
      precondition(row.count == columns.count, "a row has one cell per column")
      rows.append(row)
    }
  }
}
