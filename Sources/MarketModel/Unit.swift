/// What a setting or a figure is measured in, and the other units a scenario may write it in.
public struct Unit: Sendable, Hashable {
  /// As printed in reports and listings (`s`, `money/auction`); `1` for a pure number.
  public let symbol: String
  /// Accepted names and what one of them is in `symbol`s.
  public let names: [Name]

  public struct Name: Sendable, Hashable {
    public let name: String
    public let factor: Double
    public init(_ name: String, _ factor: Double) {
      self.name = name
      self.factor = factor
    }
  }

  /// A unit without other names than its symbol.
  public init(_ symbol: String, names: [Name]? = nil) {
    self.symbol = symbol
    self.names = names ?? (symbol == "1" ? [] : [Name(symbol, 1)])
  }

  /// A pure number.
  public static let one = Unit("1")
  /// A part of a whole; `5 %` is 0.05.
  public static let share = Unit("1", names: [Name("%", 0.01)])
  /// The scenario's currency, whatever it is.
  public static let money = Unit("money")
  public static let moneyPerAuction = Unit("money/auction")
  public static let moneyPerItem = Unit("money/item")
  /// Time in seconds.
  public static let time = Unit("s", names: periods)
  public static let auctions = Unit("auctions", names: [Name("auctions", 1), Name("auction", 1)])
  public static let bidders = Unit("bidders", names: [Name("bidders", 1), Name("bidder", 1)])

  /// `noun/s`: `100 auctions/s`, `6/min`, `1000 auctions/h`.
  public static func rate(of noun: String) -> Unit {
    Unit(
      "\(noun)/s",
      names: periods.flatMap { [Name("\(noun)/\($0.name)", 1 / $0.factor), Name("/\($0.name)", 1 / $0.factor)] })
  }

  private static let periods = [
    Name("ms", 0.001), Name("s", 1), Name("min", 60), Name("h", 3600), Name("d", 86400), Name("weeks", 604_800),
    Name("week", 604_800),
  ]
}

/// Why a text is not a quantity.
enum QuantityProblem: Error {
  case notANumber
  case unknownUnit(String)
}

/// Reads `24 h`, `100 auctions/s`, `5 %`, `1/32` or `2.5` as a number of `unit`s.
func quantity(_ text: String, in unit: Unit) -> Result<Double, QuantityProblem> {
  let trimmed = text.split(separator: " ", omittingEmptySubsequences: true).joined(separator: " ")
  let digits = trimmed.prefix { "+-0123456789.eE/".contains($0) }
  // The exponent's letter and the fraction's stroke may also open a unit: take the longest part that is a number.
  var length = digits.count
  while length > 0 {
    let head = trimmed.prefix(length)
    if let number = fraction(head) {
      let rest = trimmed.dropFirst(length).drop { $0 == " " }
      if rest.isEmpty { return .success(number) }
      guard let name = unit.names.first(where: { $0.name == rest }) else { return .failure(.unknownUnit(String(rest))) }
      return .success(number * name.factor)
    }
    length -= 1
  }
  return .failure(.notANumber)
}

/// `2.5`, `1/32`: decimals, or the quotient of two.
private func fraction(_ text: Substring) -> Double? {
  let parts = text.split(separator: "/", omittingEmptySubsequences: false)
  guard let first = parts.first, let numerator = decimal(first) else { return nil }
  if parts.count == 1 { return numerator }
  guard parts.count == 2, let denominator = decimal(parts[1]), denominator != 0 else { return nil }
  return numerator / denominator
}

private func decimal(_ text: Substring) -> Double? {
  guard let last = text.last, last.isNumber || last == ".", text.contains(where: \.isNumber) else { return nil }
  return Double(text.hasPrefix(".") ? "0" + text : text.hasSuffix(".") ? text.dropLast() : text)
}
