/// A column asked of a table: its name in the header, what its fields must be, whether it may be absent.
///
/// ```swift
/// CSV.read(bytes, columns: [
///   ColumnRequest("market_price", .integer(in: 0...300)),
///   ColumnRequest("predicted_ctr", .number(in: 0...1)),
///   ColumnRequest("advertiser", .text, isOptional: true),
/// ])
/// ```
public struct ColumnRequest: Sendable, Equatable {
  /// What every field of a column must be. An empty field is never allowed.
  public enum Kind: Sendable, Equatable {
    /// A decimal number within bounds, both included; always finite, even when a bound is infinite.
    case number(in: ClosedRange<Double>)

    /// A whole number within bounds, both included. `3.0` and `3e2` are whole, `3.5` is not.
    case integer(in: ClosedRange<Int>)

    /// UTF-8 text, kept as it is: nothing is trimmed.
    case text

    /// Any finite number.
    public static var finiteNumber: Kind {
      .number(in: -Double.greatestFiniteMagnitude...Double.greatestFiniteMagnitude)
    }

    /// Any whole number that an `Int` holds.
    public static var anyInteger: Kind { .integer(in: Int.min...Int.max) }
  }

  /// The name in the header; spaces and tabs around a name in the header do not count.
  public let name: String

  public let kind: Kind

  /// May the header lack this column? Its fields must be valid when it is there.
  public let isOptional: Bool

  public init(_ name: String, _ kind: Kind, isOptional: Bool = false) {
    self.name = name
    self.kind = kind
    self.isOptional = isOptional
  }
}

extension ColumnRequest.Kind {
  /// What to write instead, as messages say it: "a number in 0...1", "an integer of at least 0", "some text".
  var expectation: String {
    switch self {
    case .text:
      return "some text"
    case .number(let bounds):
      let hasLower = bounds.lowerBound > -Double.greatestFiniteMagnitude
      let hasUpper = bounds.upperBound < Double.greatestFiniteMagnitude
      let bounded = Self.phrase(
        hasLower ? shortest(bounds.lowerBound) : nil, hasUpper ? shortest(bounds.upperBound) : nil)
      return hasLower || hasUpper ? "a number " + bounded : "a finite number"
    case .integer(let bounds):
      let lower = bounds.lowerBound > Int.min ? String(bounds.lowerBound) : nil
      let upper = bounds.upperBound < Int.max ? String(bounds.upperBound) : nil
      return lower == nil && upper == nil ? "an integer" : "an integer " + Self.phrase(lower, upper)
    }
  }

  private static func phrase(_ lower: String?, _ upper: String?) -> String {
    switch (lower, upper) {
    case (let lower?, let upper?): "in \(lower)...\(upper)"
    case (let lower?, nil): "of at least \(lower)"
    case (nil, let upper?): "of at most \(upper)"
    case (nil, nil): ""
    }
  }
}

/// A number without a trailing ".0": bounds read better as 0...1 than as 0.0...1.0.
func shortest(_ value: Double) -> String {
  let text = value.description
  return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
}
